import { readFileSync } from 'node:fs';
import { HtmlValidate } from 'html-validate';
import { type RecordKind, type RecordRow, Registry, asking } from '#app/platform';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { type Browser, type Guest, openBrowser } from './browser';
import { type House, TODAY, openHouse } from './house';
import { expected } from './permissions.expected';

/** Rules that the markup of GOV.UK Frontend itself breaks are off; nothing else is. */
const markup = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'no-redundant-role': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'long-title': 'off',
    // Checkboxes that belong together share a name, as radio buttons do.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit'] }],
  },
});
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Who looks at many pages has axe in each of them from the beginning: to bring it to each costs more. */
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** In the page itself, which answers in sentences: everything that axe found out about a page is a long way to carry. */
const RUN_AXE = `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], runOnly: WCAG })}).then(({ violations }) =>
  violations.map(({ id, help, nodes }) =>
    [id, help, nodes.map(({ html }) => html.slice(0, 160)).join(' | ')].join(': ')))`;
const AT_ONCE = 2;

/** The address of every kind of record. */
export const KINDS = Object.keys(expected);

/** One page as one person sees it. */
export interface Place {
  readonly person: string;
  readonly path: string;
  /** 200 when left out. */
  readonly status?: number;
  /** The form of the page is sent as it stands, and what comes back is looked at. */
  readonly sent?: boolean;
}

/** The house with a browser that looks at its pages. */
export interface Inspection {
  readonly kinds: readonly RecordKind[];
  recordsOf(path: string): Promise<{ readonly kind: RecordKind; readonly records: readonly RecordRow[] }>;
  /** Everything that is wrong with these pages, in sentences. */
  faultsOf(places: readonly Place[]): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function openInspection(): Promise<Inspection> {
  const house = await openHouse();
  const browser = await openBrowser(house);
  const guests = new Guests(browser);
  return {
    kinds: house.web.app.get(Registry).kinds,
    recordsOf: (path) => recordsOf(house, path),
    faultsOf: (places) => faultsOf(guests, places),
    close: async () => {
      await browser.close();
      await house.close();
    },
  };
}

async function recordsOf(house: House, path: string) {
  const kind = house.web.app.get(Registry).at(path);
  const person = demonstrationPeople.find(({ id }) => id === 'partnership-team');
  if (!kind || !person) throw new Error(`Nothing is found at ${path}`);
  const query = { page: 1, pageSize: 200, filters: {}, today: TODAY, person };
  const { items } = await asking.as({ person: person.id, now: '' }, () => kind.list(query));
  return { kind, records: items };
}

/** Everybody who looks at pages, each signed in once for each page that is looked at at the same time. */
class Guests {
  private readonly idle = new Map<string, Guest[]>();

  constructor(private readonly browser: Browser) {}

  async as<T>(person: string, look: (guest: Guest) => Promise<T>): Promise<T> {
    const idle = this.idle.get(person) ?? [];
    this.idle.set(person, idle);
    const guest = idle.pop() ?? (await this.comes(person));
    const seen = await look(guest);
    idle.push(guest);
    return seen;
  }

  private async comes(person: string): Promise<Guest> {
    const guest = await this.browser.guest(person);
    await guest.page.addInitScript({ content: AXE });
    return guest;
  }
}

async function faultsOf(guests: Guests, places: readonly Place[]): Promise<readonly string[]> {
  const faults: string[] = [];
  const waiting = [...places];
  const look = async (): Promise<void> => {
    for (let place = waiting.shift(); place; place = waiting.shift()) {
      const one = place;
      faults.push(...(await guests.as(one.person, (guest) => lookAt(one, guest))));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, look));
  return faults;
}

export async function lookAt(
  { person, path, status = 200, sent = false }: Place,
  guest: Guest,
): Promise<readonly string[]> {
  await guest.page.setViewportSize({ width: 1200, height: 900 });
  const answer = await (sent ? send(guest, path) : guest.page.goto(path));
  const found = [
    ...(answer?.status() === status ? [] : [`answers ${answer?.status() ?? 'nothing'} in place of ${status}`]),
    ...(await markupFaults((await answer?.text()) ?? '')),
    ...(await axeFaults(guest)),
    ...(await sidewaysFaults(guest)),
    ...guest.complaints.splice(0),
  ];
  return found.map((fault) => `${path} (${person}${sent ? ', sent' : ''}): ${fault}`);
}

async function send({ page }: Guest, path: string) {
  await page.goto(path);
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.locator('main form .govuk-button-group button').first().click();
  const sent = await answer;
  await page.waitForLoadState();
  return sent;
}

async function markupFaults(html: string): Promise<readonly string[]> {
  const { results } = await markup.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${ruleId}, line ${line}: ${message}`),
  );
}

async function axeFaults({ page }: Guest): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(AXE);
  return page.evaluate<string[]>(RUN_AXE);
}

/** A telephone, a tablet held upright, and a small laptop. */
const SCREENS = [320, 768, 1024];

async function sidewaysFaults({ page }: Guest): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const screen of SCREENS) {
    await page.setViewportSize({ width: screen, height: 640 });
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (width > screen) faults.push(`is ${width} pixels wide on a screen of ${screen}`);
  }
  return faults;
}
