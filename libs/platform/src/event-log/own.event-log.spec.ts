import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Recorded } from '#app/kernel';
import { clockAt } from '../clock';
import { type NewEvent, START, WrongRevision } from './event-log';
import { MemoryEventLog } from './memory/memory.event-log';
import { NothingThere, OwnEventLog } from './own.event-log';
import { LiftingEventLog } from './shapes/lifting.event-log';
import { Shapes, shapeOf } from './shapes/shapes';
import { FIRST_PARTNERSHIP, nameInLog } from './shared-names';

const said = (partnership: string, type = 'Said'): NewEvent => ({
  id: randomUUID(),
  event: { type, data: {} },
  schemaVersion: 1,
  metadata: {
    partnership,
    actor: 'nurse',
    onBehalfOf: { role: 'nurse' },
    causationId: randomUUID(),
    correlationId: randomUUID(),
    commandHash: '',
    happenedOn: '2026-11-20',
  },
});
const types = (events: readonly Recorded[]): readonly string[] => events.map(({ event }) => event.type);

describe('a log of which one partnership sees its own', () => {
  /** What their `record-theirs` is called in the log. */
  const THEIRS = 'record-theirs@mainland';
  let whole: MemoryEventLog;
  let log: OwnEventLog;
  beforeEach(async () => {
    whole = new MemoryEventLog(clockAt('2026-11-20T10:00:00.000Z'));
    log = new OwnEventLog(whole, FIRST_PARTNERSHIP);
    await whole.append(THEIRS, 'none', [said('mainland', 'Theirs')]);
    await log.append('record-ours', 'none', [said(FIRST_PARTNERSHIP, 'Ours')]);
  });

  it('reads no event of another, by whatever way', async () => {
    expect(await log.readStream(THEIRS)).toEqual([]);
    expect(await log.readStreamBackwards(THEIRS, 5)).toEqual([]);
    expect(types(await log.readAll(START, 10))).toEqual(['Ours']);
    expect((await log.readStored(START, 10)).map(({ type }) => type)).toEqual(['Ours']);
    const ending = new AbortController();
    for await (const { events, upTo } of log.subscribe(START, {}, ending.signal)) {
      expect([types(events), upTo]).toEqual([['Ours'], await whole.head()]);
      ending.abort();
    }
  });

  it('answers as many as are asked for, however many of another are between', async () => {
    for (let n = 0; n < 7; n++) {
      await whole.append(THEIRS, 'any', [said('mainland', 'Theirs'), said('mainland', 'Theirs')]);
      await log.append('record-ours', 'any', [said(FIRST_PARTNERSHIP, `Ours ${n}`)]);
    }
    const names = ['Ours', ...Array.from({ length: 7 }, (_, n) => `Ours ${n}`)];
    for (const limit of [1, 3, 8, 9]) {
      expect(types(await log.readAll(START, limit))).toEqual(names.slice(0, limit));
      expect(types(await log.readAll(START, limit, { types: ['Ours', 'Ours 6', 'Theirs'] }))).toEqual(
        ['Ours', 'Ours 6'].slice(0, limit),
      );
      expect((await log.readStored(START, limit)).map(({ type }) => type)).toEqual(names.slice(0, limit));
    }
  });

  it('has nothing where another has a stream, and begins none there', async () => {
    await expect(log.append(THEIRS, 'none', [said(FIRST_PARTNERSHIP)])).rejects.toThrow(NothingThere);
    await expect(log.append(THEIRS, 5, [said(FIRST_PARTNERSHIP)])).rejects.toThrow(NothingThere);
    await expect(log.append('record-ours', 5, [said(FIRST_PARTNERSHIP)])).rejects.toThrow(WrongRevision);
    expect(await whole.readStream(THEIRS)).toHaveLength(1);
  });

  it('begins no stream under a name that would be another’s, though there is none yet', async () => {
    for (const name of ['record-new@mainland', 'record-@', 'record-ours@isle-of-wight'])
      await expect(log.append(name, 'none', [said(FIRST_PARTNERSHIP)])).rejects.toThrow(NothingThere);
    const theirs = new OwnEventLog(whole, 'main');
    await expect(theirs.append('record-new@land', 'none', [said('main')])).rejects.toThrow(NothingThere);
    expect(types(await whole.readAll(START, 10))).toEqual(['Theirs', 'Ours']);
  });

  it('has nothing where another once wrote under a name without an ending', async () => {
    await whole.append('record-old', 'none', [said('mainland')]);
    expect(await log.readStream('record-old')).toEqual([]);
    await expect(log.append('record-old', 'none', [said(FIRST_PARTNERSHIP)])).rejects.toThrow(NothingThere);
  });

  it('writes for nobody else', async () => {
    await expect(log.append('record-new', 'none', [said('mainland')])).rejects.toThrow('another partnership');
    expect(await whole.readStream('record-new')).toEqual([]);
  });
});

describe('partnerships that share a log, with records of the same ids', () => {
  const clock = clockAt('2026-11-20T10:00:00.000Z');
  const shapes = new Shapes({ group: shapeOf({ A: {}, B: {} }), post: shapeOf({ A: {}, B: {} }) });
  const partnership = fc.constantFrom(FIRST_PARTNERSHIP, 'mainland', 'main', 'harbour');
  const stream = fc.constantFrom('group-executive', 'group-quality', 'post-scrutineer');
  const step = fc.record({
    partnership,
    stream,
    types: fc.array(fc.constantFrom('A', 'B'), { minLength: 1, maxLength: 3 }),
  });
  const opened = (log: MemoryEventLog, whose: string) => new OwnEventLog(new LiftingEventLog(log, shapes), whose);
  const told = (events: readonly Recorded[]) =>
    events.map(({ stream, revision, event }) => `${stream} ${String(revision)} ${event.type}`);

  it('each read what they would if they were alone, under the names that they use themselves', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const shared = new MemoryEventLog(clock);
        const alone = new Map(steps.map((each) => [each.partnership, new MemoryEventLog(clock)]));
        for (const { partnership: whose, stream: name, types: several } of steps) {
          const events = several.map((type) => said(whose, type));
          await opened(shared, whose).append(name, 'any', events);
          await alone.get(whose)?.append(name, 'any', events);
        }
        for (const [whose, log] of alone) {
          const own = opened(shared, whose);
          expect(told(await own.readAll(START, 100))).toEqual(told(await log.readAll(START, 100)));
          for (const name of ['group-executive', 'group-quality', 'post-scrutineer']) {
            expect(told(await own.readStream(name))).toEqual(told(await log.readStream(name)));
            expect(told(await own.readStreamBackwards(name, 2))).toEqual(told(await log.readStreamBackwards(name, 2)));
          }
        }
        // Whoever reads all of them meets each under its own name, and can say which stream of the log it is.
        const kept = await shared.readAll(START, 100);
        const read = await new LiftingEventLog(shared, shapes).readAll(START, 100);
        expect(read.map(nameInLog)).toEqual(kept.map(({ stream: name }) => name));
      }),
    );
  });
});
