import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Message, Recorded, Upcasters } from '#app/kernel';
import { systemClock } from '../../clock';
import { metadata } from '../contract/said';
import { type Batch, type EventLog, type NewEvent, START } from '../event-log';
import { MemoryEventLog } from '../memory/memory.event-log';
import { LiftingEventLog } from './lifting.event-log';
import { Shapes, UnknownVersion, shapeOf } from './shapes';

/** A slice whose note has changed twice: words became a list of paragraphs, and then each got a language. */
interface Note1 {
  readonly words: string;
}
interface Note2 {
  readonly paragraphs: readonly string[];
}
interface Note3 {
  readonly paragraphs: readonly { readonly words: string; readonly language: 'en' | 'cy' }[];
}
type NotebookEvent = Message<'Opened', { name: string }> | Message<'Noted', Note3>;

const notebookUpcasters = {
  Noted: [
    ({ words }: Note1): Note2 => ({ paragraphs: words.split('\n') }),
    ({ paragraphs }: Note2): Note3 => ({ paragraphs: paragraphs.map((words) => ({ words, language: 'en' })) }),
  ],
} satisfies Upcasters<NotebookEvent>;
const notebookWords = { Opened: 'opened', Noted: 'noted' };
const shapes = new Shapes({ notebook: shapeOf(notebookWords, notebookUpcasters), diary: shapeOf({ Noted: 'noted' }) });

/** As each version wrote it. */
const golden: Readonly<Record<1 | 2 | 3, unknown>> = {
  1: { words: 'One.\nTwo.' },
  2: { paragraphs: ['One.', 'Two.'] },
  3: {
    paragraphs: [
      { words: 'One.', language: 'en' },
      { words: 'Two.', language: 'en' },
    ],
  },
};

const event = (schemaVersion: number, data: unknown, type = 'Noted'): NewEvent => ({
  id: randomUUID(),
  event: { type, data },
  schemaVersion,
  metadata,
});

describe('an event in an older shape', () => {
  let kept: MemoryEventLog;
  let log: LiftingEventLog;

  beforeEach(() => {
    kept = new MemoryEventLog(systemClock);
    log = new LiftingEventLog(kept, shapes);
  });

  const everyWay = async (from: EventLog): Promise<readonly (readonly Recorded[])[]> => {
    const stop = new AbortController();
    const followed: Recorded[] = [];
    for await (const batch of from.subscribe(START, {}, stop.signal)) {
      followed.push(...batch.events);
      if (batch.upTo === (await from.head())) break;
    }
    const stream = await from.readStream('notebook-1');
    const backwards = await from.readStreamBackwards('notebook-1', 1_000);
    return [stream, backwards.toReversed(), await from.readAll(START, 1_000), followed];
  };

  it.each([1, 2, 3] as const)('of version %d is read in today’s', async (version) => {
    await log.append('notebook-1', 'none', [event(version, golden[version])]);
    for (const [read] of await everyWay(log))
      expect(read).toMatchObject({ event: { type: 'Noted', data: golden[3] }, schemaVersion: 3 });
  });

  it('is lifted from its own version on, one step after another', () => {
    const steps = (schemaVersion: number): unknown => {
      const add = (step: string) => (data: readonly string[]) => [...data, step];
      const lifts = new Shapes({ notebook: { Noted: [add('1 to 2'), add('2 to 3'), add('3 to 4')] } });
      const recorded = { event: { type: 'Noted', data: [] }, stream: 'notebook-1', schemaVersion, position: 7n };
      return lifts.lift(recorded as unknown as Recorded).event.data;
    };
    expect([1, 2, 3, 4].map(steps)).toEqual([['1 to 2', '2 to 3', '3 to 4'], ['2 to 3', '3 to 4'], ['3 to 4'], []]);
  });

  it('is read in today’s shape wherever it stands, whatever the versions beside it', async () => {
    const version = fc.constantFrom<(1 | 2 | 3)[]>(1, 2, 3);
    await fc.assert(
      fc.asyncProperty(fc.array(version, { minLength: 1, maxLength: 12 }), async (versions) => {
        const log = new LiftingEventLog(new MemoryEventLog(systemClock), shapes);
        const sent = versions.map((each) => event(each, golden[each]));
        await log.append('notebook-1', 'none', sent);
        for (const read of await everyWay(log)) {
          expect(read.map(({ id }) => id)).toEqual(sent.map(({ id }) => id));
          expect(read.map(({ event: { data } }) => data)).toEqual(sent.map(() => golden[3]));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('of any words at all can be lifted', () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        const recorded = { event: { type: 'Noted', data: { words } }, stream: 'notebook-1', schemaVersion: 1 };
        const { data } = shapes.lift(recorded as unknown as Recorded).event as { data: Note3 };
        expect(data.paragraphs.map((one) => one.words).join('\n')).toBe(words);
      }),
    );
  });

  it('keeps the bytes in which it was stored', async () => {
    await log.append('notebook-1', 'none', [event(1, golden[1])]);
    const stored = { data: JSON.stringify(golden[1]), schemaVersion: 1 };
    await expect(log.readStored(START, 10)).resolves.toMatchObject([stored]);
    await expect(kept.readStored(START, 10)).resolves.toMatchObject([stored]);
  });

  it('is told from one of the same name in another kind of record', async () => {
    await log.append('diary-1', 'none', [event(1, golden[1])]);
    await expect(log.readStream('diary-1')).resolves.toMatchObject([{ event: { data: golden[1] }, schemaVersion: 1 }]);
    expect([shapes.versionOf('notebook', 'Noted'), shapes.versionOf('diary', 'Noted')]).toEqual([3, 1]);
  });
});

describe('an event that nobody here knows', () => {
  it.each([
    ['of a newer version', event(4, golden[3]), 'version 4, in notebook-1', 'up to version 3'],
    ['of a newer type', event(1, {}, 'Burnt'), 'Burnt, version 1, in notebook-1', 'does not know that type'],
    ['of a type that every object has', event(1, {}, 'constructor'), 'constructor, version 1', 'not know that type'],
  ])('%s stops every reader, and says which', async (_, unknown, ...said) => {
    const log = new LiftingEventLog(new MemoryEventLog(systemClock), shapes);
    await log.append('notebook-1', 'none', [event(1, golden[1]), event(3, golden[3])]);
    await log.append('notebook-1', 1, [unknown, event(3, golden[3])]);
    const stop = new AbortController();
    const follow = async (): Promise<Batch[]> => {
      const seen: Batch[] = [];
      for await (const batch of log.subscribe(START, {}, stop.signal)) seen.push(batch);
      return seen;
    };
    for (const reading of [log.readStream('notebook-1'), log.readAll(START, 10), follow()]) {
      const error: unknown = await reading.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UnknownVersion);
      const { event: sent, schemaVersion } = unknown;
      const recorded = { event: { type: sent.type }, schemaVersion, stream: 'notebook-1', position: 2n };
      expect(error).toMatchObject({ recorded });
      for (const words of ['position 2', ...said]) expect((error as Error).message).toContain(words);
    }
    await expect(log.readAll(START, 2)).resolves.toHaveLength(2);
  });
});

describe('the shapes of a kind of record', () => {
  it('are of the types that its words name, and of no other', () => {
    expect(Object.keys(shapeOf(notebookWords))).toEqual(['Opened', 'Noted']);
    expect(() => shapeOf(notebookWords, { Note: [] })).toThrow('upcasters for Note, but no such type');
  });
});

it('a log gives an append as much time when it is lifted', async () => {
  const able = new MemoryEventLog(systemClock);
  const told: unknown[] = [];
  const noting = new Proxy(able, {
    get:
      (log, key) =>
      (...given: unknown[]) => {
        told.push([key, given.at(-1)]);
        return (Reflect.get(log, key) as (...given: unknown[]) => unknown).apply(log, given);
      },
  });
  const lifting = new LiftingEventLog(noting, shapes);
  const noted = () => [event(3, golden[3])];
  await lifting.append('notebook-1', 'none', noted(), { within: 7 });
  await lifting.appendMany?.([{ stream: 'notebook-1', expected: 0, events: noted() }], { within: 8 });
  expect(told).toEqual([
    ['append', { within: 7 }],
    ['appendMany', { within: 8 }],
  ]);
});

it('a log that cannot append to several streams at once says no more when it is lifted', () => {
  const able = new MemoryEventLog(systemClock);
  const unable = new Proxy(able, {
    get: (log, key) => (key === 'appendMany' ? undefined : (Reflect.get(log, key) as unknown)),
  });
  expect(new LiftingEventLog(able, shapes).appendMany).toBeDefined();
  expect(new LiftingEventLog(unable, shapes).appendMany).toBeUndefined();
});
