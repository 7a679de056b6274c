import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { contentHash } from '../libs/platform/src/event-log/content-hash';
import { metadata, said } from '../libs/platform/src/event-log/contract/said';
import { type EventLog, type Expected, WrongRevision } from '../libs/platform/src/event-log/event-log';
import { connect } from '../libs/platform/src/event-log/eventstoredb/db-client';
import { EventStoreDbEventLog } from '../libs/platform/src/event-log/eventstoredb/eventstoredb.event-log';
import { NoAnswer } from '../libs/platform/src/event-log/eventstoredb/kurrent.port';
import { MemoryEventLog } from '../libs/platform/src/event-log/memory/memory.event-log';
import { type Double, startDouble } from './eventstoredb/double';
import { PATIENCE } from './patience';

const expected = fc.oneof(fc.constantFrom<Expected[]>('none', 'any', 'exists'), fc.integer({ min: -1, max: 3 }));
const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { minLength: 1, maxLength: 3 });
/** By a log that knows the streams, or by one that has just been opened: what is remembered must not matter. */
const step = fc.record({ stream: fc.constantFrom('one-1', 'one-2'), expected, words, by: fc.nat({ max: 2 }) });
type Step = Readonly<{ stream: string; expected: Expected; words: readonly string[]; by: number }>;

describe('the event log in EventStoreDB', () => {
  let double: Double;
  let logs: EventStoreDbEventLog[];
  const clock = { now: () => new Date('2024-06-03T09:00:00.000Z') };

  beforeAll(async () => {
    double = await startDouble();
    const opening = Array.from({ length: 3 }, () => EventStoreDbEventLog.open({ address: double.address, clock }));
    logs = await Promise.all(opening);
  });
  afterAll(async () => {
    await Promise.all(logs.map((log) => log.close()));
    await double.stop();
  });

  /** One has seen the first half only of what another has completed. */
  const halfKnown: Step[] = [
    { stream: 'one-2', expected: 'none', words: ['c'], by: 0 },
    { stream: 'one-2', expected: 'any', words: ['a'], by: 1 },
    { stream: 'one-2', expected: 0, words: ['c', 'a'], by: 0 },
  ];

  it('answers any sequence of appends as the one in memory does, and holds the same afterwards', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const run = randomUUID();
        const model = new MemoryEventLog(clock);
        const [ours, theirs] = [await told(logs, steps, run), await told([model, model, model], steps, run)];
        expect(ours).toStrictEqual(theirs);
        for (const { kind } of ours.answers) seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }),
      { numRuns: 80, examples: [[halfKnown]] },
    );
    for (const kind of ['Appended', 'WrongRevision', 'IdempotencyViolation'])
      expect(seen.get(kind) ?? 0).toBeGreaterThan(10);
  });

  it('gives back the bytes that were sent, whatever they say, with the hash of the writer', async () => {
    const [log] = logs as [EventStoreDbEventLog];
    // A half of a surrogate pair and a null character are refused before anything is sent.
    const unfit = /[\0\p{Cs}]/u;
    const texts = fc.string({ unit: 'grapheme' }).filter((text) => !unfit.test(text));
    const values = fc
      .jsonValue({ noUnicodeString: false })
      .filter((value) => !/\\u(?:0000|d[89a-f])/.test(JSON.stringify(value)));
    await fc.assert(
      fc.asyncProperty(values, texts, async (data, actor) => {
        const [stream, after] = [`bytes-${randomUUID()}`, await log.head()];
        await log.append(stream, 'none', [{ ...said(stream, data), metadata: { ...metadata, actor } }]);
        const [stored] = await log.readStored(after, 1);
        expect(stored).toMatchObject({ data: JSON.stringify(data), metadata: JSON.stringify({ ...metadata, actor }) });
        expect(stored && Buffer.from(stored.contentHash)).toStrictEqual(stored && contentHash(stored));
      }),
      { numRuns: 150 },
    );
  });

  it('knows a repeat of what lies before the part of a stream that it has read', async () => {
    const [writer, reader] = logs as [EventStoreDbEventLog, EventStoreDbEventLog];
    const stream = `part-${randomUUID()}`;
    const sent = ['a', 'b', 'c', 'd'].map((word) => said(stream + word));
    const first = await writer.append(stream, 'none', sent.slice(0, 1));
    await writer.append(stream, 0, sent.slice(1));
    expect(await reader.readStream(stream, 2)).toHaveLength(2);
    expect(await reader.append(stream, 'any', sent.slice(0, 1))).toStrictEqual(first);
  });

  it('reads a stream from its end', async () => {
    const [log] = logs as [EventStoreDbEventLog];
    const stream = `back-${randomUUID()}`;
    await log.append(
      stream,
      'none',
      ['a', 'b', 'c', 'd'].map((word) => said(stream + word)),
    );
    const revisions = async (limit: number, from?: number) =>
      (await log.readStreamBackwards(stream, limit, from)).map(({ revision }) => revision);
    expect([await revisions(2), await revisions(9, 1), await revisions(9, 99)]).toStrictEqual([
      [3, 2],
      [1, 0],
      [3, 2, 1, 0],
    ]);
    expect(await log.readStreamBackwards(`${stream}0`, 9)).toStrictEqual([]);
  });

  describe('its client', () => {
    it('tells how far the server has looked after the events before that, however slowly they are read', async () => {
      const port = await connect(double.address);
      const after = (await logs[0]?.head()) ?? 0n;
      for (let n = 0; n < 100; n++) await logs[0]?.append(`checked-${n % 3}`, 'any', [said(randomUUID())]);
      double.store.chatter(3_000);
      const heard: string[] = [];
      for await (const item of port.subscribe(
        after,
        { streamsThatBegin: ['checked-'] },
        PATIENCE,
        new AbortController().signal,
      )) {
        heard.push('sign' in item ? item.sign : 'event');
        await new Promise(setImmediate);
        if (heard.at(-1) === 'caught up') break;
      }
      await port.close();
      expect(heard.slice(0, 100)).toStrictEqual(Array(100).fill('event'));
      expect(heard.slice(100).filter((word) => word === 'checked').length).toBeGreaterThan(2);
    });

    it('does not wait for ever for a server that says nothing', async () => {
      const port = await connect(double.address);
      // So that it has its connection before so little time is given.
      await port.readAll('end', 'backwards', 1, PATIENCE);
      const silent = port.subscribe('end', { typesThatMatch: '^[^$]' }, 1_000, new AbortController().signal);
      expect((await silent.next()).value).toStrictEqual({ sign: 'caught up' });
      await expect(silent.next()).rejects.toThrow(NoAnswer);
      await port.close();
    });
  });
});

/** What the logs answer to each step and hold in the end. */
async function told(logs: readonly EventLog[], steps: readonly Step[], run: string) {
  const answers = [];
  for (const { by, stream, expected, words } of steps) {
    const events = words.map((word) => said(`${run}/${stream}/${word}`, { word }, word));
    answers.push(await answerTo(logs[by] as EventLog, `${stream}${run}`, expected, events));
  }
  const held = await Promise.all(['one-1', 'one-2'].map((stream) => (logs[0] as EventLog).readStream(stream + run)));
  return {
    answers,
    held: held.flat().map(({ id, stream, revision, event, at }) => ({ id, stream, revision, event, at })),
  };
}

async function answerTo(log: EventLog, ...asked: Parameters<EventLog['append']>) {
  try {
    return { kind: 'Appended', revision: (await log.append(...asked)).revision };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { kind: error.name, message: error.message, actual: error instanceof WrongRevision && error.actual };
  }
}
