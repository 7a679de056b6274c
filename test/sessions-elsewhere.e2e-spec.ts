import { DataSource } from 'typeorm';
import { ListedPeople, People, type Person, Sessions } from '#app/platform';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { forAll } from './for-all';
import { LOADED, openHouse } from './house';
import { type Visitor, ask, visit } from './visitor';

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const CHROME = { 'user-agent': `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36` };
const FIREFOX = {
  'user-agent': 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0',
};
const PAGE = '/me/sessions';
const TEAM = 'partnership-team';

const people = new ListedPeople(demonstrationPeople);

/** People of whom a test may change one, as the directory does. */
class ChangingPeople extends People {
  readonly changed = new Map<string, Person | undefined>();

  find(id: string): Promise<Person | undefined> {
    return this.changed.has(id) ? Promise.resolve(this.changed.get(id)) : people.find(id);
  }

  all(): Promise<readonly Person[]> {
    return people.all();
  }

  ever(): Promise<readonly string[]> {
    return people.ever();
  }
}

const changing = new ChangingPeople();
const house = forAll(() => openHouse(LOADED, { people: changing }));

beforeEach(async () => {
  house.clock.set(LOADED);
  changing.changed.clear();
  await house.web.app.get(DataSource).query('DELETE FROM "session"');
});

const later = (minutes: number): void => {
  house.clock.set(new Date(house.clock.now().getTime() + minutes * 60_000).toISOString());
};
const home = async (visitor: Visitor): Promise<number> => (await visitor.page('/')).status;
const idsOn = (html: string): readonly string[] =>
  [...html.matchAll(/name="session" value="([^"]+)"/g)].map(([, id]) => id ?? '');

describe('the page of where you are signed in', () => {
  it('says in plain words with what, here and elsewhere, and never the raw name of a browser nor an id', async () => {
    const here = await visit(house, TEAM, CHROME);
    later(3);
    const there = await visit(house, TEAM, FIREFOX);
    const { text } = await here.page(PAGE);
    expect(text).toMatch(/Chrome on Windows, signed in on 20 November 2026 at 10:00:00 \(UK time\)/);
    expect(text).toMatch(/Firefox on a Mac[^]*20 November 2026 at 10:03:00/);
    expect(text).not.toContain('Mozilla');
    for (const { cookie } of [here, there]) expect(text).not.toContain(/s%3A([^.]+)/.exec(cookie)?.[1]);
  });

  it('is found under the account menu of every page', async () => {
    const team = await visit(house, TEAM);
    for (const address of ['/', '/referrals', '/help'])
      expect((await team.page(address)).text).toMatch(/Your account[^]*href="\/me\/sessions"[^]*<main/);
    expect((await ask(`${house.url}/help`)).text).not.toContain('lt-account');
  });

  it('shows nobody else’s, and none that has ended by itself', async () => {
    await visit(house, 'scrutineer', FIREFOX);
    await visit(house, TEAM, FIREFOX);
    later(31);
    const team = await visit(house, TEAM, CHROME);
    const { text } = await team.page(PAGE);
    expect([text.includes('Firefox'), text.includes('You are signed in nowhere else')]).toEqual([false, true]);
  });

  it('is for those who are signed in', async () => {
    const { status, location } = await ask(house.url + PAGE);
    expect([status, location]).toEqual([303, '/sign-in?to=%2Fme%2Fsessions']);
  });

  it('says when one was last used, to the minute', async () => {
    const there = await visit(house, TEAM, FIREFOX);
    later(12);
    await there.page('/');
    later(1);
    const here = await visit(house, TEAM, CHROME);
    expect((await here.page(PAGE)).text).toMatch(/Firefox on a Mac[^]*10:00:00[^]*10:12:00/);
  });
});

describe('ending a session', () => {
  it('elsewhere leads whoever uses it to sign in, and leaves this one and the others', async () => {
    const [here, kept] = [await visit(house, TEAM, CHROME), await visit(house, TEAM, CHROME)];
    const ended = await visit(house, TEAM, FIREFOX);
    const { text } = await here.page(PAGE);
    const id = /Firefox on a Mac[^]*?name="session" value="([^"]+)"/.exec(text)?.[1] ?? '';
    expect(await here.form(`${PAGE}/end`, { session: id })).toMatchObject({ status: 303, location: PAGE });
    expect((await here.page(PAGE)).text).toContain('That sign-in is ended.');
    expect(await Promise.all([here, kept, ended].map(home))).toEqual([200, 200, 303]);
    expect((await here.page(PAGE)).text).not.toContain('Firefox');
  });

  it('everywhere else leaves this one alone', async () => {
    const [here, ...others] = [await visit(house, TEAM), await visit(house, TEAM), await visit(house, TEAM)];
    const somebody = await visit(house, 'scrutineer');
    await here.form(`${PAGE}/end-others`, {});
    expect((await here.page(PAGE)).text).toContain('All other sign-ins are ended.');
    expect(await Promise.all([here, ...others, somebody].map(home))).toEqual([200, 303, 303, 200]);
  });

  it('of somebody else is not done, and does not tell that it is there', async () => {
    const [scrutineer, elsewhere] = [await visit(house, 'scrutineer'), await visit(house, 'scrutineer')];
    const team = await visit(house, TEAM);
    const [id = ''] = idsOn((await scrutineer.page(PAGE)).text);
    for (const session of [id, '00000000-0000-4000-8000-000000000000', 'x', '\0', '']) {
      await team.form(`${PAGE}/end`, { session });
      expect((await team.page(PAGE)).text).toContain('That sign-in had ended already.');
    }
    expect(await Promise.all([scrutineer, elsewhere, team].map(home))).toEqual([200, 200, 200]);
  });

  it('is refused where the form was not sent from here', async () => {
    const [here, other] = [await visit(house, TEAM), await visit(house, TEAM)];
    const [id = ''] = idsOn((await here.page(PAGE)).text);
    expect((await here.form(`${PAGE}/end`, { session: id, _csrf: 'forged' })).status).toBe(403);
    expect((await here.form(`${PAGE}/end-others`, { _csrf: 'forged' })).status).toBe(403);
    expect(await home(other)).toBe(200);
  });
});

describe('somebody whose role changes, or whose sign-in ends', () => {
  it.each([
    ['another role', { role: 'group-member' }],
    ['no sign-in any more', undefined],
    ['another partner to speak for', { role: 'safeguarding-partner', partner: 'police' }],
  ] as const)('is signed out at once, everywhere, and told: %s', async (_what, change) => {
    const [here, there] = [await visit(house, 'council-partner'), await visit(house, 'council-partner')];
    const person = await people.find('council-partner');
    changing.changed.set('council-partner', person && change && { ...person, ...change });
    const answer = await here.page('/referrals');
    expect([answer.status, answer.location]).toEqual([303, '/sign-in?to=%2Freferrals']);
    const [cookie = ''] = answer.headers.getSetCookie();
    const told = await ask(`${house.url}/sign-in`, { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(told.text).toContain('What you may do has changed. Sign in again.');
    expect(await home(there)).toBe(303);
    changing.changed.clear();
    expect(await Promise.all([here, there].map(home))).toEqual([303, 303]);
  });

  it('stays signed in where it is another’s that changes', async () => {
    const team = await visit(house, TEAM);
    changing.changed.set('scrutineer', undefined);
    expect(await home(team)).toBe(200);
  });
});

describe('the rows of sessions', () => {
  it('are found by person with an index', async () => {
    const plan = await house.web.app.get(DataSource).transaction(async (db) => {
      await db.query('SET LOCAL enable_seqscan = off');
      return db.query<Record<string, string>[]>(`EXPLAIN SELECT "sess" FROM "session" WHERE "person" = 'scrutineer'`);
    });
    expect(JSON.stringify(plan)).toContain('session_person_idx');
  });

  it('are dropped a day after they were last written, and not before', async () => {
    const team = await visit(house, TEAM);
    const rows = () =>
      house.web.app.get(DataSource).query<object[]>('SELECT FROM "session" WHERE "person" IS NOT NULL');
    const HOUR = 60 * 60_000;
    // When a row was written is the database's own clock.
    for (const [after, left] of [
      [23 * HOUR, 1],
      [25 * HOUR, 0],
    ] as const) {
      house.clock.set(new Date(Date.now() + after).toISOString());
      await house.web.app.get(Sessions).prune();
      expect(await rows()).toHaveLength(left);
    }
    house.clock.set(LOADED);
    expect(await home(team)).toBe(303);
  });
});
