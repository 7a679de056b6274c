import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { LOCKS, LogUnavailable, NotAppended, START } from '#app/platform';
import { eventually } from '../engine.tally';
import { comesBefore } from '../event-log.at-work';
import { freshDatabase } from '../postgres';
import { run } from '../roles.server';
import { everything, expectDense, expectEchoes, expectRowsOfCheckpoints, heldIn } from './checker';
import { counted, openLog } from './counted';
import { Pooler, pgbouncer } from './pgbouncer';
import { engineOn, openRows, prepare } from './tally';

const program = pgbouncer();
const describeIfThere = program === undefined ? describe.skip : describe;

describeIfThere('behind a pooler that gives out another session for every transaction', () => {
  let pooler: Pooler;
  let url: string;
  let pooled: string;

  beforeAll(async () => {
    url = await freshDatabase();
    await prepare(url);
    pooler = await Pooler.before(program ?? '', [url], 4);
    pooled = pooler.at(url);
  });
  afterAll(() => pooler.end());

  it('the log and the engine do what they do without one', async () => {
    const logs = await Promise.all([openLog(pooled, { pooled: true }), openLog(pooled, { pooled: true })]);
    const [rows, others] = [await openRows(pooled), await openRows(pooled)];
    const engines = [engineOn(logs[0], rows, () => undefined), engineOn(logs[1], others, () => undefined)];
    for (const engine of engines) engine.follow();
    const sent: string[] = [];
    const seen: bigint[] = [];
    const stop = new AbortController();
    const following = (async () => {
      for await (const { events } of logs[1].subscribe(START, { categories: ['tally'] }, stop.signal))
        seen.push(...events.map(({ position }) => position));
    })();
    const writers = Array.from({ length: 6 }, async (_, w) => {
      for (let n = 0; n < 40; n++) {
        const events = Array.from({ length: 1 + (n % 3) }, () => counted(randomUUID(), 'Counted', { n, of: '' }));
        sent.push(...events.map(({ id }) => id));
        await logs[w % 2]?.append(`tally-${w % 4}`, 'any', events);
      }
    });
    await Promise.all(writers);
    while (seen.length < sent.length) await pause(20);
    stop.abort();
    await following;
    for (const engine of engines) await engine.stop();
    const last = engineOn(logs[0], rows, () => undefined);
    await last.catchUp();
    await last.stop();
    await Promise.all([...logs.map((log) => log.close()), rows.destroy(), others.destroy()]);

    const held = await heldIn(url);
    expectDense(held.events);
    expectRowsOfCheckpoints(held);
    expectEchoes(held.events);
    const tally = held.events.filter(({ stream }) => stream.startsWith('tally-'));
    expect(tally.map(({ id }) => id).toSorted()).toEqual(sent.toSorted());
    expect(seen).toEqual(tally.map(({ position }) => position));
    const through = await openLog(pooled, { pooled: true });
    expect((await everything(through)).length).toBe(held.events.length);
    await through.close();
  });

  it('leaves neither names of statements nor a lock in the sessions', async () => {
    const log = await openLog(pooled, { pooled: true });
    const stop = new AbortController();
    const first = log.subscribe(START, {}, stop.signal)[Symbol.asyncIterator]().next();
    await Promise.all(Array.from({ length: 12 }, (_, n) => log.readStream(`tally-${n}`)));
    await first;
    const next = new Client(pooled);
    await next.connect();
    const left = `SELECT ARRAY(SELECT name FROM pg_prepared_statements WHERE name <> '') AS named,
      ARRAY(SELECT objid::int FROM pg_locks WHERE locktype = 'advisory' AND objid = ${LOCKS.listening}
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS locks`;
    const found = new Set<string>();
    for (let n = 0; n < 12; n++) found.add(JSON.stringify((await next.query<object>(left)).rows));
    expect([...found]).toEqual([JSON.stringify([{ named: [], locks: [] }])]);
    await next.end();
    stop.abort();
    await log.close();
  });

  it('an append that is held up is cut in time, and no time of its own stays in the sessions', async () => {
    const log = await openLog(pooled, { pooled: true });
    const holder = new Client(url);
    await holder.connect();
    await holder.query(`BEGIN; SELECT pg_advisory_xact_lock(${LOCKS.append})`);
    const event = counted(randomUUID(), 'Counted', { n: 1, of: '' });
    const working = `SELECT FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'select * from log.append%'
      AND datname = current_database()`;
    await eventually(async () => {
      const append = log.append('tally-8', 'any', [event], { within: 2_000 });
      const said = append.catch((error: unknown) => error);
      const wasAtWork = await comesBefore(said, async () => (await run(url, working)).rowCount !== 0);
      await expect(said).resolves.toBeInstanceOf(LogUnavailable);
      await eventually(async () => (await run(url, working)).rowCount === 0);
      // Where PostgreSQL's word comes too late to be heard, nobody knows that it was cut.
      return wasAtWork && (await said) instanceof NotAppended;
    });
    await holder.end();
    await log.append('tally-8', 'any', [event]);
    const next = new Client(pooled);
    await next.connect();
    const found = new Set<string>();
    for (let n = 0; n < 12; n++)
      for (const { statement_timeout: time } of (
        await next.query<{ statement_timeout: string }>('SHOW statement_timeout')
      ).rows)
        found.add(time);
    expect([...found]).toEqual(['0']);
    await next.end();
    await log.close();
  });

  it('listens nowhere without being told of the pooler either, and sees what comes all the same', async () => {
    const log = await openLog(pooled);
    const stop = new AbortController();
    const from = await log.head();
    const seen = log.subscribe(from, {}, stop.signal)[Symbol.asyncIterator]().next();
    // The listener tries four times a second.
    for (let n = 0; n < 10; n++) {
      const listening = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = ${LOCKS.listening}
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
      expect((await run(url, listening)).rowCount).toBe(0);
      await pause(100);
    }
    const other = await openLog(url);
    const { position } = await other.append('tally-9', 'any', [counted(randomUUID(), 'Counted', { n: 1, of: '' })]);
    expect((await seen).value).toMatchObject({ upTo: position });
    stop.abort();
    await Promise.all([log.close(), other.close()]);
  });
});
