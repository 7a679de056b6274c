import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { systemClock } from '../../clock';
import { said, several } from '../contract/said';
import { dense } from '../dense';
import { PositionMissing, START, type Stored } from '../event-log';
import { MemoryEventLog } from '../memory/memory.event-log';
import { check, storedWithGaps } from './check';
import { exportLog, storedEvents } from './export-log';
import { type Manifest, NotAnExport, lineOf, readLine } from './exported';

const from = (events: readonly Stored[]) =>
  async function* () {
    yield* await Promise.resolve(events);
  };

async function faultsIn(events: readonly Stored[], whole = true, dense = true): Promise<string[]> {
  const found: string[] = [];
  for await (const { position, words } of check(from(events), { dense, whole }))
    found.push(`Position ${position.toString()}: ${words}`);
  return found;
}

async function logOf(events: number): Promise<{ log: MemoryEventLog; stored: readonly Stored[] }> {
  const log = new MemoryEventLog(systemClock);
  for (let n = 0; n < events; n++) await log.append(`thing-${n % 3}`, 'any', several(1));
  return { log, stored: await log.readStored(START, events) };
}

describe('a check', () => {
  let stored: readonly Stored[];
  beforeEach(async () => {
    ({ stored } = await logOf(9));
  });
  const changed = (at: number, change: Partial<Stored>): readonly Stored[] =>
    stored.map((each, index) => (index === at ? { ...each, ...change } : each));

  it('finds nothing where nothing is wrong', async () => {
    await expect(faultsIn(stored)).resolves.toEqual([]);
    await expect(faultsIn([])).resolves.toEqual([]);
  });

  it('finds every byte that was changed after it was written', async () => {
    const other = stored[5];
    if (!other) throw new Error('nine were kept');
    const changes: Partial<Stored>[] = [
      { data: '{"word": "other"}' },
      { metadata: other.metadata.replace('northshire', 'southshire') },
      { type: 'Unsaid' },
      { schemaVersion: 2 },
      { at: '2020-01-01T00:00:00.000Z' },
      { contentHash: new Uint8Array(32) },
    ];
    for (const change of changes)
      await expect(faultsIn(changed(4, change))).resolves.toEqual([
        expect.stringMatching(/^Position 4: the content of this \w+ in thing-1 is not what was written/),
      ]);
  });

  it('finds what is no JSON, whatever its hash says', async () => {
    await expect(faultsIn(changed(4, { data: '{' }))).resolves.toContain('Position 4: its data cannot be read as JSON');
  });

  it('finds a missing event, and several in a row, at the beginning too', async () => {
    await expect(faultsIn(stored.toSpliced(4, 1))).resolves.toEqual([
      'Position 4: its event is missing',
      'Position 7: thing-1 stands at revision 2, where 1 comes next',
    ]);
    await expect(faultsIn(stored.slice(3))).resolves.toContain(
      'Position 0: its event is missing, and every position up to 2 with it',
    );
  });

  it('takes no gap for a missing event where positions have gaps by nature, and tells it by the records', async () => {
    await expect(faultsIn(stored.toSpliced(4, 3), true, false)).resolves.toEqual([
      'Position 7: thing-1 stands at revision 2, where 1 comes next',
      'Position 8: thing-2 stands at revision 2, where 1 comes next',
    ]);
  });

  it('of a part takes what it begins with as it is, and nothing after it', async () => {
    await expect(faultsIn(stored.slice(3), false)).resolves.toEqual([]);
    await expect(faultsIn(stored.slice(1).toSpliced(3, 1), false)).resolves.toEqual([
      'Position 4: its event is missing',
      'Position 7: thing-1 stands at revision 2, where 1 comes next',
    ]);
  });

  it('finds events that changed places', async () => {
    const [a, b] = [stored[4], stored[7]];
    if (!a || !b) throw new Error('nine were kept');
    await expect(faultsIn(stored.with(4, b).with(7, a))).resolves.toEqual(
      expect.arrayContaining([
        expect.stringContaining('Position 4: it comes after position 7'),
        expect.stringContaining('Position 7: thing-1 stands at revision 2, where 1 comes next'),
      ]),
    );
    const swapped = stored.with(4, { ...b, position: 4n }).with(7, { ...a, position: 7n });
    await expect(faultsIn(swapped)).resolves.toEqual([
      'Position 4: thing-1 stands at revision 2, where 1 comes next',
      'Position 7: thing-1 stands at revision 1, where 3 comes next',
    ]);
  });

  it('finds an id that comes twice, and where it came first', async () => {
    const id = stored[2]?.id ?? '';
    await expect(faultsIn(changed(6, { id }))).resolves.toContain(`Position 6: its id ${id} is that of position 2 too`);
    await expect(faultsIn(stored.map((each) => ({ ...each, id: 'not a uuid' })))).resolves.toContain(
      'Position 8: its id not a uuid is that of position 0 too',
    );
  });

  /** A log that has lost events, and how often it was read; `told`: whether its reader says which one comes next. */
  const lossy = (left: readonly Stored[], told: boolean) => {
    const log = {
      reads: 0,
      readStored: (after: bigint, limit: number) => {
        log.reads++;
        const from = left.findIndex(({ position }) => position > after);
        try {
          return Promise.resolve(dense(after, from < 0 ? [] : left.slice(from, from + limit)));
        } catch (error) {
          throw told ? error : new PositionMissing((error as PositionMissing).position);
        }
      },
    };
    return log;
  };
  const read = async (log: ReturnType<typeof lossy>) => {
    const events: Stored[] = [];
    for await (const each of storedWithGaps(log)) events.push(each);
    return events;
  };

  it('steps over every gap that the reader stops at', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 0, max: 8 })), fc.boolean(), async (gone, told) => {
        const left = stored.filter(({ position }) => !gone.includes(Number(position)));
        expect(await read(lossy(left, told))).toEqual(left);
      }),
      {
        examples: [
          [[0, 1, 2, 5, 8], true],
          [[0, 1, 2, 5, 8], false],
        ],
      },
    );
  });

  it('steps over a wide gap at once', async () => {
    const { stored: many } = await logOf(3_000);
    const log = lossy([...many.slice(0, 10), ...many.slice(2_900)], true);
    expect(await read(log)).toHaveLength(110);
    expect(log.reads).toBeLessThan(6);
  });
});

describe('an export', () => {
  const linesOf = async (log: MemoryEventLog, range = {}): Promise<string[]> => {
    const lines: string[] = [];
    for await (const line of exportLog(log, range)) lines.push(line);
    return lines;
  };

  it('holds every event as it is kept, and says how much it holds', async () => {
    const { log, stored } = await logOf(9);
    const lines = await linesOf(log);
    const read = lines.map(readLine);
    expect(read.slice(0, -1)).toEqual(stored);
    const before = lines.slice(0, -1).join('');
    const manifest = { count: 9, first: '0', last: '8', sha256: createHash('sha256').update(before).digest('hex') };
    expect(read.at(-1)).toMatchObject(manifest);
  });

  it('holds a part of the log, or none of it', async () => {
    const { log } = await logOf(9);
    const part = (await linesOf(log, { from: 3n, to: 5n })).map(readLine);
    expect(part.slice(0, -1).map((each) => (each as Stored).position)).toEqual([3n, 4n, 5n]);
    expect(part.at(-1)).toMatchObject({ count: 3, first: '3', last: '5' });
    const none = (await linesOf(log, { from: 9n })).map(readLine) as [Manifest];
    expect(none).toMatchObject([{ count: 0, first: null, last: null }]);
  });

  it('brings any words through, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (words) => {
        const log = new MemoryEventLog(systemClock);
        await log.append('thing-1', 'none', [said(randomUUID(), { words: words.replaceAll('\0', '') })]);
        const [stored] = await log.readStored(START, 1);
        if (!stored) throw new Error('one was kept');
        expect(lineOf(stored)).not.toContain('\n');
        expect(readLine(lineOf(stored))).toEqual(stored);
      }),
    );
  });

  it('reads page by page', async () => {
    const { log, stored } = await logOf(9);
    const read: Stored[] = [];
    for await (const each of storedEvents(log, {}, { page: 2 })) read.push(each);
    expect(read).toEqual(stored);
  });

  it.each([
    ['no JSON', '{"position":', 'not a JSON object'],
    ['another thing', '[]', 'its position'],
    ['a position that is a number', '{"position":4}', 'its position'],
    ['another format', '{"format":"other/v1"}', 'its format'],
    ['half a manifest', '{"format":"learning-trail/export/v1"}', 'not a whole manifest'],
  ])('that holds %s is not one', (_, line, said) => {
    expect(() => readLine(line)).toThrow(NotAnExport);
    expect(() => readLine(line)).toThrow(said);
  });
});
