import type { DataSource } from 'typeorm';
import { Bell } from '../event-log/follow';
import { type ReadModel, readerOf } from './read-model';

/** How long a page waits for what was just recorded, in milliseconds, before it says that it is catching up. */
export const PATIENCE = 2_000;

/** An engine in another process rings no bell here: so often it is looked all the same, in milliseconds. */
const LOOK_MS = 8;
/** After so long without a move nobody is let go soon, and it is looked less and less often. */
const BRISK_MS = 250;
const SELDOM_MS = 100;

/** Beyond every position: without a read model there is nothing to wait for. */
const BEYOND = 2n ** 64n;

/** Rings when an engine of this process has moved checkpoints, of whatever database: a hint to look at once. */
export const moves = new Bell();

interface Waiter {
  readonly position: bigint;
  readonly answer: (reached: boolean) => void;
  readonly fail: (error: Error) => void;
}

/** Tells whether the read models have come as far as a position. */
export class Reached {
  private readonly readers: readonly string[];
  private readonly waiters = new Set<Waiter>();
  private readonly never = new AbortController().signal;
  private looks = false;

  constructor(
    private readonly db: DataSource,
    models: readonly ReadModel[],
    /** How long is waited where nobody says otherwise, in milliseconds. */
    private readonly patience = PATIENCE,
  ) {
    this.readers = models.map(readerOf);
  }

  /** Waits until every read model has reached the position; false when they have not within the time. */
  until(position: bigint, patience = this.patience): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const over = (): void => {
        clearTimeout(timer);
        this.waiters.delete(waiter);
      };
      const waiter: Waiter = {
        position,
        answer: (reached) => {
          over();
          resolve(reached);
        },
        fail: (error) => {
          over();
          reject(error);
        },
      };
      // By its own clock: a look may wait for a database that does not answer.
      const timer = setTimeout(waiter.answer, patience, false);
      this.waiters.add(waiter);
      if (!this.looks) void this.look();
    });
  }

  /** The read models that have not reached the position yet. */
  async behind(position: bigint): Promise<readonly string[]> {
    const reached = await this.positions();
    return this.readers.filter((reader) => (reached.get(reader) ?? -1n) < position);
  }

  /** One look serves everybody who waits, however many they are. */
  private async look(): Promise<void> {
    this.looks = true;
    let pause = LOOK_MS;
    let last = -1n;
    let since = performance.now();
    while (this.waiters.size > 0) {
      const heard = moves.rings;
      try {
        const slowest = await this.slowest();
        if (slowest !== last) [last, since] = [slowest, performance.now()];
        for (const { position, answer } of this.waiters) if (position <= slowest) answer(true);
      } catch (error) {
        for (const { fail } of this.waiters) fail(error as Error);
      }
      pause = performance.now() - since > BRISK_MS ? Math.min(pause * 2, SELDOM_MS) : LOOK_MS;
      if (this.waiters.size > 0) await moves.wait(heard, pause, this.never);
    }
    this.looks = false;
  }

  /** How far all have come. Positions only grow, so what was looked up holds for those too who came meanwhile. */
  private async slowest(): Promise<bigint> {
    const reached = await this.positions();
    const each = this.readers.map((reader) => reached.get(reader) ?? -1n);
    return each.reduce((least, one) => (one < least ? one : least), BEYOND);
  }

  private async positions(): Promise<ReadonlyMap<string, bigint>> {
    const rows = await this.db.query<{ reader: string; position: string }[]>(
      `SELECT "reader", "position" FROM "checkpoint" WHERE "reader" = ANY ($1)`,
      [this.readers],
    );
    return new Map(rows.map(({ reader, position }) => [reader, BigInt(position)]));
  }
}
