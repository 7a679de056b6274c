import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { PostgresEventLog } from '#app/platform';
import { eventually } from '../engine.tally';
import { freshDatabase } from '../postgres';
import { behind, expectDense, expectEchoes, expectRowsOfCheckpoints, heldIn } from './checker';
import { Child } from './child';
import { counted, openLog } from './counted';
import { isLong } from './settings';
import { prepare } from './tally';
import { PATIENCE } from '../patience';

const LEASE_MS = 500;
const ROUNDS = isLong ? 20 : 1;

if (isLong) jest.setTimeout(600_000);

describe('two engines that both believe they lead', () => {
  let url: string;
  let log: PostgresEventLog;
  let sql: Client;
  const engines: Child[] = [];

  beforeAll(async () => {
    url = await freshDatabase();
    await prepare(url);
    log = await openLog(url);
    sql = new Client({ connectionString: url });
    await sql.connect();
  });
  afterAll(async () => {
    for (const engine of engines) await engine.kill();
    await Promise.all([log.close(), sql.end()]);
  });

  const engine = async (): Promise<Child> => {
    const child = new Child('projector', url, String(LEASE_MS));
    engines.push(child);
    await child.says('at ');
    return child;
  };
  const write = async (events: number): Promise<void> => {
    for (let n = 0; n < events; n++)
      await log.append(`tally-${n % 3}`, 'any', [counted(randomUUID(), 'Counted', { n: n % 20, of: '' })]);
  };
  /** Reader → who leads it, and how often it was led. */
  const leads = async (): Promise<ReadonlyMap<string, { owner: string | null; epoch: number }>> => {
    const { rows } = await sql.query<{ reader: string; owner: string | null; epoch: string }>(
      'select "reader", "owner", "epoch" from "checkpoint"',
    );
    return new Map(rows.map(({ reader, owner, epoch }) => [reader, { owner, epoch: Number(epoch) }]));
  };
  const caughtUp = async (): Promise<void> => {
    const end = Date.now() + PATIENCE;
    for (let late = behind(await heldIn(url)); late.length > 0; late = behind(await heldIn(url))) {
      const said = engines.map(({ lines }) => lines.slice(-3).join('\n')).join('\n');
      if (Date.now() > end) throw new Error(`Behind: ${late.join(', ')}. ${said}`);
      await pause(50);
    }
  };
  /** Where it holds the row of a checkpoint and has more to write: it is stopped while a table keeps it waiting. */
  const freezeInTransaction = async (victim: Child): Promise<void> => {
    const table = Math.random() < 0.5 ? 'fault_stream_1' : 'fault_whole_1';
    await sql.query(`begin; lock table "${table}" in exclusive mode`);
    await write(3);
    const waiting = `select from pg_locks where relation = '"${table}"'::regclass and not granted`;
    await eventually(async () => (await sql.query(waiting)).rowCount !== 0);
    victim.signal('SIGSTOP');
    await sql.query('rollback');
    // What it had asked for is answered then, and nobody reads the answer.
    const open = `select from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`;
    await eventually(async () => (await sql.query(open)).rowCount !== 0);
  };

  it(`do nothing twice when one is frozen past its lease and goes on, ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const frozen = await engine();
      await write(20);
      await caughtUp();
      const before = await leads();

      await freezeInTransaction(frozen);
      await write(20);
      const other = await engine();
      await caughtUp();
      const taken = await leads();
      for (const [reader, { owner, epoch }] of taken) {
        expect([reader, owner]).not.toEqual([reader, before.get(reader)?.owner]);
        expect(epoch).toBeGreaterThan(before.get(reader)?.epoch ?? 0);
      }

      // It wakes, and finishes what it had in hand: in vain.
      const said = frozen.lines.length;
      const more = write(60);
      frozen.signal('SIGCONT');
      await more;
      await frozen.says('at ', said);
      await caughtUp();
      const held = await heldIn(url);
      expectDense(held.events);
      expectRowsOfCheckpoints(held);
      await Promise.all([frozen.kill(), other.kill()]);
      // The next round begins when nobody leads any more.
      await pause(LEASE_MS);
    }
    expectEchoes((await heldIn(url)).events);
  });
});
