import type { DataSource, EntityManager } from 'typeorm';
import { type EventLog, LogUnavailable } from '../event-log/event-log';
import { noFurther } from './ahead';
import { briefly } from './briefly';
import type { Building } from './building';
import { CheckpointMoved } from './checkpoint';
import { type Comparison, compare } from './compare';
import { read } from './pass';
import { type Predecessor, predecessorOf } from './predecessor';
import type { ModelReader } from './read-model';
import type { Step } from './reader';
import type { Switched } from './rebuilt';
import { Runner } from './runner';

/** The old table and the new one at the same place in the log. */
export interface Compared {
  readonly comparisons: readonly Comparison[];
  readonly at: bigint;
  /** Where the new one is of a new version: the one before, whose table is the old one. */
  readonly before: Predecessor | undefined;
}

/** Puts a full table in the place of the old one. */
export class Switch {
  constructor(
    private readonly building: Building,
    private readonly reader: ModelReader,
    private readonly log: Pick<EventLog, 'head' | 'readAll'>,
    private readonly db: DataSource,
  ) {}

  /**
   * Compares the two as they are at one moment, without holding anybody up: `rows` see that moment only, and what the new one
   * lacks of the old one's events is added for the comparison and not kept.
   */
  async compared(rows: EntityManager): Promise<Compared> {
    const before = await predecessorOf(this.building.live, rows);
    const way = await this.way(this.shown(before), rows);
    await this.fill(way, rows);
    const pairs = before ? await this.building.beside(before.table, rows) : this.building.pairs;
    return { comparisons: await compare(pairs, rows), at: way.to, before };
  }

  /**
   * Adds what has come since they were compared, and switches, in one transaction; the reader of the old table waits meanwhile.
   * Throws CheckpointMoved where the new table is not led any more by the one who has compared it, or no longer beside the same
   * one, and PolicyLacking.
   */
  async switched({ comparisons, at, before }: Compared, owner: string): Promise<Switched> {
    let fencedAt = NaN;
    const kept = await briefly(this.db.manager, async (rows) => {
      const now = await predecessorOf(this.building.live, rows);
      if (now?.reader !== before?.reader) throw new CheckpointMoved(this.reader.name);
      await this.know(rows);
      await this.fence(this.shown(before), owner, rows);
      fencedAt = performance.now();
      const way = await this.way(this.shown(before), rows);
      const time = await this.fill(way, rows);
      await this.building.insistOnPolicies(rows);
      const olds = await this.building.rename(rows);
      await this.enterLive({ to: way.to, time }, rows);
      await this.building.drop(rows);
      return olds;
    });
    return { comparisons, comparedAt: at, kept, before, stoodStill: performance.now() - fencedAt };
  }

  /** The reader of the old table. */
  private shown(before: Predecessor | undefined): string {
    return before?.reader ?? this.building.live;
  }

  /** Takes the lead of the old table away, and the other's is not lost any more, so that nobody writes into either. */
  private async fence(shown: string, owner: string, rows: EntityManager): Promise<void> {
    const [held] = await rows.query<[{ reader: string }[], number]>(
      `UPDATE "checkpoint" SET "epoch" = "epoch" + 1
        WHERE "reader" = $1 OR ("reader" = $2 AND "owner" = $3 AND "state" = 'running') RETURNING "reader"`,
      [shown, this.reader.name, owner],
    );
    if (!held.some(({ reader }) => reader === this.reader.name)) throw new CheckpointMoved(this.reader.name);
  }

  /** From where the new table stands to where it is like the old one. */
  private async way(shown: string, rows: EntityManager): Promise<Way> {
    const found = await rows.query<Place[]>(
      `SELECT "reader", "position", "epoch", CASE WHEN "reachedTime" > '-infinity' THEN "reachedTime" END AS "time"
        FROM "checkpoint" WHERE "reader" = ANY ($1)`,
      [[shown, this.reader.name]],
    );
    const from = found.find(({ reader }) => reader === this.reader.name);
    if (!from) throw new CheckpointMoved(this.reader.name);
    const [old, built] = [found.find(({ reader }) => reader === shown), BigInt(from.position)];
    const goal = old ? BigInt(old.position) : built;
    // An old one that was put back: the new one is further, and its checkpoint goes by its own rows.
    return { from, to: goal > built ? goal : built };
  }

  /** The last events, without its checkpoint. Answers when the latest of its own was recorded, as in a step. */
  private async fill({ from: { epoch, position, time: since }, to }: Way, rows: EntityManager): Promise<string> {
    const runner = new Runner(this.reader, rows, () => undefined);
    let time = since?.toISOString() ?? '';
    runner.lead({ reader: this.reader.name, epoch: BigInt(epoch), position: BigInt(position), time });
    while (runner.position < to) {
      const piece = noFurther(await read([runner], { log: this.log, db: this.db }), runner.position, to);
      if (piece.upTo === runner.position) throw new LogUnavailable(undefined, BEHIND_ITS_ROWS);
      const step = runner.stepOver(piece);
      await this.reader.write(step, rows);
      runner.arrived(piece, step);
      ({ time } = step);
    }
    return time;
  }

  /** From now on nobody enters the reader of the live table at the beginning of the log. */
  private async know(rows: EntityManager): Promise<void> {
    const { live, oldTable } = this.building;
    await rows.query(`INSERT INTO "known_reader" ("reader", "table") VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
      live,
      oldTable.name,
    ]);
  }

  /**
   * The reader of the live table stands where the new one has come to. Of what it had put aside the new one has decided again: that
   * is in its table, in its order, or aside anew.
   */
  private async enterLive({ to, time }: Pick<Step, 'to' | 'time'>, rows: EntityManager): Promise<void> {
    const { live } = this.building;
    await rows.query(
      `INSERT INTO "checkpoint" ("reader", "position", "reachedTime") VALUES ($1, $2, $3)
        ON CONFLICT ("reader") DO UPDATE
        SET "position" = excluded."position", "trouble" = NULL,
          "reachedTime" = greatest("checkpoint"."reachedTime", excluded."reachedTime"),
          "state" = CASE "checkpoint"."state" WHEN 'paused' THEN 'paused' ELSE 'running' END`,
      [live, String(to), time === '' ? '-infinity' : time],
    );
    await rows.query(`DELETE FROM "parked_event" WHERE "reader" = $1`, [live]);
    await rows.query(`UPDATE "parked_event" SET "reader" = $1 WHERE "reader" = $2`, [live, this.reader.name]);
  }
}

interface Place {
  readonly reader: string;
  readonly position: string;
  readonly epoch: string;
  readonly time: Date | null;
}

interface Way {
  readonly from: Place;
  readonly to: bigint;
}

const BEHIND_ITS_ROWS =
  'The event log ends before the place at which the old table stands: it is another one, or an older copy';
