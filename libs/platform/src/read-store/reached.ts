import type { DataSource } from 'typeorm';
import { Bell } from '../event-log/follow';
import { type ReadModel, readerOf } from './read-model';

/** How long a page waits for what was just recorded, in milliseconds, before it says that it is catching up. */
export const PATIENCE = 2_000;

/** An engine in another process rings no bell here: so often it is looked all the same, in milliseconds. */
const LOOK_MS = 8;

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
  ) {
    this.readers = models.map(readerOf);
  }

  /** Waits until every read model has reached the position; false when they have not within the time. */
  until(position: bigint, patience = PATIENCE): Promise<boolean> {
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
    while (this.waiters.size > 0) {
      const heard = moves.rings;
      try {
        const reached = await this.positions();
        this.answer((position) => this.readers.every((reader) => (reached.get(reader) ?? -1n) >= position));
      } catch (error) {
        for (const { fail } of this.waiters) fail(error as Error);
      }
      if (this.waiters.size > 0) await moves.wait(heard, LOOK_MS, this.never);
    }
    this.looks = false;
  }

  /** Positions only grow, so what was looked up holds for those too who came meanwhile. */
  private answer(isReached: (position: bigint) => boolean): void {
    for (const { position, answer } of this.waiters) if (isReached(position)) answer(true);
  }

  private async positions(): Promise<ReadonlyMap<string, bigint>> {
    const rows = await this.db.query<{ reader: string; position: string }[]>(
      `SELECT "reader", "position" FROM "checkpoint" WHERE "reader" = ANY ($1)`,
      [this.readers],
    );
    return new Map(rows.map(({ reader, position }) => [reader, BigInt(position)]));
  }
}
