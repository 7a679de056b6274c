import { setTimeout as pause } from 'node:timers/promises';
import { LogUnavailable } from './event-log';
import { Bell, POLL_MS, follow } from './follow';

describe('following the log', () => {
  const forEver = new AbortController().signal;
  /** A log that answers each look with the next of these, and then with the last for ever. */
  const answering = (...answers: readonly (bigint | Error)[]) => {
    const looks: bigint[] = [];
    const look = (after: bigint) => {
      const answer = answers[Math.min(looks.push(after), answers.length) - 1] ?? 0n;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ events: [], upTo: answer });
    };
    return { looks, look };
  };
  const took = async (work: Promise<unknown>) => {
    const start = performance.now();
    await work;
    return performance.now() - start;
  };

  it('looks on from where the last batch ended', async () => {
    const { looks, look } = answering(4n, 9n);
    const batches = follow(look, new Bell(), -1n, forEver);
    expect([(await batches.next()).value, (await batches.next()).value]).toMatchObject([{ upTo: 4n }, { upTo: 9n }]);
    expect(looks).toStrictEqual([-1n, 4n]);
  });

  it('looks again by itself when nobody rings', async () => {
    const { look } = answering(1n, 1n, 2n, 3n);
    const batches = follow(look, new Bell(), 1n, forEver);
    expect(await took(batches.next())).toBeGreaterThan(POLL_MS * 0.9);
    expect((await batches.next()).value).toMatchObject({ upTo: 3n });
  });

  it('does not miss a ring that came while it looked', async () => {
    const bell = new Bell();
    const { look } = answering(1n, 2n);
    const ringing = (after: bigint) => {
      bell.ring();
      return look(after);
    };
    // Who has not missed it waits for no timer at all: however busy the machine is, they are before the first one.
    const next = follow(ringing, bell, 1n, forEver).next();
    await expect(Promise.race([next, pause(0, 'missed')])).resolves.toMatchObject({ value: { upTo: 2n } });
  });

  it('waits out a log that does not answer, less and less often', async () => {
    const gone = new LogUnavailable('gone');
    const { looks, look } = answering(gone, gone, 7n);
    const batches = follow(look, new Bell(), 1n, forEver);
    expect(await took(batches.next())).toBeGreaterThan(POLL_MS * 2.8);
    expect(looks).toStrictEqual([1n, 1n, 1n]);
  });

  it('stops at every other error', async () => {
    const { look } = answering(new Error('a fault of ours'));
    await expect(follow(look, new Bell(), 1n, forEver).next()).rejects.toThrow('a fault of ours');
  });
});
