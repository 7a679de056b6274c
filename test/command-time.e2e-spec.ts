import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { COMMAND_WITHIN_MS } from '#app/platform';
import { forAll } from './for-all';
import { openHouse } from './house';
import { typed } from './kept-forms.typed';
import { referral } from './referral.bodies';
import { superuserOf } from './erasure.disk';
import { type Answer, type Visitor, jsonOf, visit } from './visitor';

/** What a test may add to a limit, on a machine that has other work. */
const LEEWAY = 3_000;
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

  const whileHeld = async <T>(lock: string, work: () => Promise<T>): Promise<{ answer: T; took: number }> => {
    await holder.query(`BEGIN; ${lock}`);
    try {
      const begun = performance.now();
      const answer = await work();
      return { answer, took: performance.now() - begun };
    } finally {
      await holder.query('ROLLBACK');
    }
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
    async (_, lock) => {
      const [key, before] = [randomUUID(), await referrals()];
      const { answer, took } = await whileHeld(lock, async () => {
        const refused = await refer(key);
        expect(await appending()).toBe(0);
        return refused;
      });
      expect([answer.status, jsonOf(answer)['type']]).toEqual([503, 'urn:problem:try-again']);
      expect(took).toBeLessThan(COMMAND_WITHIN_MS + LEEWAY);
      await pause(300);
      expect(await referrals()).toEqual(before);
      expect([(await refer(key)).status, (await refer(key)).status]).toEqual([201, 201]);
      expect(await referrals()).toHaveLength(before.length + 1);
    },
  );

  it('is told so on a page too, without its form where that would have to be waited for', async () => {
    const lists = new Client({ connectionString: house.databaseUrl });
    await lists.connect();
    const { answer, took } = await whileHeld('LOCK TABLE log.event IN EXCLUSIVE MODE', async () => {
      const sending = team.form('/referrals', { ...typed, _key: randomUUID() });
      // The form has been read by then, and is to be recorded.
      await pause(COMMAND_WITHIN_MS / 2);
      expect(await appending()).toBe(1);
      await lists.query('BEGIN; LOCK TABLE "agency_1" IN ACCESS EXCLUSIVE MODE');
      return sending;
    }).finally(() => lists.end());
    expect([answer.status, answer.text]).toEqual([503, expect.stringContaining('Not available now')]);
    expect(took).toBeLessThan(COMMAND_WITHIN_MS + SHOWN_MS + LEEWAY / 2);
  });

  it.each(['reference_series', 'session'])(
    'waits for somebody’s lock on %s no longer than the web does',
    async (table) => {
      const held = `LOCK TABLE "${table}" IN ACCESS EXCLUSIVE MODE`;
      const ask = () => (table === 'session' ? team.page('/referrals') : refer(randomUUID()));
      const { answer, took } = await whileHeld(held, ask);
      expect(answer.status).toBe(503);
      expect(took).toBeLessThan(LOCK_MS + LEEWAY);
    },
  );
});
