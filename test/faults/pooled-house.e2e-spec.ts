import { Client } from 'pg';
import { addDays, dateInLondon } from '#app/calendar';
import { LOCKS, WEB_ROLE } from '#app/platform';
import { healthOf } from '../health';
import type { Jar } from '../provider';
import { criteria, decision, referral, why } from '../referral.bodies';
import { run } from '../roles.server';
import type { Json } from '../visitor';
import { everything, expectDense } from './checker';
import { pgbouncer } from './pgbouncer';
import { type Caller, PooledHouse, type Side } from './pooled.house';
import { isLong } from './settings';
import { openLog } from './counted';

jest.setTimeout(180_000);

/** Accounts at the tests' provider: the manager of each partnership, and somebody of its Partnership Team who is not named. */
const MANAGER = 'partnership-team';
const CLERK = 'executive-member';
/** The post that `trail invite-first` makes. */
const MANAGERS_POST = 'first-of-the-partnership-team';
const ROUNDS = isLong ? 30 : 3;
const RECORDED = isLong ? 60 : 4;

/** What one of the two partnerships has here. */
interface Place {
  readonly side: Side;
  readonly manager: Caller;
  readonly clerk: Caller;
  /** Browsers. */
  readonly managers: Jar;
  readonly clerks: Jar;
  readonly police: string;
  /** Of the referral that only the manager may know of. */
  readonly restricted: string;
}

const program = pgbouncer();
const describeIfThere = program === undefined ? describe.skip : describe;

describeIfThere('a house of two partnerships that reaches PostgreSQL by way of a pooler in transaction mode', () => {
  const today = dateInLondon(new Date().toISOString());
  const yesterday = addDays(today, -1);
  const OPEN = 'Open to everybody of';
  const WITHHELD = 'Withheld in';
  let house: PooledHouse;
  let places: readonly Place[] = [];

  const referred = (headline: string, police: string) => ({
    ...referral,
    headline,
    from: police,
    agencies: [police],
    receivedOn: yesterday,
    awareOn: yesterday,
  });

  /** The first people come in, and record what is open to all of the team and what is not. */
  async function inhabited(side: Side): Promise<Place> {
    const code = codeIn(await house.trail('invite-first', side.id));
    const managers = await side.come(code, MANAGER);
    const manager = await side.as(MANAGER);
    const made = await manager.post('agencies', { name: `Police of ${side.id}`, kind: 'safeguarding-partner' }, 201);
    const police = made['id'] as string;
    const { id: post } = await manager.post('people', { title: `Clerk of ${side.id}`, since: yesterday }, 201);
    await manager.until('people', 2);
    await manager.post(`people/${String(post)}/invitation`, { role: 'partnership-team', opensDetails: false });
    const { link } = await manager.post(`people/${String(post)}/invitation-link`, {});
    const clerks = await side.come(codeIn(String(link)), CLERK);
    await manager.post('referrals', referred(`${OPEN} ${side.id}`, police), 201);
    const { id: restricted } = await manager.post('referrals', referred(`${WITHHELD} ${side.id}`, police), 201);
    await manager.until('referrals', 2);
    const { reference } = await manager.see(`referrals/${String(restricted)}`);
    await manager.post(`referrals/${String(restricted)}/people-concerned`, {
      people: [{ kind: 'practitioner', name: `Practitioner ${WITHHELD} ${side.id}` }],
    });
    const named = { record: reference, named: [MANAGERS_POST], until: addDays(today, 90), reason: why };
    await manager.post('restrictions', named, 201);
    await manager.until('restrictions', 1);
    return { side, manager, clerk: await side.as(CLERK), managers, clerks, police, restricted: String(restricted) };
  }

  beforeAll(async () => {
    house = await PooledHouse.open(program ?? '');
    places = await Promise.all(house.sides.map((side) => inhabited(side)));
  });
  afterAll(() => house.close());

  const both = (): readonly (readonly [Place, Place])[] => {
    const [isle, downs] = places;
    if (!isle || !downs) throw new Error('Both are there');
    return [
      [isle, downs],
      [downs, isle],
    ];
  };

  /** What each of the two people is shown, by JSON and as a page, while others ask and record on the same sessions. */
  async function look({ side, manager, clerk, managers, clerks, restricted }: Place, other: Place): Promise<void> {
    const page = async (jar: Jar): Promise<string> => (await jar.ask(`${side.url}/referrals?pageSize=200`)).text();
    const [lists, hidden] = await Promise.all([
      Promise.all([manager.text('referrals?pageSize=200'), page(managers)]),
      Promise.all([clerk.text('referrals?pageSize=200'), page(clerks), clerk.text(`referrals/${restricted}`, 404)]),
    ]);
    for (const list of lists) expect([list]).toEqual([expect.stringContaining(`${WITHHELD} ${side.id}`)]);
    for (const list of [...lists, ...hidden.slice(0, 2)])
      expect([list]).toEqual([expect.stringContaining(`${OPEN} ${side.id}`)]);
    for (const list of hidden) expect([list.includes(WITHHELD), list]).toEqual([false, expect.anything()]);
    for (const list of [...lists, ...hidden])
      expect([list.includes(`${OPEN} ${other.side.id}`), list]).toEqual([false, expect.anything()]);
    await manager.text(`referrals/${other.restricted}`, 404);
  }

  it('signs people in, and shows to each what is theirs to see, and nothing of the other partnership, under load', async () => {
    const looking = both().flatMap(([own, other]) =>
      Array.from({ length: 3 }, async () => {
        for (let round = 0; round < ROUNDS; round++) await look(own, other);
      }),
    );
    const recording = both().flatMap(([{ side, manager, police }]) =>
      Array.from({ length: RECORDED }, (_, n) =>
        manager.post('referrals', referred(`${OPEN} ${side.id}, number ${n}`, police), 201),
      ),
    );
    await Promise.all([...looking, ...recording]);
    await Promise.all(both().map(([{ manager }]) => manager.until('referrals', 2 + RECORDED)));
    await Promise.all(both().map(([own, other]) => look(own, other)));
  });

  it('takes a decision, and what follows from it comes in by itself', async () => {
    await Promise.all(
      both().map(async ([{ manager }]) => {
        const { items } = await manager.see(`referrals?words=number%200`);
        const [first] = items as readonly Json[];
        await manager.post(`referrals/${String(first?.['id'])}/decision`, {
          ...decision('criteria-appear-met'),
          criteria: criteria('met', 'met', 'met'),
          rationale: why,
          meeting: { group: 'learning-inquiry-group', date: yesterday, label: `Meeting of ${yesterday}` },
          decidedOn: yesterday,
        });
        await manager.until('rapid-reviews', 1);
      }),
    );
  });

  it('ends a session for good when somebody signs out', async () => {
    const [[{ side, clerks }]] = both() as [readonly [Place, Place]];
    const csrf = /name="_csrf" value="([^"]+)"/.exec(await (await clerks.ask(`${side.url}/me/sessions`)).text())?.[1];
    const body = new URLSearchParams({ _csrf: csrf ?? '' });
    expect((await clerks.ask(`${side.url}/sign-out`, { method: 'POST', body })).status).toBe(303);
    const answer = await clerks.ask(`${side.url}/referrals`);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, expect.stringContaining('/sign-in')]);
  });

  it('shares fewer sessions than it has connections, and leaves nothing in them', async () => {
    const { superuserUrl } = house.server;
    const counted = await run(
      superuserUrl,
      `SELECT usename, count(*)::int FROM pg_stat_activity WHERE usename IS NOT NULL GROUP BY 1`,
    );
    const sessions = new Map(
      (counted.rows as { usename: string; count: number }[]).map((row) => [row.usename, row.count]),
    );
    const connections = await house.pooler.connections();
    for (const login of ['pooled_web', 'learning_trail_projector']) {
      expect([1, 2, 3]).toContain(sessions.get(login));
      expect(connections.get(login)).toBeGreaterThan(sessions.get(login) ?? NaN);
    }
    const untold = new Client(house.untold);
    await untold.connect();
    const left = new Set<string>();
    for (let n = 0; n < 30; n++) {
      const { rows } = await untold.query<object>(
        `SELECT current_user AS role, coalesce(current_setting('learning_trail.partnership', true), '') AS partnership,
          coalesce(current_setting('learning_trail.person', true), '') AS person, current_setting('lock_timeout') AS lock`,
      );
      left.add(JSON.stringify(rows[0]));
    }
    expect([...left]).toEqual([JSON.stringify({ role: 'pooled_web', partnership: '', person: '', lock: '0' })]);
    await expect(untold.query('SELECT FROM log.event')).rejects.toThrow('permission denied');
    await expect(untold.query('SELECT FROM "session"')).rejects.toThrow('permission denied');
    await untold.end();
    const listening = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = ${LOCKS.listening}`;
    expect((await run(superuserUrl, listening)).rowCount).toBe(0);
  });

  it('does not start with a login that could see everything by itself', async () => {
    const { code, said } = await house.webAs('pooled_owner');
    expect([code, said]).toEqual([1, expect.stringMatching(/^"pooled_owner" can pass by [^\n]*\n$/)]);
  });

  it('does not start with a login that may not act as the web', async () => {
    const { code, said } = await house.webAs('learning_trail_projector');
    expect([code, said]).toEqual([1, `permission denied to set role "${WEB_ROLE}"\n`]);
  });

  it('is looked after from the terminal', async () => {
    for (const { side } of places) await healthOf(side.url, 200);
    expect(await house.trail('projections')).toMatch(/^referral-\d+ +running/m);
    expect(await house.trail('rebuild', 'referral')).toContain('the same in both');
    expect(await house.trail('log', 'check')).toContain('Nothing is wrong');
    await Promise.all(both().map(([{ manager }]) => manager.until('referrals', 2 + RECORDED)));
  });

  it('has a log without gaps, each event once', async () => {
    const log = await openLog(house.server.as('learning_trail'));
    const events = await everything(log);
    await log.close();
    expectDense(events);
    expect(house.said).not.toMatch(/"level":(?:50|60)/);
  });
});

const codeIn = (text: string): string => /\/invitation\/([\w-]{43})/.exec(text)?.[1] ?? '';
