import { openBrowser } from './browser';
import { forAll } from './for-all';
import { LOADED } from './house';
import { lookAt } from './page.faults';
import { Inviting, TEAM } from './people.house';
import { Jar, chooseAt, provider, signInAs } from './provider';
import { SECOND, giveAccount, openTwoHouses } from './two-houses';

const two = forAll(openTwoHouses);
const browser = forAll(() => openBrowser(two.here));

const PAGE = '/me/partnerships';
const FIRST = 'Isle of Wight Safeguarding Children Partnership';
const CHANGE = 'href="/me/partnerships">Change partnership';

let there: Inviting;

beforeAll(async () => {
  there = new Inviting(two.there);
  await bringIn('Independent Scrutineer of both', { role: 'scrutineer' }, 'scrutineer');
  const gone = await bringIn(
    'Somebody who has left',
    { role: 'safeguarding-partner', partner: 'council' },
    'council-partner',
  );
  await there.act(TEAM, `people/${gone}/sign-in-end`, { reason: 'Left.' });
  await bringIn('Only of the second', { role: 'scrutineer' }, 'other:of-the-second');
});
beforeEach(() => {
  two.here.clock.set(LOADED);
});

/** A role of the second partnership, whose holder signs in with this account. */
async function bringIn(title: string, as: object, subject: string): Promise<string> {
  const post = await there.role(title);
  await there.act(TEAM, `people/${post}/invitation`, as);
  await giveAccount(two.there, post, subject);
  return post;
}

const pageOf = async (jar: Jar, url: string, path = '/'): Promise<string> => (await jar.ask(url + path)).text();
const signedIn = async (person: string, url = two.here.url): Promise<Jar> => (await signInAs(url, person)).jar;

/** What the page says, and where its links lead. */
async function offered(jar: Jar, url = two.here.url) {
  const html = await pageOf(jar, url, PAGE);
  const links = [...html.matchAll(/<a class="[^"]*task-list__link[^"]*" href="([^"]*)"[^>]*>\s*([^<]*?)\s*</g)];
  return { html, links: links.map(([, href = '', name = '']) => ({ href, name })) };
}

/** Goes on as a browser does, as long as it is sent on; every address on the way. */
async function follow(
  jar: Jar,
  address: string,
): Promise<{ readonly way: readonly string[]; readonly answer: Response }> {
  const way = [address];
  for (let n = 0; n < 10; n++) {
    const answer = await jar.ask(way.at(-1) ?? '');
    const onward = answer.headers.get('location');
    if (onward === null) return { way, answer };
    way.push(new URL(onward, way.at(-1)).href);
  }
  throw new Error(`This way has no end: ${way.join(' ')}`);
}

const promptsIn = (way: readonly string[]): readonly (string | null)[] =>
  way
    .filter((one) => one.startsWith(`${provider().issuer}/auth?`))
    .map((one) => new URL(one).searchParams.get('prompt'));

const switchLink = (): string => `${two.there.url}/sign-in/with/${provider().id}?quietly=yes`;

describe('“Your partnerships”', () => {
  it('shows whoever belongs to two where they are, and the way to the other', async () => {
    const { html, links } = await offered(await signedIn('scrutineer'));
    expect(links).toEqual([{ href: switchLink(), name: SECOND.name }]);
    expect(html).toMatch(new RegExp(`${FIRST}\\s*</div>[\\s\\S]*You are here[\\s\\S]*${SECOND.name}`));
    const elsewhere = await offered(await signedIn('scrutineer', two.there.url), two.there.url);
    expect(elsewhere.links).toEqual([{ href: switchLink().replace(two.there.url, two.here.url), name: FIRST }]);
  });

  it.each([
    ['was never in the other', 'police-representative'],
    ['has left the other', 'council-partner'],
  ])('says so to whoever %s', async (_what, person) => {
    const jar = await signedIn(person);
    const { html, links } = await offered(jar);
    expect([links, html.includes('You belong to this partnership only'), html.includes(SECOND.name)]).toEqual([
      [],
      true,
      false,
    ]);
    expect(await pageOf(jar, two.here.url)).not.toContain(CHANGE);
  });

  it('leaves out one in which somebody holds no seat today, though their account is known there', async () => {
    const post = await there.role('Standing in for a day');
    const cover = { group: 'learning-inquiry-group', as: 'deputy', from: '2026-11-20', until: '2026-11-20' };
    await there.act(TEAM, `people/${post}/group`, cover);
    await there.act(TEAM, `people/${post}/invitation`, { role: 'group-member' });
    await giveAccount(two.there, post, 'police-partner');
    expect((await offered(await signedIn('police-partner'))).links).toHaveLength(1);
    two.here.clock.set('2026-11-21T10:00:00.000Z');
    expect((await offered(await signedIn('police-partner'))).links).toEqual([]);
  });

  it('is named beside the partnership for whoever needs it, and follows what was found last', async () => {
    const jar = await signedIn('health-partner');
    expect(await pageOf(jar, two.here.url)).not.toContain(CHANGE);
    const post = await bringIn('Come later', { role: 'scrutineer' }, 'health-partner');
    expect(await pageOf(jar, two.here.url)).not.toContain(CHANGE);
    expect((await offered(jar)).html).toContain(CHANGE);
    expect(await pageOf(jar, two.here.url)).toContain(CHANGE);
    expect(await pageOf(await signedIn('health-partner'), two.here.url)).toContain(CHANGE);
    await there.act(TEAM, `people/${post}/sign-in-end`, { reason: 'Left again.' });
    expect((await offered(jar)).html).not.toContain(CHANGE);
    expect(await pageOf(jar, two.here.url)).not.toContain(CHANGE);
  });

  it('is for whoever is signed in only', async () => {
    const answer = await new Jar().ask(two.here.url + PAGE);
    expect(answer.headers.get('location')).toBe(`/sign-in?to=${encodeURIComponent(PAGE)}`);
    expect((await fetch(`${two.here.url}/api/v1${PAGE}`)).status).toBe(401);
  });

  it('is told to programs too: where each is, and what its tokens are made for', async () => {
    const of = async (person: string) =>
      (await (await two.here.api(person)).get(`/api/v1${PAGE}`).expect(200)).body as unknown;
    const own = { id: 'isle-of-wight', name: FIRST, address: two.here.url, here: true };
    const other = { ...SECOND, address: two.there.url, here: false };
    expect(await of('scrutineer')).toMatchObject({ items: [own, other] });
    expect(await of('police-representative')).toMatchObject({ items: [own] });
    const elsewhere = await (await two.there.api('scrutineer')).get(`/api/v1${PAGE}`).expect(200);
    expect(elsewhere.body).toMatchObject({ items: [{ here: false }, { here: true }] });
  });
});

describe('going to another partnership', () => {
  it('asks nothing of whoever is signed in, and leaves them signed in where they were', async () => {
    const jar = await signedIn('scrutineer');
    const { way, answer } = await follow(jar, (await offered(jar)).links[0]?.href ?? '');
    expect([way.at(-1), answer.status, promptsIn(way)]).toEqual([`${two.there.url}/`, 200, ['none']]);
    const home = await answer.text();
    expect([SECOND.name, 'Independent Scrutineer of both', CHANGE].filter((words) => !home.includes(words))).toEqual(
      [],
    );
    expect(await pageOf(jar, two.here.url)).toContain(FIRST);
  });

  it('leads whoever is signed in there straight home, as who they are there', async () => {
    const jar = await signedIn('scrutineer');
    await follow(jar, switchLink());
    expect((await follow(jar, switchLink())).way).toEqual([switchLink(), `${two.there.url}/`]);
    // Somebody else has signed in here since, in the same browser: a link makes nobody another.
    await jar.ask(
      await chooseAt(
        (await jar.ask(`${two.here.url}/sign-in/with/demonstration`)).headers.get('location') ?? '',
        TEAM,
        jar,
      ),
    );
    expect((await follow(jar, `${switchLink()}&to=/referrals`)).way.at(-1)).toBe(`${two.there.url}/referrals`);
    expect(await pageOf(jar, two.there.url)).toContain('Independent Scrutineer of both');
  });

  it('asks whoever the provider wants to ask, once, and goes on to where they wanted', async () => {
    const jar = new Jar();
    const { way } = await follow(jar, `${switchLink()}&to=%2Freferrals%3Fpage%3D1`);
    expect(promptsIn(way)).toEqual(['none', null]);
    const picker = way.at(-1) ?? '';
    expect(picker).toContain(`${provider().issuer}/people/`);
    const chosen = await jar.ask(picker, { method: 'POST', body: new URLSearchParams({ person: 'scrutineer' }) });
    const end = await follow(jar, new URL(chosen.headers.get('location') ?? '', picker).href);
    expect([end.way.at(-1), end.answer.status]).toEqual([`${two.there.url}/referrals?page=1`, 200]);
  });

  it('lets nobody in who is not invited there', async () => {
    const { way, answer } = await follow(await signedIn('police-representative'), switchLink());
    expect([promptsIn(way), answer.status]).toEqual([['none'], 403]);
    expect(await answer.text()).toContain('You have not been invited');
  });

  it('works with a mouse and without JavaScript', async () => {
    const guest = await browser.guest('scrutineer', { javaScriptEnabled: false });
    await guest.open('/');
    await guest.follow('Change partnership');
    expect(await guest.heading()).toBe('Your partnerships');
    await guest.follow(SECOND.name);
    await guest.page.waitForURL(`${two.there.url}/`);
    expect(await guest.page.getByRole('banner').innerText()).toContain(SECOND.name);
    expect(guest.complaints).toEqual([]);
  });

  it('has a page that is sound, accessible, quiet and fits a narrow screen, with one partnership and with two', async () => {
    for (const person of ['scrutineer', 'police-representative'])
      expect(await lookAt({ person, path: PAGE }, await browser.guest(person))).toEqual([]);
    // Before a picture as its ground, contrast is told by no tool: the link has the colour of the name beside it.
    const guest = await browser.guest('scrutineer');
    await guest.open(PAGE);
    const colourOf = (selector: string) =>
      guest.page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).color`);
    expect(await colourOf('.lt-masthead__change')).toBe(await colourOf('.lt-logo__partnership'));
  });
});
