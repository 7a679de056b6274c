import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { type EventLog, LogUnavailable, START } from '../event-log/event-log';
import { gaveNoAnswer } from '../event-log/postgres/unavailable';
import { Ahead, type Ready, noFurther } from './ahead';
import { briefly } from './briefly';
import { Building } from './building';
import { CheckpointMoved } from './checkpoint';
import { compare, isSame } from './compare';
import { CheckpointLost, enter } from './enter';
import { Leases } from './lease';
import { predecessorOf } from './predecessor';
import { read } from './pass';
import { type ReadModel, modelReader } from './read-model';
import type { Reader, Step } from './reader';
import { CannotRebuild, Differs, type Rebuilt, type Switched } from './rebuilt';
import { Runner } from './runner';

/**
 * Fills a read model's table anew beside the old one, which pages go on reading and its reader goes on filling; compares the
 * two at the same place in the log; and switches them in one transaction. What is done is kept, whoever is killed. The old
 * one of a new version is that of the version before: as long as it is filled nobody knows the new one, and nothing reads it.
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

  /**
   * Begins where none has begun; else goes on where it stands, unless it is paused. Where it `isNew`, as a version that nobody
   * knows yet, throws CheckpointMoved when somebody has switched it meanwhile. Throws CheckpointLost.
   */
  async begin(isNew = false): Promise<void> {
    await this.db.transaction(async (rows) => {
      const begins = await enter(this.reader.name, START, this.reader.table, rows);
      if (isNew && !(await predecessorOf(this.building.live, rows))) throw new CheckpointMoved(this.name);
      if (begins) await this.building.make(rows);
      else if ((await this.position(this.name, rows)) === undefined) throw new CheckpointLost(this.name);
    });
  }

  /** Drops what has been built so far. */
  async giveUp(): Promise<void> {
    await briefly(this.db.manager, (rows) => this.building.drop(rows));
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
    const shown = await this.shown(this.db);
    let of = await this.goal(shown);
    let events = 0;
    const ahead = new Ahead(runner, { log: this.log, db: this.db }, () => of);
    try {
      for (let claimedAt = -Infinity; !signal.aborted;) {
        if (performance.now() > claimedAt + 1_000) {
          runner.lead(await this.leases.hold(this.name));
          claimedAt = performance.now();
          if (!runner.leads) throw new CheckpointMoved(this.name);
        }
        of = await this.goal(shown);
        const ready = await ahead.ready();
        const { to, rate } = ready.step;
        if (to === runner.position) return;
        if (!(await this.taken(ready, ahead, runner))) continue;
        events += ready.step.events.length;
        said({ position: to, of, events, rate });
      }
    } finally {
      await this.leases.signOff();
    }
  }

  /**
   * Compares, and switches: both readers wait meanwhile, the old one loses its lead and goes on in the new table from the
   * same place. Throws Differs unless that is accepted, or the table is of a new version, and PolicyLacking.
   */
  async finish(accepted: boolean): Promise<Switched> {
    await this.building.index(this.db);
    let fencedAt = NaN;
    const switched = await briefly(this.db.manager, async (rows) => {
      const before = await predecessorOf(this.building.live, rows);
      await this.know(rows);
      const to = await this.fence(before?.reader ?? this.building.live, rows);
      fencedAt = performance.now();
      const time = await this.fillTo(to, rows);
      const pairs = before ? await this.building.beside(before.table, rows) : this.building.pairs;
      const comparisons = await compare(pairs, rows);
      if (!accepted && !before && !comparisons.every(isSame)) throw new Differs(comparisons);
      await this.building.insistOnPolicies(rows);
      const kept = await this.building.rename(rows);
      await this.enterLive({ to, time }, rows);
      await this.building.drop(rows);
      return { comparisons, kept, before };
    });
    return { ...switched, stoodStill: performance.now() - fencedAt };
  }

  /** From now on nobody enters the reader of the live table at the beginning of the log. */
  private async know(rows: EntityManager): Promise<void> {
    const { live, oldTable } = this.building;
    await rows.query(`INSERT INTO "known_reader" ("reader", "table") VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
      live,
      oldTable.name,
    ]);
  }

  /** The reader of the live table stands where the new one has come to; what it had put aside is in there, in its order. */
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
  }

  /** Takes a step; where that fails, the next one has a single event. Throws what an event by itself fails with. */
  private async taken(ready: Ready, ahead: Ahead, runner: Runner): Promise<boolean> {
    const { step } = ready;
    try {
      await ahead.take(ready);
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

  /** The reader whose table people see meanwhile. */
  private async shown(db: Pick<DataSource, 'query'>): Promise<string> {
    return (await predecessorOf(this.building.live, db))?.reader ?? this.building.live;
  }

  /** Where the old table stands; the end of the log where its checkpoint is lost. */
  private async goal(shown: string): Promise<bigint> {
    return (await this.position(shown, this.db)) ?? this.log.head();
  }

  private async position(reader: string, db: Pick<DataSource, 'query'>): Promise<bigint | undefined> {
    const [row] = await db.query<{ position: string }[]>(`SELECT "position" FROM "checkpoint" WHERE "reader" = $1`, [
      reader,
    ]);
    return row && BigInt(row.position);
  }

  /** Takes both leads away, so that nobody writes into either table, and answers where they are to be compared. */
  private async fence(shown: string, rows: EntityManager): Promise<bigint> {
    const [held] = await rows.query<[{ reader: string; position: string }[], number]>(
      `UPDATE "checkpoint" SET "epoch" = "epoch" + 1 WHERE "reader" = ANY ($1) RETURNING "reader", "position"`,
      [[shown, this.reader.name]],
    );
    const position = (name: string) => held.find(({ reader }) => reader === name)?.position;
    const built = position(this.reader.name);
    if (built === undefined) throw new CheckpointMoved(this.reader.name);
    const [to, from] = [BigInt(position(shown) ?? built), BigInt(built)];
    // An old one that was put back: the new one is further, and its checkpoint goes by its own rows.
    return to > from ? to : from;
  }

  /** The last events, which came while it was being indexed. Answers when the latest of its own was recorded, as in a step. */
  private async fillTo(to: bigint, rows: EntityManager): Promise<string> {
    const [row] = await rows.query<{ position: string; time: Date | null; epoch: string }[]>(
      `SELECT "position", "epoch", CASE WHEN "reachedTime" > '-infinity' THEN "reachedTime" END AS "time" FROM "checkpoint"
        WHERE "reader" = $1`,
      [this.reader.name],
    );
    const runner = new Runner(this.reader, rows, () => undefined);
    let time = row?.time?.toISOString() ?? '';
    runner.lead({
      reader: this.reader.name,
      epoch: BigInt(row?.epoch ?? 0),
      position: BigInt(row?.position ?? START),
      time,
    });
    while (runner.position < to) {
      const piece = noFurther(await read([runner], { log: this.log, db: this.db }), runner.position, to);
      if (piece.upTo === runner.position) throw new LogUnavailable(undefined, BEHIND_ITS_ROWS);
      const step = runner.stepOver(piece);
      await this.reader.catchUpOn(step, rows);
      runner.arrived(piece, step);
      ({ time } = step);
    }
    return time;
  }
}

const BEHIND_ITS_ROWS =
  'The event log ends before the place at which the old table stands: it is another one, or an older copy';
