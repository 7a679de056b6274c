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

/** A log whose reads take their time, each its own, and in which appends go wrong after so many of them. */
class SlowLog extends MemoryEventLog {
  readonly given: number[] = [];
  private reads = 0;

  constructor(
    private readonly taking: (read: number) => Promise<void>,
    private readonly wrong: (attempt: number) => Error | undefined = () => undefined,
    private readonly isStoredAllTheSame = false,
  ) {
    super(systemClock);
  }

  override async readStream(stream: string, from?: number) {
    await this.taking(++this.reads);
    return super.readStream(stream, from);
  }

  override async append(
    stream: string,
    expected: Expected,
    events: readonly NewEvent[],
    { within = 0 }: AppendOptions = {},
  ): Promise<Appended> {
    this.given.push(within);
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
  const atOnce = () => Promise.resolve();
  /** A read, and what lets it answer. */
  const held = (): [Promise<void>, () => void] => {
    let answer = (): void => undefined;
    const read = new Promise<void>((answered) => (answer = answered));
    return [read, answer];
  };
  const [never] = held();
  const moved = () => new WrongRevision('notebook-a', 'none', 0);
  const lost = new LogUnavailable(new Error('lost'));
  const kept = (log: MemoryEventLog) => MemoryEventLog.prototype.readAll.call(log, -1n, 10);

  it('is shared by what is read and what is appended', async () => {
    const log = new SlowLog(() => pause(200));
    await take(log, new Deadline(60_000));
    expect(log.given[0]).toBeGreaterThan(30_000);
    expect(log.given[0]).toBeLessThanOrEqual(59_801);
  });

  it('is ten seconds where nobody has said another', async () => {
    const log = new SlowLog(atOnce);
    await take(log);
    expect(log.given[0]).toBeGreaterThan(5_000);
    expect(log.given[0]).toBeLessThanOrEqual(10_000);
  });

  it('is shared by every attempt where others write at the same moment, and what comes of it is no second event', async () => {
    const [last, answer] = held();
    const log = new SlowLog((read) => (read > 2 ? last : pause(50)), moved);
    await expect(take(log, new Deadline(2_000))).rejects.toThrow(OutOfTime);
    const [first = 0, second = 0, ...further] = log.given;
    expect(further).toEqual([]);
    expect(first).toBeLessThan(2_000);
    expect(second).toBeLessThan(first - 25);
    answer();
    await pause(50);
    expect([await kept(log), log.given]).toEqual([[], [first, second]]);
  });

  it('ends while something is still read, and nothing is recorded afterwards', async () => {
    const [read, answer] = held();
    const log = new SlowLog(() => read);
    await expect(take(log, new Deadline(50))).rejects.toThrow(OutOfTime);
    answer();
    await pause(50);
    expect([await kept(log), log.given]).toEqual([[], []]);
  });

  it('is shared by several commands of one request', async () => {
    const log = new SlowLog((read) => (read > 2 ? pause(200) : atOnce()));
    const until = new Deadline(2_000);
    await take(log, until, 'k1');
    await take(log, until, 'k2');
    while (until.left > 0) await pause(until.left);
    await expect(take(log, until, 'k3')).rejects.toThrow(OutOfTime);
    expect(await kept(log)).toHaveLength(2);
  });

  it('lasts for a second look where an answer was lost: what is recorded is not recorded again', async () => {
    const log = new SlowLog(atOnce, (attempt) => (attempt === 1 ? lost : undefined), true);
    expect(await take(log, new Deadline(1_000))).toMatchObject({ revision: 0 });
    expect(await kept(log)).toHaveLength(1);
  });

  it.each([
    ['runs out', (read: number) => (read > 1 ? never : atOnce()), () => lost],
    [
      'ends with an append that the log did not take',
      atOnce,
      (attempt: number) => (attempt === 1 ? lost : new NotAppended(new Error('busy'))),
    ],
  ])('says that nobody knows where it %s after an answer was lost', async (_, taking, wrong) => {
    const log = new SlowLog(taking, wrong);
    await expect(take(log, new Deadline(500))).rejects.toBe(lost);
  });

  it('is not spent on a log that did not take it', async () => {
    const busy = new NotAppended(new Error('busy'));
    const log = new SlowLog(atOnce, () => busy);
    await expect(take(log, new Deadline(1_000))).rejects.toBe(busy);
    expect(log.given).toHaveLength(1);
  });
});
