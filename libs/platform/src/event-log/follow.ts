import { type Batch, LogUnavailable } from './event-log';

/** However quiet it is, a reader looks again after so many milliseconds: a wake-up is only a hint and may be lost. */
export const POLL_MS = 250;
const LONGEST_PAUSE_MS = 2_000;

/** Wakes the readers of one process. A ring between a reader's look and its wait is not lost: rings are counted. */
export class Bell {
  private count = 0;
  private readonly waiting = new Set<() => void>();

  get rings(): number {
    return this.count;
  }

  ring(): void {
    this.count++;
    for (const wake of [...this.waiting]) wake();
  }

  /** Until it has rung since `heard`, so many milliseconds have passed, or the signal aborts. */
  wait(heard: number, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.count !== heard || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      signal.addEventListener('abort', wake);
      this.waiting.add(wake);
    });
  }
}

/** A subscription, made of looks at the log (`look` answers what comes after a position) and waits between them. */
export async function* follow(
  look: (after: bigint) => Promise<Batch>,
  bell: Bell,
  after: bigint,
  signal: AbortSignal,
): AsyncGenerator<Batch, void, undefined> {
  let upTo = after;
  let failures = 0;
  while (!signal.aborted) {
    const heard = bell.rings;
    const batch = await unlessUnavailable(look(upTo));
    failures = batch ? 0 : failures + 1;
    if (batch && batch.upTo > upTo) {
      upTo = batch.upTo;
      yield batch;
    } else {
      await bell.wait(heard, Math.min(LONGEST_PAUSE_MS, POLL_MS * 2 ** Math.max(0, failures - 1)), signal);
    }
  }
}

async function unlessUnavailable(look: Promise<Batch>): Promise<Batch | undefined> {
  try {
    return await look;
  } catch (error) {
    if (error instanceof LogUnavailable) return undefined;
    throw error;
  }
}
