import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { logOf, storedIn, trail } from './trail-log.house';

/** What the command says of itself wherever it finds nothing. */
const UNSEEN =
  'It cannot see what was cut off at the end of the log, nor what was changed, exchanged or added at the end together with its ' +
  'hash: compare with an export that is kept elsewhere, as far as that goes.';

async function planted(superuserUrl: string, plant: string): Promise<void> {
  const sql = new Client({ connectionString: superuserUrl });
  await sql.connect();
  await sql.query(`alter table log.event disable trigger all; ${plant}`);
  await sql.end();
}

describe('trail log check', () => {
  let folder: string;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'learning-trail-check-'));
    ({ url } = await logOf(30));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('finds nothing wrong with a log that nobody has touched', async () => {
    await expect(trail(url, 'check')).resolves.toEqual({
      code: 0,
      said: `Nothing is wrong with the 30 events of the log.\n${UNSEEN}\n`,
    });
  });

  it.each([
    ['a log whose end is cut off', 'delete from log.event where position > 20', 21],
    [
      'two events of one record that were exchanged, with their hashes',
      `alter table log.event drop constraint event_id_key;
        update log.event as one set (id, type, recorded_at, data, metadata, content_hash) =
          (other.id, other.type, other.recorded_at, other.data, other.metadata, other.content_hash)
          from log.event as other where one.position in (4, 7) and other.position = 11 - one.position`,
      30,
    ],
    [
      'a word changed, with its hash',
      `update log.event set data = '{"words": "Other"}' where position = 4;
        update log.event set content_hash = log.content_hash(stream, id, type, schema_version, recorded_at, data, metadata)
          where position = 4`,
      30,
    ],
    [
      'an event added at the end, with its hash',
      `insert into log.event (position, stream, revision, type, schema_version, id, data, metadata, recorded_at, content_hash)
        select 30, stream, 10, type, schema_version, other.id, data, metadata, recorded_at,
          log.content_hash(stream, other.id, type, schema_version, recorded_at, data, metadata)
        from log.event, (select gen_random_uuid() as id) as other where position = 27`,
      31,
    ],
  ])('does not see %s, and says so', async (_, plant, events) => {
    const { url: touched, superuserUrl } = await logOf(30);
    const before = await storedIn(touched);
    await planted(superuserUrl, plant);
    expect(await storedIn(touched)).not.toEqual(before);
    await expect(trail(touched, 'check')).resolves.toEqual({
      code: 0,
      said: `Nothing is wrong with the ${events} events of the log.\n${UNSEEN}\n`,
    });
  });

  it.each([
    [
      'an event taken out',
      'delete from log.event where position = 7',
      ['Position 7: its event is missing', 'Position 10: referral-1 stands at revision 3, where 2 comes next'],
    ],
    [
      'several taken out',
      'delete from log.event where position between 7 and 9',
      ['Position 7: its event is missing, and every position up to 9 with it'],
    ],
    ['the beginning cut', 'delete from log.event where position < 2', ['Position 0: its event is missing']],
    [
      'a word changed',
      `update log.event set data = replace(data::text, 'Note 4', 'Note 5')::json where position = 4`,
      ['Position 4: the content of this Noted in referral-1 is not what was written'],
    ],
    [
      'only a space added',
      `update log.event set data = (data::text || ' ')::json where position = 4`,
      ['Position 4: the content'],
    ],
    [
      'another actor',
      `update log.event set metadata = replace(metadata::text, 'partnership-team', 'somebody')::json where position = 5`,
      ['Position 5: the content'],
    ],
    [
      'another day of recording',
      `update log.event set recorded_at = recorded_at - interval '1 day' where position = 6`,
      ['Position 6: the content'],
    ],
    [
      'another type',
      `update log.event set type = 'Unsaid' where position = 6`,
      ['Position 6: the content of this Unsaid in audit-0'],
    ],
    [
      'a revision that jumps',
      'update log.event set revision = 99 where position = 29',
      ['Position 29: referral-2 stands at revision 99, where 9 comes next'],
    ],
    [
      'two that changed places',
      'update log.event set position = case position when 4 then -7 else -4 end where position in (4, 7); update log.event set position = -position where position < 0',
      [
        'Position 4: referral-1 stands at revision 2, where 1 comes next',
        'Position 7: referral-1 stands at revision 1',
      ],
    ],
    [
      'an id used twice',
      'alter table log.event drop constraint event_id_key; update log.event set id = (select id from log.event where position = 3) where position = 20',
      ['Position 20: the content', `is that of position 3 too`],
    ],
  ])('names %s', async (_, plant, faults) => {
    const { url: touched, superuserUrl } = await logOf(30);
    await planted(superuserUrl, plant);
    const { code, said } = await trail(touched, 'check');
    for (const fault of faults) expect(said).toContain(fault);
    expect([code, /\d+ faults? in the \d+ events of the log\.\n$/.test(said)]).toEqual([1, true]);
  });

  const anotherDigit = (digit: string) => (digit === '0' ? '1' : '0');
  const line = (n: number) => (lines: string[]) => lines[n] ?? '';
  it.each([
    ['whose end is cut', (lines: string[]) => lines.slice(0, 20), 'no manifest in its last line'],
    [
      'with a line cut in half',
      (lines: string[]) => lines.with(3, line(3)(lines).slice(0, 50)),
      'Line 4: it is not a JSON object',
    ],
    ['without one line', (lines: string[]) => lines.toSpliced(12, 1), 'Position 12: its event is missing'],
    ['that says it has fewer', (lines: string[]) => lines.toSpliced(12, 1), 'The manifest has 30 events, the file 29'],
    [
      'with a changed word',
      (lines: string[]) => lines.with(4, line(4)(lines).replace('Note', 'Nope')),
      'Position 4: the content',
    ],
    [
      'with a changed hash too',
      (lines: string[]) => lines.with(4, line(4)(lines).replace(/(?<="contentHash":")./, anotherDigit)),
      'The bytes of the file are not those',
    ],
    [
      'with two lines that changed places',
      (lines: string[]) => lines.with(4, line(7)(lines)).with(7, line(4)(lines)),
      'Position 4: it comes after position 7',
    ],
    [
      'with an event behind its end',
      (lines: string[]) => [...lines, line(1)(lines)],
      'Line 32: it stands behind the manifest',
    ],
    [
      'with other line ends',
      (lines: string[]) => lines.map((each) => `${each}\r`),
      'The bytes of the file are not those',
    ],
    ['with an event twice', (lines: string[]) => lines.toSpliced(5, 0, line(2)(lines)), 'Position 2: its id'],
  ])('names what is wrong with a file %s', async (name, spoil: (lines: string[]) => string[], fault) => {
    const file = join(folder, `${name}.jsonl`);
    const lines = (await trail(url, 'export')).said.trimEnd().split('\n');
    await writeFile(file, `${spoil(lines).join('\n')}\n`);
    const { code, said } = await trail(url, 'check', file);
    expect([code, said]).toEqual([1, expect.stringContaining(fault)]);
  });

  it('names the first hundred faults of a file that is no export at all, and counts the others', async () => {
    const file = join(folder, 'no-export.txt');
    await writeFile(file, 'no export\n'.repeat(250));
    const { code, said } = await trail(url, 'check', file);
    expect([code, said.match(/^Line /gm)?.length]).toEqual([1, 100]);
    expect(said).toContain('its end is missing\nAnd 150 more\n251 faults in the 0 events of');
  });
});
