import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { Client } from 'pg';
import { lineOf, migrateLog, readLine } from '#app/platform';
import { logTask } from '../apps/trail/src/log/log';
import { Program } from './crash.system';
import { freshDatabase } from './postgres';
import { appendTo, begin, logOf, storedIn, trail, trailWith } from './trail-log.house';

/** Takes one line at a time, and counts those that it was given before it had taken the one before. */
class Slow extends Writable {
  taken = 0;
  pressed = 0;

  constructor() {
    super({ highWaterMark: 1 });
  }

  override write(line: unknown): boolean {
    if (this.writableNeedDrain) this.pressed++;
    return super.write(line);
  }

  override _write(_line: unknown, _encoding: string, done: () => void): void {
    this.taken++;
    setImmediate(done);
  }
}

describe('the tools of the event log', () => {
  let folder: string;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'learning-trail-log-'));
    ({ url } = await logOf(30));
  });
  afterAll(() => rm(folder, { recursive: true }));

  describe('trail log stats', () => {
    it('counts events by kind of record and type, and says how old and how large it all is', async () => {
      const { code, said } = await trail(url, 'stats');
      expect([code, said]).toEqual([
        0,
        expect.stringMatching(/^30 events of 3 records, [\d.]+ kB of data and metadata\n/),
      ]);
      expect(said).toMatch(/The first at position 0, recorded \d{4}-\d\d-\d\d at [\d:]+ UTC\n/);
      expect(said).toMatch(/The last at position 29, recorded/);
      expect(said).toMatch(/On 1 day: 30 a day/);
      expect(said).toMatch(/referral +20 +[\d.]+ kB +2 records/);
      expect(said).toMatch(/ {2}Asked +10 /);
    });

    it('says the same for programs', async () => {
      const { said } = await trail(url, 'stats', '--json');
      expect(JSON.parse(said)).toMatchObject({
        events: 30,
        records: 3,
        first: { position: '0' },
        last: { position: '29' },
        categories: [
          { category: 'referral', events: 20, records: 2, types: [{ type: 'Asked', versions: { 1: 10 } }, {}] },
          { category: 'audit', events: 10, records: 1 },
        ],
      });
    });

    it('says so when there is none', async () => {
      const empty = await freshDatabase();
      await migrateLog(empty);
      await expect(trail(empty, 'stats')).resolves.toEqual({ code: 0, said: 'The log holds no event.\n' });
    });
  });

  describe('trail log tail', () => {
    it('prints the last events, one a line, and nothing that was written in them', async () => {
      const { code, said } = await trail(url, 'tail', '--lines', '2', '--once');
      const lines = said.trimEnd().split('\n');
      expect([code, lines.length]).toEqual([0, 2]);
      expect(lines[1]).toMatch(
        /^29 {2}\S+Z {2}Asked {2}referral-2@9 {2}by partnership-team for learning-inquiry-group, happened on 2025-03-04$/,
      );
      expect(said).not.toContain('Note ');
    });

    it('prints no faster than its lines are taken', async () => {
      const out = new Slow();
      expect(await logTask(['tail', '--once'], { env: { DATABASE_URL: url }, out, err: out })).toBe(0);
      expect([out.taken, out.pressed]).toEqual([20, 0]);
    });

    it('goes on with what comes, until it is interrupted', async () => {
      const { url: busy } = await logOf(3);
      const following = begin(busy, ['tail', '--lines', '1']);
      await following.says('Noted  referral-2@0');
      await appendTo(busy, 2, 3);
      await following.says('referral-1@1');
      expect(following.said).not.toContain('referral-1@0');
      await expect(following.end('SIGINT')).resolves.toMatchObject({ code: 0 });
    });
  });

  describe('trail log export', () => {
    it('writes every event as it is kept, with its hash, and a manifest that fits', async () => {
      const { code, said } = await trail(url, 'export');
      const lines = said.trimEnd().split('\n');
      expect([code, lines.length]).toEqual([0, 31]);
      expect(lines.slice(0, -1)).toEqual((await storedIn(url)).map(lineOf));
      expect(readLine(lines.at(-1) ?? '')).toMatchObject({ count: 30, first: '0', last: '29', dense: true });
    });

    it('writes the same to a file, once', async () => {
      const file = join(folder, 'whole.jsonl');
      await expect(trail(url, 'export', file)).resolves.toEqual({ code: 0, said: `30 events are in ${file}.\n` });
      expect(await readFile(file, 'utf8')).toBe((await trail(url, 'export')).said);
      const again = await trail(url, 'export', file);
      expect([again.code, again.said]).toEqual([2, expect.stringContaining(`${file} is there already.`)]);
      expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([]);
    });

    it('writes a part', async () => {
      const file = join(folder, 'part.jsonl');
      await trail(url, 'export', '--from', '10', '--to', '14', file);
      const positions = (await readFile(file, 'utf8'))
        .trimEnd()
        .split('\n')
        .map((line) => /"position":"(\d+)"/.exec(line)?.[1]);
      expect(positions).toEqual(['10', '11', '12', '13', '14', undefined]);
      await expect(trail(url, 'check', file)).resolves.toMatchObject({ code: 0 });
    });

    it('takes no more memory for more events', async () => {
      const { url: large, superuserUrl } = await logOf(1);
      const sql = new Client({ connectionString: superuserUrl });
      await sql.connect();
      await sql.query(`insert into log.event (position, stream, revision, type, schema_version, id, data, metadata, recorded_at, content_hash)
        select n, 'noise-1', n - 1, 'Noise', 1, id, data, '{}', at, log.content_hash('noise-1', id, 'Noise', 1, at, data, '{}')
        from (select n, gen_random_uuid() as id, to_json(repeat('x', 10000)) as data, '2026-01-01Z'::timestamptz as at
          from generate_series(1, 14000) n) events`);
      await sql.end();
      const file = join(folder, 'large.jsonl');
      const little = { NODE_OPTIONS: '--max-old-space-size=128' };
      await expect(begin(large, ['export', file], little).ended()).resolves.toMatchObject({ code: 0 });
      const checked = await begin(large, ['check', file], little).ended();
      expect(checked).toEqual({
        code: 0,
        said: expect.stringContaining(`Nothing is wrong with the 14001 events of ${file}.\n`) as string,
      });
    });
  });

  describe('called wrongly', () => {
    const nowhere = 'postgres://127.0.0.1:1/none';
    it.each([
      [['stats', '--yaml'], 2, 'There is no "--yaml" here.\n\n  trail log stats [--json]'],
      [['tail', '--lines', 'ten'], 2, '--lines is "ten". It must be a whole number'],
      [['tail', '--lines'], 2, '--lines needs a value.'],
      [['tail', '--lines', '10001'], 2, 'At most 10000'],
      [['export', '--from', '-1'], 2, 'whole number'],
      [['export', '--from', '5', '--to', '4'], 2, '--to 4 lies before --from 5.'],
      [['export', 'a', 'b'], 2, 'There is no "b" here.'],
      [['export', '/nowhere/a.jsonl'], 1, '/nowhere/a.jsonl cannot be written: ENOENT.'],
      [['check', '/nowhere/a.jsonl'], 1, '/nowhere/a.jsonl cannot be read: there is no such file.'],
      [['shred'], 2, 'There is no "log shred".'],
      [['toString'], 2, 'There is no "log toString".'],
      [[], 2, 'Say what to do with the log.'],
    ])('%j says what is wrong', async (args, code, words) => {
      const ended = await trail(url, ...args);
      expect([ended.code, ended.said]).toEqual([code, expect.stringContaining(words)]);
      expect(ended.said).not.toContain('    at ');
    });

    it.each([
      ['a server that does not answer', nowhere, 'The event log at 127.0.0.1:1 does not answer: connect ECONNREFUSED'],
      ['no address, and no local system', '', 'Which log? Start the local system with npm start'],
    ])('with %s says so', async (_, address, words) => {
      const ended = await trailWith({ DATABASE_URL: address, DATA_DIR: folder }, 'stats');
      expect([ended.code, ended.said]).toEqual([1, expect.stringContaining(words)]);
      expect(ended.said).not.toContain('    at ');
    });

    it('with a database that holds no log of this version says so', async () => {
      const ended = await trail(await freshDatabase(), 'check');
      expect([ended.code, ended.said]).toEqual([1, expect.stringContaining('holds no event log of this version')]);
    });
  });

  it('all stand in the help', async () => {
    const { said } = await new Program('trail/src/main.js', ['help'], {}).ended();
    expect(said).toContain('log stats | tail | export | check | restore');
  });
});
