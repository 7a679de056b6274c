import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type Stored, contentHash, lineOf, migrateLog, readLine } from '#app/platform';
import { markEmpty, migrate } from '../apps/projector/src/migrate';
import { freshDatabase, freshDatabaseAsBoth } from './postgres';
import { appendTo, logOf, storedIn, trail } from './trail-log.house';

/** As nobody's JSON.stringify would write it, and more of it than goes out at a time. */
const ODD = `insert into log.event (position, stream, revision, type, schema_version, id, data, metadata, recorded_at, content_hash)
  select 29 + n, stream, n - 1, 'Odd', 2, id, data, metadata, at, log.content_hash(stream, id, 'Odd', 2, at, data, metadata)
  from (select n, E'odd-\\\\N "{' as stream, gen_random_uuid() as id, E' {}\\r\\n' :: json as metadata,
      ('{"b" :' || E'\\t' || '"\\\\. \\t \\u00e9' || repeat('é🙂', 3000) || E'",\\n "b": 1.0e0}')::json as data,
      '2026-01-01T23:59:59.999Z'::timestamptz as at from generate_series(1, 250) n) events`;

describe('trail log restore', () => {
  let folder: string;
  let whole: string;
  let lines: readonly string[];

  const emptyLog = async (): Promise<string> => {
    const empty = await freshDatabase();
    await migrateLog(empty);
    return empty;
  };
  const fileOf = async (name: string, text: readonly string[]): Promise<string> => {
    const file = join(folder, `${name}.jsonl`);
    await writeFile(file, text.map((line) => `${line}\n`).join(''));
    return file;
  };
  /** With a manifest that fits. */
  const exported = (events: readonly string[], changed: object = {}): readonly string[] => {
    const sha256 = createHash('sha256')
      .update(events.map((line) => `${line}\n`).join(''))
      .digest('hex');
    const manifest = readLine(lines.at(-1) ?? '');
    const last = String(events.length - 1);
    return [...events, JSON.stringify({ ...manifest, count: events.length, last, sha256, ...changed })];
  };
  const eventAt = (n: number): Stored => readLine(lines[n] ?? '') as Stored;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'learning-trail-restore-'));
    const { url, superuserUrl } = await logOf(30);
    const sql = new Client({ connectionString: superuserUrl });
    await sql.connect();
    await sql.query(ODD);
    await sql.end();
    whole = join(folder, 'whole.jsonl');
    await trail(url, 'export', whole);
    lines = (await readFile(whole, 'utf8')).trimEnd().split('\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('makes the log of an export, whose own export is the same byte for byte', async () => {
    const url = await emptyLog();
    const { code, said } = await trail(url, 'restore', whole);
    expect([code, said]).toEqual([
      0,
      expect.stringContaining(`280 events of ${whole} are in the log.\nStart the proj`),
    ]);
    expect((await trail(url, 'export')).said).toBe(await readFile(whole, 'utf8'));
    await expect(trail(url, 'check')).resolves.toMatchObject({ code: 0 });
  });

  it('makes a log that goes on, and knows what it has had', async () => {
    const url = await emptyLog();
    await trail(url, 'restore', whole);
    await appendTo(url, 31);
    const stored = await storedIn(url);
    expect(stored.length).toBe(281);
    expect(stored.at(-1)).toMatchObject({ position: 280n, stream: 'audit-0', revision: 10 });
  });

  it('takes the beginning of a log', async () => {
    const url = await emptyLog();
    const file = await fileOf('beginning', exported(lines.slice(0, 12)));
    await expect(trail(url, 'restore', file)).resolves.toMatchObject({ code: 0 });
    expect((await storedIn(url)).map(lineOf)).toEqual(lines.slice(0, 12));
  });

  it('leaves a log alone that holds something', async () => {
    const { url } = await logOf(1);
    const ended = await trail(url, 'restore', whole);
    expect(ended).toEqual({ code: 1, said: expect.stringContaining('The log holds events already.') as string });
    expect((await storedIn(url)).length).toBe(1);
  });

  it('leaves a log alone that gets its first event in this moment', async () => {
    const url = await emptyLog();
    const sql = new Client({ connectionString: url });
    await sql.connect();
    const first = `select log.append_one('audit-0', -1, gen_random_uuid(), 'Noted', 1, '{}', '{}', now(), sha256(''))`;
    await sql.query(`begin; ${first}`);
    const restoring = trail(url, 'restore', whole);
    const waiting = `select from pg_locks join pg_database d on d.oid = database
      where datname = current_database() and locktype = 'advisory' and not granted`;
    while ((await sql.query(waiting)).rowCount === 0) await pause(10);
    await sql.query('commit');
    await sql.end();
    const said = expect.stringMatching(/^The log holds events already\..* Nothing has been restored\.\n$/) as string;
    await expect(restoring).resolves.toEqual({ code: 1, said });
    expect((await storedIn(url)).length).toBe(1);
  });

  const broken: [string, () => readonly string[], string][] = [
    ['whose end is cut', () => lines.slice(0, 20), 'its end is missing\n1 fault in'],
    ['without a line', () => lines.toSpliced(12, 1), 'Position 12: its event is missing'],
    ['with a changed word', () => lines.with(4, lines[4]?.replace('Note', 'Nope') ?? ''), 'Position 4: the content'],
    [
      'with a changed word and a manifest to fit it',
      () => exported(lines.slice(0, 9).with(4, lines[4]?.replace('Note', 'Nope') ?? '')),
      'Position 4: the content',
    ],
    ['that holds a part', () => exported(lines.slice(10, -1), { first: '10', last: '279' }), 'from position 10 on'],
    ['that holds nothing', () => exported([]), 'holds no event'],
    ['of EventStoreDB', () => exported(lines.slice(0, 9), { dense: false }), 'whose positions leave gaps'],
    [
      'that another program has written',
      () => exported(lines.slice(0, 9).with(5, lines[5]?.replace(',', ', ') ?? '')),
      'not hold what the file holds, byte for byte. Nothing has been restored.',
    ],
    [
      'with a version that there is not',
      () => {
        const event = { ...eventAt(8), schemaVersion: 0 };
        return exported([...lines.slice(0, 8), lineOf({ ...event, contentHash: contentHash(event) })]);
      },
      'The database says: ',
    ],
  ];
  it.each(broken)('writes nothing of a file %s, and says why', async (name, spoilt, words) => {
    const url = await emptyLog();
    const ended = await trail(url, 'restore', await fileOf(name, spoilt()));
    expect([ended.code, ended.said]).toEqual([1, expect.stringContaining(words)]);
    expect(await storedIn(url)).toEqual([]);
  });

  it('is for the owner of the log only', async () => {
    const { url, superuserUrl } = await freshDatabaseAsBoth();
    await migrateLog(url);
    const writer = new URL(url);
    [writer.username, writer.password] = [`writer-${writer.pathname.slice(1)}`, 'w'];
    const sql = new Client({ connectionString: superuserUrl });
    await sql.connect();
    await sql.query(`create role "${writer.username}" login password 'w' in role learning_trail_writer`);
    const ended = await trail(writer.href, 'restore', whole);
    await sql.query(`drop role "${writer.username}"`);
    await sql.end();
    expect(ended).toEqual({ code: 1, said: expect.stringContaining('Only the owner of the log') as string });
    expect(await storedIn(url)).toEqual([]);
  });

  it('waits for the mark of a house, which it gets no more afterwards', async () => {
    const url = await freshDatabase();
    await migrate(url);
    const refused = await trail(url, 'restore', whole);
    expect(refused).toEqual({
      code: 1,
      said: expect.stringContaining('Mark it first: trail migrate --real') as string,
    });
    await markEmpty(url, 'real');
    await expect(trail(url, 'restore', whole)).resolves.toMatchObject({ code: 0 });
  });

  it.each([
    [['restore'], 2, 'Say which file to restore.\n\n  trail log restore FILE'],
    [['restore', '/nowhere/a.jsonl'], 1, '/nowhere/a.jsonl cannot be read: there is no such file.'],
  ])('%j says what is wrong', async (args, code, words) => {
    const ended = await trail(await emptyLog(), ...args);
    expect([ended.code, ended.said]).toEqual([code, expect.stringContaining(words)]);
  });
});
