import { setTimeout as pause } from 'node:timers/promises';
import { type Decider, type Message, RuleBroken } from '#app/kernel';
import { systemClock } from '../clock';
import { Deadline, OutOfTime } from '../deadline';
import {
  type AppendOptions,
  type Appended,
  type Expected,
  LogUnavailable,
  type NewEvent,
  NotAppended,
  WrongRevision,
} from '../event-log/event-log';
import { MemoryEventLog } from '../event-log/memory/memory.event-log';
import { Shapes } from '../event-log/shapes/shapes';
import { Sealing } from '../vault/sealing';
import type { Act, Taken } from './act';
import { Decisions } from './decisions';
import { derivedId, fingerprint } from './derived-id';
import { MemoryReferences } from './references';

type Note = Message<'Note', { words: string }>;

const notebook: Decider<Note, Message, undefined> = {
  category: 'notebook',
  prefix: 'NOT',
  initialState: undefined,
  decide: ({ data }) => {
    if (data.words === '') throw new RuleBroken('wordless', 'Say something.');
    return [{ type: 'Noted', data }];
  },
  evolve: (state) => state,
};
const by = { actor: 'partnership-team', onBehalfOf: { role: 'partnership-team' } };

/** A log that takes its time, and in which things go wrong after so many of them. */
class SlowLog extends MemoryEventLog {
  readonly given: (number | undefined)[] = [];

  constructor(
    private readonly milliseconds: { readonly read: number; readonly append: number },
    private readonly wrong: (attempt: number) => Error | undefined = () => undefined,
    private readonly isStoredAllTheSame = false,
  ) {
    super(systemClock);
  }

  override async readStream(stream: string, from?: number) {
    await pause(this.milliseconds.read);
    return super.readStream(stream, from);
  }

  override async append(
    stream: string,
    expected: Expected,
    events: readonly NewEvent[],
    { within }: AppendOptions = {},
  ): Promise<Appended> {
    this.given.push(within);
    await pause(this.milliseconds.append);
    const wrong = this.wrong(this.given.length);
    if (wrong && !this.isStoredAllTheSame) throw wrong;
    const appended = await super.append(stream, expected, events);
    if (wrong) throw wrong;
    return appended;
  }
}

describe('the time of a command', () => {
  const take = (log: MemoryEventLog, until?: Deadline, key = 'k'): Promise<Taken> => {
    const shapes = new Shapes({ notebook: { Noted: [] } });
    const sealing = new Sealing({ seal: jest.fn(), open: jest.fn() }, {});
    const decisions = new Decisions(log, new MemoryReferences(), systemClock, 'isle-of-wight', shapes, sealing);
    const command: Note = { type: 'Note', data: { words: key } };
    const act: Act = { commandId: derivedId(key), hash: fingerprint(command), by, ...(until && { until }) };
    return decisions.take(notebook, 'a', command, act);
  };
  const timed = async (work: Promise<unknown>): Promise<number> => {
    const begun = performance.now();
    await work;
    return performance.now() - begun;
  };
  const moved = () => new WrongRevision('notebook-a', 'none', 0);
  const lost = new LogUnavailable(new Error('lost'));
  const kept = (log: MemoryEventLog) => MemoryEventLog.prototype.readAll.call(log, -1n, 10);

  it('is shared by what is read and what is appended', async () => {
    const log = new SlowLog({ read: 200, append: 0 });
    await take(log, new Deadline(5_000));
    expect(log.given[0]).toBeGreaterThan(2_000);
    expect(log.given[0]).toBeLessThanOrEqual(4_801);
  });

  it('is ten seconds where nobody has said another', async () => {
    const log = new SlowLog({ read: 0, append: 0 });
    await take(log);
    expect(log.given[0]).toBeGreaterThan(5_000);
    expect(log.given[0]).toBeLessThanOrEqual(10_000);
  });

  it('is shared by every attempt where others write at the same moment, and what comes of it is no second event', async () => {
    const log = new SlowLog({ read: 60, append: 60 }, moved);
    const taking = expect(take(log, new Deadline(500))).rejects.toThrow(OutOfTime);
    expect(await timed(taking)).toBeLessThan(1_000);
    expect(log.given.length).toBeGreaterThan(1);
    expect(log.given).toEqual(log.given.toSorted((one, other) => (other ?? 0) - (one ?? 0)));
    await pause(200);
    expect(await kept(log)).toEqual([]);
  });

  it('ends while something is still read, and nothing is recorded afterwards', async () => {
    const log = new SlowLog({ read: 1_000, append: 0 });
    const taking = expect(take(log, new Deadline(50))).rejects.toThrow(OutOfTime);
    expect(await timed(taking)).toBeLessThan(900);
    await pause(1_200);
    expect(await kept(log)).toEqual([]);
  });

  it('is shared by several commands of one request', async () => {
    const log = new SlowLog({ read: 400, append: 0 });
    const until = new Deadline(1_000);
    await take(log, until, 'k1');
    await take(log, until, 'k2');
    await expect(take(log, until, 'k3')).rejects.toThrow(OutOfTime);
    expect(await kept(log)).toHaveLength(2);
  });

  it('lasts for a second look where an answer was lost: what is recorded is not recorded again', async () => {
    const log = new SlowLog({ read: 0, append: 0 }, (attempt) => (attempt === 1 ? lost : undefined), true);
    expect(await take(log, new Deadline(1_000))).toMatchObject({ revision: 0 });
    expect(await kept(log)).toHaveLength(1);
  });

  it.each([
    ['runs out', { read: 400, append: 0 }, () => lost, 600],
    [
      'ends with an append that the log did not take',
      { read: 0, append: 0 },
      (attempt: number) => (attempt === 1 ? lost : new NotAppended(new Error('busy'))),
      1_000,
    ],
  ])('says that nobody knows where it %s after an answer was lost', async (_, milliseconds, wrong, within) => {
    const log = new SlowLog(milliseconds, wrong);
    await expect(take(log, new Deadline(within))).rejects.toBe(lost);
  });

  it('is not spent on a log that did not take it', async () => {
    const busy = new NotAppended(new Error('busy'));
    const log = new SlowLog({ read: 0, append: 0 }, () => busy);
    await expect(take(log, new Deadline(1_000))).rejects.toBe(busy);
    expect(log.given).toHaveLength(1);
  });
});
