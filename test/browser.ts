import {
  type BrowserContextOptions,
  type Browser as Chromium,
  type Locator,
  type Page,
  chromium,
} from 'playwright-core';
import { browserPath } from './browser.path';
import type { House } from './house';
import { signInAs } from './provider';
import { PATIENCE } from './patience';

/** A browser that has been opened on one house. */
export interface Browser {
  /**
   * A person who has signed in at the provider, in a session of their own; what they see is `guest.page`, which is empty
   * until they open something. The way there by mouse is walked in sign-in-pages.e2e-spec.ts.
   */
  guest(person: string, options?: BrowserContextOptions): Promise<Guest>;
  /** Somebody who has not signed in. */
  stranger(options?: BrowserContextOptions): Promise<Guest>;
  close(): Promise<void>;
}

/** Opens Chromium: the one of `CHROMIUM` (the path of an executable), or the one that npm brought (Linux). */
export async function openBrowser({ url }: House): Promise<Browser> {
  const browser = await launch();
  const stranger = async (options: BrowserContextOptions = {}): Promise<Guest> => {
    const context = await browser.newContext({ baseURL: url, viewport: { width: 1200, height: 900 }, ...options });
    context.setDefaultTimeout(PATIENCE);
    return new Guest(await context.newPage());
  };
  return {
    stranger,
    guest: async (person, options) => {
      const [guest, { jar }] = await Promise.all([stranger(options), signInAs(url, person)]);
      await guest.page.context().addCookies(jar.all.map((cookie) => ({ ...cookie, url })));
      return guest;
    },
    close: () => browser.close(),
  };
}

/** Chromium without a house. */
export async function launch(): Promise<Chromium> {
  const executablePath = await browserPath();
  // A container's root may not use the sandbox, and its shared memory is small; what is looked at is our own pages.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] });
}

/** A person at a browser, who counts what a journey costs: clicks on links and buttons, and fields filled in. */
export class Guest {
  clicks = 0;
  fields = 0;
  /** What the browser complained of: errors of scripts, and what the content security policy forbade. */
  readonly complaints: string[] = [];

  constructor(readonly page: Page) {
    page.on('console', (message) => {
      // A page that is itself refused (403, 404, 409) is told as an error too: that one is asked for.
      const ofThePage = message.location().url === page.url() && message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !ofThePage) this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${error.message}`));
  }

  /** Goes home; a journey's clicks and fields are counted from there. */
  async home(): Promise<void> {
    await this.page.goto('/');
    this.clicks = 0;
    this.fields = 0;
  }

  async open(path: string): Promise<number> {
    return (await this.page.goto(path))?.status() ?? 0;
  }

  async follow(link: string | RegExp, within: Locator | Page = this.page): Promise<void> {
    await this.click(within.getByRole('link', { name: link }).first());
  }

  async press(button: string): Promise<void> {
    await this.click(this.page.getByRole('button', { name: button, exact: true }));
  }

  async click(what: Locator): Promise<void> {
    this.clicks += 1;
    await what.click();
    await this.page.waitForLoadState();
  }

  async write(label: string, words: string, within: Locator | Page = this.page): Promise<void> {
    this.fields += 1;
    await within.getByLabel(label, { exact: true }).fill(words);
  }

  /** One answer of the field whose question is `legend`: a radio button, or an option of a select. */
  async choose(question: string, answer: string, within: Locator | Page = this.page): Promise<void> {
    this.fields += 1;
    const select = within.getByLabel(question, { exact: true }).and(within.locator('select'));
    if ((await select.count()) > 0) await select.selectOption({ label: answer });
    else await this.radios(question, within).getByLabel(answer, { exact: true }).check();
  }

  async tick(question: string, ...answers: string[]): Promise<void> {
    this.fields += 1;
    for (const answer of answers) await this.radios(question, this.page).getByLabel(answer, { exact: true }).check();
  }

  async upload(label: string, name: string, words: string): Promise<void> {
    this.fields += 1;
    await this.page
      .getByLabel(label, { exact: true })
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(words) });
  }

  /** The fields under one legend. */
  group(legend: string): Locator {
    return this.page.getByRole('group', { name: legend });
  }

  heading(): Promise<string> {
    return this.page.getByRole('heading', { level: 1 }).innerText();
  }

  /** What the page says, as one text. */
  said(): Promise<string> {
    return this.page.getByRole('main').innerText();
  }

  private radios(question: string, within: Locator | Page): Locator {
    return within.getByRole('group', { name: question }).last();
  }
}
