import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { COMMAND_WITHIN_MS } from '#app/platform';
import { eventually } from './engine.tally';
import { forAll } from './for-all';
import { openHouse } from './house';
import { typed } from './kept-forms.typed';
import { referral } from './referral.bodies';
import { superuserOf } from './erasure.disk';
import { type Answer, type Visitor, jsonOf, visit } from './visitor';

/** What a test may add to a limit. */
const LEEWAY = 3_000;
/** On a machine that has other work a round may be late: one in time proves the limit. */
const ROUNDS = 3;
/** How long the web waits for somebody else's lock. */
const LOCK_MS = 5_000;
/** How long a form that could not be recorded is waited for, before it is left out. */
const SHOWN_MS = 2_000;

describe('a command that is held up', () => {
  const house = forAll(openHouse);
  let team: Visitor;
  let holder: Client;
  let superuser: Client;

  beforeAll(async () => {
    team = await visit(house, 'partnership-team');
    holder = new Client({ connectionString: house.databaseUrl });
    superuser = new Client({ connectionString: superuserOf(house.databaseUrl) });
    await Promise.all([holder.connect(), superuser.connect()]);
  });
  afterAll(() => Promise.all([holder.end(), superuser.end()]));

  const whileHeld = async <T>(lock: string, work: () => Promise<T>): Promise<T> => {
    await holder.query(`BEGIN; ${lock}`);
    try {
      return await work();
    } finally {
      await holder.query('ROLLBACK');
    }
  };
  const timed = async (work: Promise<Answer>): Promise<{ answer: Answer; took: number }> => {
    const begun = performance.now();
    const answer = await work;
    return { answer, took: performance.now() - begun };
  };
  /** Of several rounds, each of which tells how long it took, until one was in time. */
  const inTime = async (most: number, round: () => Promise<number>): Promise<void> => {
    const took: number[] = [];
    while (took.length < ROUNDS && !took.some((each) => each < most)) took.push(await round());
    expect(Math.min(...took)).toBeLessThan(most);
  };
  const appending = async (): Promise<number | null> =>
    (
      await superuser.query(`SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND state = 'active' AND query LIKE 'select * from log.append%'`)
    ).rowCount;
  const refer = (key: string): Promise<Answer> => team.post('/api/v1/referrals', referral, { 'idempotency-key': key });
  const referrals = async () => {
    const events = await house.log.readAll(-1n, 10_000, { categories: ['referral'] });
    return events.map(({ stream }) => stream);
  };

  it.each([
    ['appended', 'LOCK TABLE log.event IN EXCLUSIVE MODE'],
    ['read', 'LOCK TABLE log.event IN ACCESS EXCLUSIVE MODE'],
  ])(
    'while events are to be %s is refused when its time is over, is not done later, and is recorded once when sent again',
    (_, lock) =>
      inTime(COMMAND_WITHIN_MS + LEEWAY, async () => {
        const [key, before] = [randomUUID(), await referrals()];
        const { answer, took } = await whileHeld(lock, async () => {
          const refused = await timed(refer(key));
          // PostgreSQL cuts it off by itself, a tenth of its last time before the answer.
          await eventually(async () => (await appending()) === 0);
          return refused;
        });
        expect([answer.status, jsonOf(answer)['type']]).toEqual([503, 'urn:problem:try-again']);
        await pause(300);
        expect(await referrals()).toEqual(before);
        expect([(await refer(key)).status, (await refer(key)).status]).toEqual([201, 201]);
        expect(await referrals()).toHaveLength(before.length + 1);
        return took;
      }),
  );

  it('is told so on a page too, without its form where that would have to be waited for', () =>
    inTime(COMMAND_WITHIN_MS + SHOWN_MS + LEEWAY / 2, async () => {
      const lists = new Client({ connectionString: house.databaseUrl });
      await lists.connect();
      const { answer, took } = await whileHeld('LOCK TABLE log.event IN EXCLUSIVE MODE', async () => {
        const sending = timed(team.form('/referrals', { ...typed, _key: randomUUID() }));
        // The form has been read by then, and is to be recorded.
        await eventually(async () => (await appending()) === 1);
        await lists.query('BEGIN; LOCK TABLE "agency_1" IN ACCESS EXCLUSIVE MODE');
        return sending;
      }).finally(() => lists.end());
      expect([answer.status, answer.text]).toEqual([503, expect.stringContaining('Not available now')]);
      return took;
    }));

  it.each(['reference_series', 'session'])('waits for somebody’s lock on %s no longer than the web does', (table) =>
    inTime(LOCK_MS + LEEWAY, async () => {
      const held = `LOCK TABLE "${table}" IN ACCESS EXCLUSIVE MODE`;
      const ask = () => timed(table === 'session' ? team.page('/referrals') : refer(randomUUID()));
      const { answer, took } = await whileHeld(held, ask);
      expect(answer.status).toBe(503);
      return took;
    }),
  );
});
