import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { Coalescer, LEAST_MS, type Limits, type Send, type Waiting } from './coalescer';
import { LogBusy, LogUnavailable, NotAppended } from './event-log';

interface Word extends Waiting {
  readonly n: number;
  readonly isPoison: boolean;
}

const word = (n: number, more: Partial<Word> = {}): Word => ({
  n,
  stream: `s-${n}`,
  fitsAny: false,
  bytes: 1,
  isPoison: false,
  ...more,
});

/** A log that takes every batch after a moment, save poison, which it refuses as a whole; each word is answered with itself. */
function recording(trouble: (batch: number) => Error | undefined = () => undefined) {
  const batches: (readonly Word[])[] = [];
  const stored: Word[] = [];
  const onTheirWay = new Set<ReadonlySet<string>>();
  const flights: number[] = [];
  const send: Send<Word, number> = async (batch) => {
    batches.push(batch);
    const wrong = trouble(batches.length);
    const names = new Set(batch.map(({ stream }) => stream));
    for (const other of onTheirWay) expect([...names].filter((name) => other.has(name))).toStrictEqual([]);
    onTheirWay.add(names);
    flights.push(onTheirWay.size);
    await pause(0);
    onTheirWay.delete(names);
    if (batch.some(({ isPoison }) => isPoison)) throw new Error('poison');
    if (wrong) throw wrong;
    stored.push(...batch);
    return batch.map(({ n }) => ({ value: n }));
  };
  return { batches, stored, flights, send };
}

const LIMITS: Limits = { appends: 4, bytes: 10, beside: 2, waiting: 1_000, waitingBytes: 12_000 };

describe('the coalescer', () => {
  it('sends one append at once, and what came meanwhile together', async () => {
    const { batches, send } = recording();
    const coalescer = new Coalescer(send);
    const first = coalescer.add(word(1), 1_000);
    await pause(0);
    const others = [2, 3, 4].map((n) => coalescer.add(word(n), 1_000));
    expect(await Promise.all([first, ...others])).toStrictEqual([1, 2, 3, 4]);
    expect(batches.map((batch) => batch.map(({ n }) => n))).toStrictEqual([[1], [2, 3, 4]]);
  });

  it('gathers those whom one batch has woken', async () => {
    const { batches, send } = recording();
    const coalescer = new Coalescer(send);
    const client = async (n: number) => {
      for (let round = 0; round < 3; round++) await coalescer.add(word(n), 1_000);
    };
    await Promise.all([1, 2, 3].map(client));
    expect(batches.map((batch) => batch.length)).toStrictEqual([3, 3, 3]);
  });

  const anything = fc.record({
    stream: fc.constantFrom('a-1', 'b-1', 'c-1', 'd-1'),
    fitsAny: fc.boolean(),
    bytes: fc.integer({ min: 1, max: 12 }),
    isPoison: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    waits: fc.boolean(),
  });

  it('answers each append once, in the order of its stream, whatever comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anything, { maxLength: 40 }),
        fc.array(fc.boolean(), { maxLength: 3 }),
        async (all, cuts) => {
          const { batches, stored, send } = recording((batch) =>
            cuts[batch] ? new LogUnavailable(new Error('cut')) : undefined,
          );
          const coalescer = new Coalescer(send, LIMITS);
          const answers: Promise<string>[] = [];
          for (const [n, { waits, ...each }] of all.entries()) {
            const answer = coalescer.add(word(n, each), 5_000);
            answers.push(
              answer.then(
                (value) => `${value}`,
                (error: unknown) => `${n} ${(error as Error).message}`,
              ),
            );
            if (waits) await pause(0);
          }
          expect(await Promise.all(answers)).toStrictEqual(
            all.map(({ isPoison }, n) => (isPoison ? `${n} poison` : `${n}`)),
          );
          expect(stored.map(({ n }) => n).toSorted((a, b) => a - b)).toStrictEqual(
            [...all.keys()].filter((n) => !all[n]?.isPoison),
          );
          for (const name of ['a-1', 'b-1', 'c-1', 'd-1']) {
            const kept = stored.filter(({ stream }) => stream === name).map(({ n }) => n);
            expect(kept).toStrictEqual(kept.toSorted((a, b) => a - b));
          }
          for (const batch of batches) expectFair(batch);
        },
      ),
      { numRuns: 60 },
    );
  });

  /** Within the limits, and no two of one stream of which only one fits anything. */
  function expectFair(batch: readonly Word[]): void {
    expect(batch.length).toBeLessThanOrEqual(LIMITS.appends);
    const bytes = batch.reduce((sum, each) => sum + each.bytes, 0);
    expect(batch.length === 1 || bytes <= LIMITS.bytes).toBe(true);
    for (const { stream, fitsAny } of batch) {
      expect(batch.some((other) => other.stream === stream && other.fitsAny !== fitsAny)).toBe(false);
    }
  }

  it('lets no busy stream keep the others waiting for more than a batch', async () => {
    const { batches, send } = recording();
    const coalescer = new Coalescer(send, { appends: 2 });
    const hot = Array.from({ length: 6 }, (_, n) => coalescer.add(word(n, { stream: 'hot-1' }), 1_000));
    const cold = coalescer.add(word(9), 1_000);
    await Promise.all([...hot, cold]);
    expect(batches.findIndex((batch) => batch.some(({ n }) => n === 9))).toBe(1);
  });

  it('sends two halves beside each other where very many wait, and no more', async () => {
    const { batches, flights, send } = recording();
    const coalescer = new Coalescer(send, { beside: 10 });
    const client = async (n: number) => {
      for (let round = 0; round < 4; round++) await coalescer.add(word(n), 1_000);
    };
    await Promise.all(Array.from({ length: 30 }, (_, n) => client(n)));
    expect(batches.map((batch) => batch.length)).toStrictEqual(Array(8).fill(15));
    expect(Math.max(...flights)).toBe(2);
  });

  it('sends none beside another where few wait', async () => {
    const { flights, send } = recording();
    const coalescer = new Coalescer(send, { beside: 10 });
    const first = coalescer.add(word(0), 1_000);
    await pause(0);
    await Promise.all([first, ...Array.from({ length: 9 }, (_, n) => coalescer.add(word(n + 1), 1_000))]);
    expect(Math.max(...flights)).toBe(1);
  });

  describe('when the log does not answer', () => {
    const cut = new LogUnavailable(new Error('cut'));

    it('sends again until it does', async () => {
      const { batches, send } = recording((batch) => (batch < 4 ? cut : undefined));
      expect(await new Coalescer(send).add(word(1), 5_000)).toBe(1);
      expect(batches).toHaveLength(4);
    });

    it('says so to each caller when his own time is over, and sends no more when nobody waits', async () => {
      const { batches, send } = recording(() => cut);
      const coalescer = new Coalescer(send);
      const start = performance.now();
      const over = async (within: number) => {
        await expect(coalescer.add(word(within), within)).rejects.toThrow(LogUnavailable);
        return performance.now() - start;
      };
      const [short, long] = await Promise.all([over(60), over(300)]);
      expect(short).toBeLessThan(long);
      expect(long).toBeGreaterThan(290);
      const sent = batches.length;
      await pause(300);
      expect(batches).toHaveLength(sent);
    });

    it('tells those from whom it knows that nothing was stored, and no others', async () => {
      const undone = new NotAppended(new Error('undone'));
      const told = (...answers: readonly Error[]): Promise<unknown> => {
        const { send } = recording((batch) => answers[Math.min(batch, answers.length) - 1]);
        return new Coalescer(send).add(word(1), 1_000).catch((error: unknown) => (error as Error).name);
      };
      expect(await Promise.all([told(undone), told(cut), told(cut, undone), told(undone, cut)])).toStrictEqual([
        'NotAppended',
        'LogUnavailable',
        'LogUnavailable',
        'LogUnavailable',
      ]);
    });

    it('tells who was never sent that nothing was stored', async () => {
      const { batches, send } = recording();
      let open = (): void => undefined;
      const gate = new Promise<void>((opened) => (open = opened));
      const coalescer = new Coalescer<Word, number>((...sent) => gate.then(() => send(...sent)));
      const first = coalescer.add(word(1), 60_000);
      await pause(10);
      await expect(coalescer.add(word(2), 50)).rejects.toThrow(NotAppended);
      open();
      expect(await first).toBe(1);
      await coalescer.close();
      expect(batches.flat().map(({ n }) => n)).toStrictEqual([1]);
    });

    it('sends nothing again so late that nobody could be told what came of it', async () => {
      const times: number[] = [];
      const coalescer = new Coalescer<Word, number>((_, within) => {
        times.push(within);
        return Promise.reject(new NotAppended(undefined));
      });
      await expect(coalescer.add(word(1), LEAST_MS + 600)).rejects.toThrow(NotAppended);
      expect(times.length).toBeGreaterThan(1);
      expect(Math.min(...times)).toBeGreaterThanOrEqual(LEAST_MS);
      await expect(coalescer.add(word(2), 50)).rejects.toThrow(NotAppended);
      expect(times.at(-1)).toBeLessThanOrEqual(50);
    });

    it('tells the log how long somebody waits', async () => {
      const told: number[] = [];
      const coalescer = new Coalescer<Word, number>((batch, within) => {
        told.push(within);
        return Promise.resolve(batch.map(({ n }) => ({ value: n })));
      });
      await Promise.all([coalescer.add(word(1), 700), coalescer.add(word(2), 9_000)]);
      // As long as the more patient of the two, whatever time has passed since.
      expect(told[0]).toBeGreaterThan(700);
      expect(told[0]).toBeLessThanOrEqual(9_000);
    });
  });

  it.each([{ waiting: 3 }, { waitingBytes: 3 }])('refuses more where %j wait, and takes more later', async (most) => {
    const { send } = recording();
    const coalescer = new Coalescer(send, most);
    const taken = [1, 2, 3].map((n) => coalescer.add(word(n), 1_000));
    await expect(coalescer.add(word(4), 1_000)).rejects.toStrictEqual(new LogBusy(3, 3));
    await Promise.all(taken);
    expect(await coalescer.add(word(5), 1_000)).toBe(5);
  });

  it('answers everybody before it is closed, and takes nobody afterwards', async () => {
    const { send, stored } = recording();
    const coalescer = new Coalescer(send, { appends: 1 });
    const taken = [1, 2, 3].map((n) => coalescer.add(word(n), 1_000));
    await coalescer.close();
    expect(stored).toHaveLength(3);
    expect(await Promise.all(taken)).toStrictEqual([1, 2, 3]);
    await expect(coalescer.add(word(4), 1_000)).rejects.toThrow('The event log is closed');
  });
});
