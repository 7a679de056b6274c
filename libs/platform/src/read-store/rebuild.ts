import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { Recorded } from '#app/kernel';
import { type EventLog, START } from '../event-log/event-log';
import { gaveNoAnswer } from '../event-log/postgres/unavailable';
import { Building } from './building';
import { CheckpointMoved } from './checkpoint';
import { type Comparison, compare, isSame } from './compare';
import { enter } from './enter';
import { Leases } from './lease';
import { read, readAhead } from './pass';
import { type ReadModel, modelReader } from './read-model';
import type { Reader, Step } from './reader';
import { type Piece, Runner } from './runner';

/** How far a rebuild is. */
export interface Rebuilt {
  readonly position: bigint;
  /** Where the live table stands. */
  readonly of: bigint;
  /** Events a second. */
  readonly rate: number;
}

/** The old table and the new one do not hold the same: switched only when that is accepted. */
export class Differs extends Error {
  constructor(readonly comparisons: readonly Comparison[]) {
    super('The rebuilt table does not hold what the old one holds');
    this.name = 'Differs';
  }
}

/** An event that the projection cannot take. */
export class CannotRebuild extends Error {
  constructor({ id, stream, position }: Recorded, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`The projection cannot take event ${id} of ${stream}, position ${String(position)}: ${why}`, { cause });
  }
}

/**
 * Fills a read model's table anew beside the old one, which pages go on reading and its reader goes on filling; compares the
 * two at the same place in the log; and switches them in one transaction. What is done is kept, whoever is killed.
 */
export class Rebuild {
  private readonly building: Building;
  private readonly reader: Reader;
  private readonly leases: Leases;

  constructor(
    model: ReadModel,
    private readonly log: Pick<EventLog, 'head' | 'readAll'>,
    private readonly db: DataSource,
    leaseMs?: number,
  ) {
    this.building = new Building(model, db);
    const { reader, table } = this.building;
    this.reader = modelReader(model, db, reader, table.name);
    this.leases = new Leases(db, randomUUID(), [reader], leaseMs);
  }

  /** Begins where none has begun; else goes on where it stands, unless it is paused. */
  async begin(): Promise<void> {
    await this.db.transaction(async (rows) => {
      if (await enter(this.reader.name, START, this.reader.table, rows)) await this.building.make(rows);
    });
  }

  /** Drops what has been built so far. */
  async giveUp(): Promise<void> {
    await this.db.transaction((rows) => this.building.drop(rows));
  }

  /** Of its reader: what is paused and resumed. */
  get name(): string {
    return this.reader.name;
  }

  /**
   * Fills the new table up to where the old one stands, and says how far it is now and then. Throws CheckpointMoved when it
   * is paused, given up, or another process is at it.
   */
  async fill(said: (how: Rebuilt) => void, signal: AbortSignal): Promise<void> {
    const runner = new Runner(this.reader, this.db.manager, () => undefined);
    let ahead: Promise<Piece> | undefined;
    try {
      for (let claimedAt = -Infinity; !signal.aborted;) {
        if (performance.now() > claimedAt + 1_000) {
          runner.lead((await this.leases.claim())[0]);
          claimedAt = performance.now();
          if (!runner.leads) throw new CheckpointMoved(this.name);
        }
        const of = await this.goal();
        const piece = upTo(await (ahead ?? read([runner], { log: this.log, db: this.db })), runner.position, of);
        if (piece.upTo === runner.position) return;
        // The next events are read while these are written.
        ahead = readAhead(runner, piece, { log: this.log, db: this.db });
        const step = runner.stepOver(piece);
        if (await this.taken(step, runner)) said({ position: piece.upTo, of, rate: step.rate });
        else ahead = undefined;
      }
    } finally {
      await this.leases.signOff();
    }
  }

  /**
   * Compares, and switches: both readers wait meanwhile, the old one loses its lead and goes on in the new table from the
   * same place. Answers what was compared, and what the old tables are called. Throws Differs unless that is accepted, and PolicyLacking.
   */
  async finish(accepted: boolean): Promise<{ comparisons: readonly Comparison[]; kept: readonly string[] }> {
    await this.building.index(this.db);
    return this.db.transaction(async (rows) => {
      await rows.query(`SET LOCAL lock_timeout = '5s'`);
      const to = await this.fence(rows);
      await this.fillTo(to, rows);
      const comparisons = await compare(this.building, rows);
      if (!accepted && !comparisons.every(isSame)) throw new Differs(comparisons);
      await this.building.insistOnPolicies(rows);
      const kept = await this.building.rename(rows);
      await rows.query(
        `INSERT INTO "checkpoint" ("reader", "position", "reachedTime") SELECT $1, $3, "reachedTime" FROM "checkpoint"
          WHERE "reader" = $2 ON CONFLICT ("reader") DO UPDATE
          SET "state" = CASE "checkpoint"."state" WHEN 'paused' THEN 'paused' ELSE 'running' END, "trouble" = NULL`,
        [this.building.live, this.reader.name, String(to)],
      );
      // They are in the new table, in their order.
      await rows.query(`DELETE FROM "parked_event" WHERE "reader" = $1`, [this.building.live]);
      await this.building.drop(rows);
      return { comparisons, kept };
    });
  }

  /** Takes a step; where that fails, the next one has a single event. Throws what an event by itself fails with. */
  private async taken(step: Step, runner: Runner): Promise<boolean> {
    try {
      await this.reader.take(step);
      runner.arrived({ upTo: step.to, full: true }, step);
      return true;
    } catch (cause) {
      if (cause instanceof CheckpointMoved || gaveNoAnswer(cause)) throw cause;
      const [event] = step.events;
      if (runner.size === 1 && event) throw new CannotRebuild(event, cause);
      runner.size = 1;
      return false;
    }
  }

  /** Where the old table stands; the end of the log where its checkpoint is lost. */
  private async goal(): Promise<bigint> {
    const [row] = await this.db.query<{ position: string }[]>(
      `SELECT "position" FROM "checkpoint" WHERE "reader" = $1`,
      [this.building.live],
    );
    return row ? BigInt(row.position) : this.log.head();
  }

  /** Takes both leads away, so that nobody writes into either table, and answers where the old one stands. */
  private async fence(rows: EntityManager): Promise<bigint> {
    const [held] = await rows.query<[{ reader: string; position: string }[], number]>(
      `UPDATE "checkpoint" SET "epoch" = "epoch" + 1 WHERE "reader" = ANY ($1) RETURNING "reader", "position"`,
      [[this.building.live, this.reader.name]],
    );
    const position = (name: string) => held.find(({ reader }) => reader === name)?.position;
    const built = position(this.reader.name);
    if (built === undefined) throw new CheckpointMoved(this.reader.name);
    const live = position(this.building.live);
    return BigInt(live ?? built);
  }

  /** The last events, which came while it was being indexed. */
  private async fillTo(to: bigint, rows: EntityManager): Promise<void> {
    const [row] = await rows.query<{ position: string; time: Date | null; epoch: string }[]>(
      `SELECT "position", "epoch", CASE WHEN "reachedTime" > '-infinity' THEN "reachedTime" END AS "time" FROM "checkpoint"
        WHERE "reader" = $1`,
      [this.reader.name],
    );
    const runner = new Runner(this.reader, rows, () => undefined);
    runner.lead({
      reader: this.reader.name,
      epoch: BigInt(row?.epoch ?? 0),
      position: BigInt(row?.position ?? START),
      time: row?.time?.toISOString() ?? '',
    });
    while (runner.position < to) {
      const piece = upTo(await read([runner], { log: this.log, db: this.db }), runner.position, to);
      const step = runner.stepOver(piece);
      await this.reader.catchUpOn(step, rows);
      runner.arrived(piece, step);
    }
  }
}

/** A piece of the log no further than the old table stands: compared are two tables at the same place. */
function upTo(piece: Piece, from: bigint, goal: bigint): Piece {
  if (piece.upTo <= goal) return piece;
  const events = piece.events.filter(({ position }) => position <= goal);
  return { events, upTo: goal > from ? goal : from, full: false };
}
