import { setTimeout } from 'node:timers/promises';
import { type DataSource } from 'typeorm';
import { CheckpointRow } from './checkpoint.row';
import { type ReadModel, readerOf } from './read-model';

/** How long a page waits for what was just recorded, in milliseconds, before it says that it is catching up. */
export const PATIENCE = 2_000;

/** Tells whether the read models have come as far as a position. */
export class Reached {
  private readonly readers: readonly string[];

  constructor(
    private readonly db: DataSource,
    models: readonly ReadModel[],
  ) {
    this.readers = models.map(readerOf);
  }

  /** Waits until every read model has reached the position; false when they have not within the time. */
  async until(position: bigint, patience = PATIENCE): Promise<boolean> {
    const end = performance.now() + patience;
    while (performance.now() < end) {
      if ((await this.behind(position)).length === 0) return true;
      await setTimeout(8);
    }
    return false;
  }

  /** The read models that have not reached the position yet. */
  async behind(position: bigint): Promise<readonly string[]> {
    const checkpoints = await this.db.getRepository(CheckpointRow).find();
    const reached = new Map(checkpoints.map((row) => [row.reader, BigInt(row.position)]));
    return this.readers.filter((reader) => (reached.get(reader) ?? -1n) < position);
  }
}
