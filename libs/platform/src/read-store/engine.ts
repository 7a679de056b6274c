import type { DataSource } from 'typeorm';
import type { Reaction } from '#app/kernel';
import { type EventLog, START } from '../event-log/event-log';
import { CheckpointMoved } from './checkpoint';
import { type Dispatch, react, reactionReader } from './reactor';
import { type ReadModel, catchUp, readerOf } from './read-model';

/** The wait before the n-th further try of a reader that failed, in milliseconds. */
const backOff = (failures: number): number => Math.min(30_000, 100 * 2 ** failures);

/** What a reader says of itself on the health page. */
export interface ReaderHealth {
  readonly reader: string;
  readonly position: bigint;
  /** Why it does not get on; undefined when all is well. */
  readonly trouble?: string;
}

interface Reader {
  readonly name: string;
  run(): Promise<bigint>;
  position: bigint;
  failures: number;
  notBefore: number;
  trouble?: string;
}

/**
 * Keeps every read model and every reaction up with the log. One that fails is tried again with back-off and says so;
 * it never skips an event, and never holds the others up.
 */
export class Engine {
  private readonly readers: readonly Reader[];
  private readonly stopping = new AbortController();
  private following: Promise<void> | undefined;

  constructor(
    private readonly log: EventLog,
    db: DataSource,
    models: readonly ReadModel[],
    reactions: readonly Reaction[],
    dispatch: Dispatch,
    private readonly report: (reader: string, error: unknown) => void,
  ) {
    const reader = (name: string, run: () => Promise<bigint>): Reader => ({
      name,
      run,
      position: START,
      failures: 0,
      notBefore: 0,
    });
    this.readers = [
      ...models.map((model) => reader(readerOf(model), () => catchUp(model, log, db))),
      ...reactions.map((reaction) => reader(reactionReader(reaction), () => react(reaction, log, db, dispatch))),
    ];
  }

  /** One pass of every reader; what a reaction has caused is folded too. */
  async catchUp(): Promise<void> {
    for (let before = START - 1n, head = START; before !== head; before = head, head = await this.log.head())
      for (const reader of this.readers) {
        if (this.stopping.signal.aborted) return;
        await this.turn(reader);
      }
  }

  /** Follows the log until stop(). */
  follow(): void {
    this.following ??= this.loop();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.following;
  }

  health(): readonly ReaderHealth[] {
    return this.readers.map(({ name, position, trouble }) => ({
      reader: name,
      position,
      ...(trouble !== undefined && { trouble }),
    }));
  }

  private async loop(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted)
      try {
        await this.catchUp();
        await this.somethingNew(signal);
      } catch (error) {
        this.report('engine', error);
        await pause(500, signal);
      }
  }

  /** Until the log grows, or a reader that failed may try again. */
  private async somethingNew(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const waiting = new AbortController();
    const stop = () => {
      waiting.abort();
    };
    signal.addEventListener('abort', stop, { once: true });
    const next = Math.min(...this.readers.filter(({ failures }) => failures > 0).map(({ notBefore }) => notBefore));
    const timer = Number.isFinite(next) ? setTimeout(stop, Math.max(10, next - performance.now())) : undefined;
    try {
      const furthest = this.readers.reduce((most, { position }) => (position > most ? position : most), START);
      for await (const _batch of this.log.subscribe(furthest, {}, waiting.signal)) return;
    } finally {
      clearTimeout(timer);
      waiting.abort();
      signal.removeEventListener('abort', stop);
    }
  }

  private async turn(reader: Reader): Promise<void> {
    if (reader.notBefore > performance.now()) return;
    try {
      reader.position = await reader.run();
      reader.failures = 0;
      delete reader.trouble;
    } catch (error) {
      if (error instanceof CheckpointMoved) return;
      reader.failures++;
      reader.notBefore = performance.now() + backOff(reader.failures);
      reader.trouble = error instanceof Error ? error.message : String(error);
      this.report(reader.name, error);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
