import { setTimeout as pause } from 'node:timers/promises';
import { Client, Pool } from 'pg';
import { systemClock } from '../libs/platform/src/clock';
import { fresh, said, several } from '../libs/platform/src/event-log/contract/said';
import { IdempotencyViolation, LogUnavailable, WrongRevision } from '../libs/platform/src/event-log/event-log';
import { UnsafeServer } from '../libs/platform/src/event-log/postgres/unfit';
import { migrateLog } from '../libs/platform/src/event-log/postgres/migrate-log';
import { PostgresEventLog } from '../libs/platform/src/event-log/postgres/postgres.event-log';
import { Statements } from '../libs/platform/src/event-log/postgres/statements';
import { eventually } from './engine.tally';
import { atWork, cutOff } from './event-log.at-work';
import { PATIENCE } from './patience';
import { freshDatabaseAsBoth } from './postgres';

describe('appending to the event log in PostgreSQL', () => {
  let connectionString: string;
  let log: PostgresEventLog;
  let sql: Client;

  beforeAll(async () => {
    const { url, superuserUrl } = await freshDatabaseAsBoth();
    await migrateLog(url);
    connectionString = url;
    sql = new Client({ connectionString: superuserUrl });
    await sql.connect();
    log = await PostgresEventLog.open({ connectionString, clock: systemClock });
    await log.append('first-1', 'none', [fresh()]);
  });
  afterAll(() => Promise.all([log.close(), sql.end()]));

  /** How many transactions wrote while this ran. */
  const commits = async (work: () => Promise<unknown>): Promise<number> => {
    const before = (await writers()).length;
    await work();
    return (await writers()).length - before;
  };
  const writers = async () =>
    (await sql.query<{ xmin: string }>('select distinct xmin::text from log.event')).rows.map(({ xmin }) => xmin);

  /** While an append is on its way, the others gather behind it. */
  const heldBack = async <T>(work: () => Promise<T>): Promise<T> => {
    await sql.query('select pg_advisory_lock(7270001)');
    const first = log.append('first-1', 'any', [fresh()]);
    await pause(20);
    const done = work();
    await pause(20);
    await sql.query('select pg_advisory_unlock(7270001)');
    await first;
    return done;
  };

  it('puts what waits into one transaction, each under its own expectation', async () => {
    const repeated = several(2);
    const first = await log.append('known-1', 'none', repeated);
    let answers: PromiseSettledResult<unknown>[] = [];
    const count = await commits(() =>
      heldBack(async () => {
        answers = await Promise.allSettled([
          log.append('together-1', 'none', several(2)),
          log.append('together-2', 'exists', [fresh()]),
          log.append('together-3', 'any', [fresh()]),
          log.append('together-3', 'any', several(2)),
          log.append('known-1', 7, [fresh()]),
          log.append('known-1', 'none', repeated),
          log.append('together-4', -1, [fresh()]),
        ]);
      }),
    );
    const head = await log.head();
    expect(answers).toStrictEqual([
      { status: 'fulfilled', value: { revision: 1, position: head - 4n } },
      { status: 'rejected', reason: new WrongRevision('together-2', 'exists', -1) },
      { status: 'fulfilled', value: { revision: 0, position: head - 3n } },
      { status: 'fulfilled', value: { revision: 2, position: head - 1n } },
      { status: 'rejected', reason: new WrongRevision('known-1', 7, 1) },
      { status: 'fulfilled', value: first },
      { status: 'fulfilled', value: { revision: 0, position: head } },
    ]);
    expect(count).toBe(2);
  });

  const batchOf = (names: readonly string[]): Promise<unknown> =>
    sql.query(
      `select log.append_batch($1, array_fill(-2, array[4]), $2, $3, '{1,1,1,1}', $4, $4, array_fill(now(), array[4]), $5)`,
      [names.join('\n'), names.map(() => fresh().id), 'A\nB\nC\nD', '{}\n{}\n{}\n{}', Buffer.alloc(128)],
    );

  it('needs one statement for several appends to whatever a stream has', async () => {
    await batchOf(['several-1', 'several-1', 'several-1', 'several-2']);
    await batchOf(['several-2', 'several-3', 'several-1', 'several-1']);
    const kept = await Promise.all([1, 2, 3].map((n) => log.readStream(`several-${n}`)));
    expect(kept.map((events) => events.map(({ event }) => event.type).join(''))).toStrictEqual(['ABCCD', 'DA', 'B']);
    expect(kept[0]?.map(({ revision }) => revision)).toStrictEqual([0, 1, 2, 3, 4]);
  });

  it('refuses a batch in which the events of a stream do not follow one another', async () => {
    await expect(batchOf(['apart-1', 'apart-2', 'apart-1', 'apart-3'])).rejects.toMatchObject({ code: '23505' });
    expect(await log.readStream('apart-2')).toStrictEqual([]);
  });

  it('sorts out repeats and strangers in a batch of new events', async () => {
    const known = fresh();
    const first = await log.append('again-1', 'none', [known]);
    const answers = await heldBack(() =>
      Promise.allSettled([
        log.append('new-1', 'none', several(3)),
        log.append('again-1', 'any', [known]),
        log.append('new-2', 'any', [known]),
        log.append('new-3', 'none', several(1)),
      ]),
    );
    const head = await log.head();
    expect(answers).toStrictEqual([
      { status: 'fulfilled', value: { revision: 2, position: head - 1n } },
      { status: 'fulfilled', value: first },
      { status: 'rejected', reason: new IdempotencyViolation('new-2') },
      { status: 'fulfilled', value: { revision: 0, position: head } },
    ]);
  });

  it('lets an append that PostgreSQL cannot take fail alone', async () => {
    await sql.query(`alter table log.event add constraint no_poison check (type <> 'Poison')`);
    const names = Array.from({ length: 24 }, (_, n) => `poisoned-${n}`);
    const answers = await heldBack(() =>
      Promise.allSettled(
        names.map((name, n) => log.append(name, 'none', [fresh(n === 7 || n === 20 ? 'Poison' : 'Said')])),
      ),
    );
    await sql.query('alter table log.event drop constraint no_poison');
    const refused = answers.flatMap((answer, n) => (answer.status === 'rejected' ? [[n, answer.reason as Error]] : []));
    expect(refused).toMatchObject([
      [7, { message: expect.stringContaining('no_poison') as string }],
      [20, { message: expect.stringContaining('no_poison') as string }],
    ]);
    const kept = await Promise.all(names.map((name) => log.readStream(name)));
    expect(kept.map(({ length }) => length)).toStrictEqual(names.map((_, n) => (n === 7 || n === 20 ? 0 : 1)));
  });

  it('answers an append whose acknowledgement was lost, after asking again', async () => {
    await sql.query('select pg_advisory_lock(7270001)');
    const events = several(2);
    const answer = log.append('cut-1', 'none', events, { within: PATIENCE });
    await eventually(() => cutOff(sql));
    await sql.query('select pg_advisory_unlock(7270001)');
    expect((await answer).revision).toBe(1);
    expect(await log.append('cut-1', 'none', events)).toStrictEqual(await answer);
    expect(await log.readStream('cut-1')).toHaveLength(2);
  });

  it('asks again for several at once too, and gives up in time', async () => {
    await sql.query('select pg_advisory_lock(7270001)');
    const appends = [{ stream: 'cut-2', expected: 'none' as const, events: several(1) }];
    await expect(log.appendMany(appends, { within: 100 })).rejects.toThrow(LogUnavailable);
    await eventually(async () => (await atWork(sql)) === 0);
    const answer = log.appendMany(appends, { within: PATIENCE });
    await eventually(() => cutOff(sql));
    await sql.query('select pg_advisory_unlock(7270001)');
    expect((await answer)[0]?.revision).toBe(0);
    expect(await log.readStream('cut-2')).toHaveLength(1);
  });

  it('commits to the disk before it answers, whatever the session was told', async () => {
    const { rows } = await sql
      .query<{ setting: string }>(
        `
      begin;
      set local synchronous_commit = off;
      select * from log.append_one('durable-1', -2, gen_random_uuid(), 'Said', 1, '{}', '{}', now(), sha256(''));
      select current_setting('synchronous_commit') as setting;`,
      )
      .then((results) => (results as unknown as { rows: { setting: string }[] }[]).at(-1) ?? { rows: [] });
    await sql.query('rollback');
    expect(rows).toStrictEqual([{ setting: 'on' }]);
  });

  it.each(['repeatable read', 'serializable'])(
    'is refused at %s, which does not see what others committed before it got the lock',
    async (level) => {
      await sql.query(`begin isolation level ${level}`);
      const appending = sql.query(
        `select * from log.append_one('blind-1', -2, gen_random_uuid(), 'Said', 1, '{}', '{}', now(), sha256(''))`,
      );
      await expect(appending).rejects.toThrow('An append runs at read committed');
      await sql.query('rollback');
    },
  );

  it('stores a hash that SQL can make again', async () => {
    await log.append('hashed-1', 'none', [said('hashed', { note: 'ü "\\u0000" \\' }), ...several(2)]);
    const { rows } = await sql.query(`select count(*)::int as events from log.event where content_hash =
      log.content_hash(stream, id, type, schema_version, recorded_at, data, metadata) and stream = 'hashed-1'`);
    expect(rows).toStrictEqual([{ events: 3 }]);
  });

  it('cuts off who idles in a transaction while he holds back all others', async () => {
    const idler = new Client({ connectionString });
    idler.on('error', () => undefined);
    await idler.connect();
    await idler.query('begin');
    await idler.query(
      `select * from log.append_one('idle-1', -2, gen_random_uuid(), 'Said', 1, '{}', '{}', now(), sha256(''))`,
    );
    expect((await log.append('idle-2', 'none', [fresh()], { within: PATIENCE })).revision).toBe(0);
    await expect(idler.query('commit')).rejects.toThrow();
    expect(await log.readStream('idle-1')).toStrictEqual([]);
  });

  it('does not open on a server that may lose what it has acknowledged, unless that says so itself', async () => {
    const { url, superuserUrl } = await freshDatabaseAsBoth();
    await migrateLog(url);
    const admin = new Client({ connectionString: superuserUrl });
    await admin.connect();
    await admin.query(`alter database "${new URL(url).pathname.slice(1)}" set learning_trail.unsafe_fsync = 'off'`);
    await admin.end();
    await expect(PostgresEventLog.open({ connectionString: url, clock: systemClock })).rejects.toThrow(UnsafeServer);
  });

  it('asks without prepared statements where a pooler between knows none', async () => {
    const pool = new Pool({ connectionString, max: 1 });
    const statements = new Statements(pool);
    const ask = (value: number) =>
      statements.rows<{ n: number }>({ name: 'asked', text: 'select $1::int as n', values: [value] });
    const prepared = async () => (await pool.query('select from pg_prepared_statements')).rowCount;
    expect([await ask(1), await prepared()]).toStrictEqual([[{ n: 1 }], 1]);
    // The session forgets behind the driver's back, as it seems when another is handed out.
    await pool.query('deallocate all');
    expect([await ask(2), await ask(3), await prepared()]).toStrictEqual([[{ n: 2 }], [{ n: 3 }], 0]);
    await pool.end();
  });

  it('takes no event for missing that only this server has not got yet', async () => {
    const head = await log.head();
    const reading = log.readAll(head - 1n, 10, { types: ['Never'], upTo: head + 1n });
    await expect(reading).rejects.toStrictEqual(new LogUnavailable(undefined));
    await expect(reading).rejects.toMatchObject({
      cause: { message: expect.stringMatching(`position ${head}`) as string },
    });
  });
});
