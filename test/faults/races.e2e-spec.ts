import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { type PostgresEventLog, START } from '#app/platform';
import { eventually } from '../engine.tally';
import { PATIENCE } from '../patience';
import { freshDatabaseAsBoth } from '../postgres';
import { expectDense, expectRowsOfCheckpoints, heldIn } from './checker';
import { counted, openLog } from './counted';
import { engineOn, openRows, prepare } from './tally';

/** Held by a test while no event may get into a stream called held-…; asked for by a trigger of the test. */
const GATE = 77_001;
const forEver = new AbortController().signal;

const event = (n = 1) => counted(randomUUID(), 'Counted', { n, of: '' });

describe('a log whose events commit in an unlucky order', () => {
  let url: string;
  let superuserUrl: string;
  let sql: Client;
  let log: PostgresEventLog;
  let other: PostgresEventLog;

  beforeAll(async () => {
    ({ url, superuserUrl } = await freshDatabaseAsBoth());
    await prepare(url);
    [log, other] = [await openLog(url), await openLog(url)];
    sql = await connected();
    await sql.query(`
      create function gate() returns trigger language plpgsql as $$
      begin
        if new.stream like 'held-%' then perform pg_advisory_xact_lock(${GATE}); end if;
        return new;
      end $$;
      create trigger gate before insert on log.event for each row execute function gate()`);
  });
  afterAll(async () => {
    await Promise.all([log.close(), other.close(), sql.end()]);
  });

  const connected = async (): Promise<Client> => {
    const client = new Client({ connectionString: superuserUrl });
    await client.connect();
    return client;
  };
  /** Who waits there: the number of the session. */
  const atGate = async (): Promise<number | undefined> => {
    const { rows } = await sql.query<{ pid: number }>(
      `select pid from pg_locks where locktype = 'advisory' and objid = ${GATE} and not granted`,
    );
    return rows[0]?.pid;
  };
  const waitingAtGate = async (): Promise<number> => {
    for (;;) {
      const waiting = await atGate();
      if (waiting !== undefined) return waiting;
      await pause(10);
    }
  };
  /** Follows until a position and hands over what it saw, in its order. */
  const follow = async (reader: PostgresEventLog, after: bigint, upTo: () => bigint | undefined): Promise<bigint[]> => {
    const seen: bigint[] = [];
    for await (const batch of reader.subscribe(after, {}, forEver)) {
      seen.push(...batch.events.map(({ position }) => position));
      const end = upTo();
      if (end !== undefined && batch.upTo >= end) break;
    }
    return seen;
  };

  it('shows no reader a later event while an earlier one is still invisible', async () => {
    const raced = async (): Promise<boolean> => {
      const before = await log.head();
      const last: { position?: bigint } = {};
      const following = follow(other, before, () => last.position);

      await sql.query('select pg_advisory_lock($1)', [GATE]);
      const early = log.append('held-1', 'any', [event()], { within: PATIENCE });
      const held = await waitingAtGate();
      // Another process, another stream: nothing keeps it from committing but the log's own care.
      const late = other.append('free-1', 'any', [event(), event()], { within: PATIENCE });
      await pause(400);
      const meanwhile = await other.readAll(before, 10);
      const isStillHeld = (await atGate()) === held;
      await sql.query('select pg_advisory_unlock($1)', [GATE]);

      const [first, second] = await Promise.all([early, late]);
      last.position = second.position;
      // The follower may have come to the end before it was told which it is.
      await log.append('free-1', 'any', [event()]);
      const seen = await following;
      // What is held for long PostgreSQL cuts, and the later one goes first then.
      if (!isStillHeld) return false;
      expect(meanwhile).toEqual([]);
      expect([first.position, second.position]).toEqual([before + 1n, before + 3n]);
      expect(seen.slice(0, 3)).toEqual([before + 1n, before + 2n, before + 3n]);
      return true;
    };
    await eventually(raced);
  });

  it('is a race that a log numbered by a sequence loses', async () => {
    await sql.query(`create table plain (position bigserial primary key, stream text not null);
      create trigger gate before insert on plain for each row execute function gate()`);
    const [slow, quick] = [await connected(), await connected()];
    await sql.query('select pg_advisory_lock($1)', [GATE]);
    const early = slow.query(`insert into plain (stream) values ('held-1')`);
    await waitingAtGate();
    await quick.query(`insert into plain (stream) values ('free-1')`);
    const read = async (after: string): Promise<string[]> => {
      const { rows } = await sql.query<{ position: string }>(
        'select position from plain where position > $1 order by 1',
        [after],
      );
      return rows.map(({ position }) => position);
    };
    const seen = await read('0');
    await sql.query('select pg_advisory_unlock($1)', [GATE]);
    await early;
    seen.push(...(await read(seen.at(-1) ?? '0')));
    expect(seen).toEqual(['2']);
    await Promise.all([slow.end(), quick.end()]);
  });

  it('lets a writer go whose append is held up too long, and takes it afterwards, once', async () => {
    const before = await log.head();
    await sql.query('select pg_advisory_lock($1)', [GATE]);
    const held = [event()];
    await expect(log.append('held-2', 'any', held, { within: 300 })).rejects.toThrow('does not answer');
    await sql.query('select pg_advisory_unlock($1)', [GATE]);
    const { position } = await log.append('held-2', 'any', held);
    expect(position).toBe(before + 1n);
    await expect(log.readStream('held-2')).resolves.toHaveLength(1);
  });

  describe('while somebody else keeps a transaction open for long', () => {
    let rows: DataSource;
    beforeAll(async () => {
      rows = await openRows(url);
    });
    afterAll(() => rows.destroy());

    it.each([
      ['in the same database', () => superuserUrl],
      ['in another database of the server', () => process.env['SUPERUSER_URL'] ?? ''],
    ])('%s, readers and rows go on', async (_, where) => {
      const foreign = new Client({ connectionString: where() });
      await foreign.connect();
      // A transaction that has written has a number, and holds back whoever waits for all older numbers to end.
      await foreign.query('begin; create table of_somebody_else (n int); insert into of_somebody_else values (1)');
      try {
        const after = await log.head();
        // If it waited for them, it would wait for ever.
        const { position } = await log.append('tally-1', 'any', [event(3), event(4)]);
        const [read] = await other.readAll(after, 10);
        expect(read?.position).toBe(after + 1n);
        expect(await follow(other, after, () => position)).toEqual([after + 1n, after + 2n]);
        const engine = engineOn(log, rows, () => undefined);
        await engine.catchUp();
        await engine.stop();
        const held = await heldIn(url);
        expectRowsOfCheckpoints(held);
        expectDense(held.events);
        expect(held.events.at(-1)?.position).toBeGreaterThan(START);
      } finally {
        await foreign.query('rollback');
        await foreign.end();
      }
    });
  });
});
