import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { type EventLog, START } from '../event-log/event-log';
import { UnknownVersion, Unreadable } from '../event-log/shapes/shapes';
import { Ahead, type Ready, noFurther } from './ahead';
import { Attended } from './attended';
import { briefly } from './briefly';
import { Building, PolicyLacking } from './building';
import { CheckpointMoved } from './checkpoint';
import { isSame } from './compare';
import { CheckpointLost, enter } from './enter';
import { type Held, LEASE_MS, Leases } from './lease';
import { predecessorOf } from './predecessor';
import { type ModelReader, type ReadModel, modelReader } from './read-model';
import { BrokenOff, CannotRebuild, Differs, type Finishing, type Rebuilt, type Switched } from './rebuilt';
import { Runner, isPassing } from './runner';
import { type Compared, Switch } from './switch';

/** How often somebody looks after what takes minutes, in milliseconds. */
const SAID_MS = 1_000;

const never = new AbortController().signal;

/**
 * Fills a read model's table anew beside the old one, which pages go on reading and its reader goes on filling; compares the
 * two at the same place in the log; and switches them in one transaction. What is done is kept, whoever is killed. The old
 * one of a new version is that of the version before: as long as it is filled nobody knows the new one, and nothing reads it.
 */
export class Rebuild {
  private readonly building: Building;
  private readonly reader: ModelReader;
  private readonly owner = randomUUID();
  private readonly leases: Leases;
  private readonly switch: Switch;

  constructor(
    model: ReadModel,
    private readonly log: Pick<EventLog, 'head' | 'readAll'>,
    private readonly db: DataSource,
    private readonly leaseMs = LEASE_MS,
  ) {
    this.building = new Building(model, db);
    const { reader, table } = this.building;
    this.reader = modelReader(model, db, reader, table.name);
    this.leases = new Leases(db, this.owner, [reader], leaseMs);
    this.switch = new Switch(this.building, this.reader, log, db);
  }

  /**
   * Begins where none has begun; else goes on where it stands, unless it is paused. Where it `isNew`, as a version that nobody
   * knows yet, throws CheckpointMoved when somebody has switched it meanwhile. Throws CheckpointLost.
   */
  async begin(isNew = false): Promise<void> {
    await briefly(this.db.manager, async (rows) => {
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
    try {
      await this.fillOn(() => this.leases.hold(this.name), said, signal);
    } finally {
      await this.leases.signOff();
    }
  }

  /**
   * Makes the indexes, compares the two tables, and switches. The old one's reader goes on until the switch; then it loses its
   * lead, and goes on in the new table from the same place. Throws Differs unless that is accepted, or the table is of a new
   * version; PolicyLacking; BrokenOff; and CheckpointMoved as where it is filled.
   */
  async finish(
    accepted: boolean,
    said: (how: Finishing) => void = () => undefined,
    signal: AbortSignal = never,
  ): Promise<Switched> {
    try {
      if (!(await this.leases.hold(this.name))) throw new CheckpointMoved(this.name);
      // Renewed, and never taken again: a table that somebody has given up meanwhile and begun anew is not the one compared.
      const renew = () => this.leases.renew(this.name);
      const why = async () => {
        if (signal.aborted) return new BrokenOff(this.name);
        return (await renew()) ? undefined : new CheckpointMoved(this.name);
      };
      const attended = new Attended(this.db, { signal, why, everyMs: Math.min(SAID_MS, this.leaseMs / 3) });
      await this.index(attended, said);
      const ending = async (): Promise<Switched> => {
        // What has come meanwhile, so that little is left to do where somebody waits.
        await this.fillOn(renew, () => undefined, signal);
        const compared = await this.compared(attended, said);
        if (!accepted && !compared.before && !compared.comparisons.every(isSame))
          throw new Differs(compared.comparisons);
        await this.fillOn(renew, () => undefined, signal);
        if (signal.aborted) throw new BrokenOff(this.name);
        return this.switch.switched(compared, this.owner);
      };
      return await ending().catch((error: unknown) => {
        if (isSaid(error)) throw error;
        // An event that cannot be taken may have come since it was filled: it is put aside, or named, where it is filled on.
        return ending();
      });
    } finally {
      await this.leases.signOff();
    }
  }

  private async index(attended: Attended, said: (how: Finishing) => void): Promise<void> {
    let [made, of] = [0, 0];
    const tell = async () => {
      // How many there are is not known at once.
      if (of > 0) said({ phase: 'indexing', done: made + (await attended.indexed()), of });
    };
    const count = (now: number, all: number): void => {
      [made, of] = [now, all];
    };
    await attended.during(() => this.building.index(this.db, attended, count), tell);
  }

  private compared(attended: Attended, said: (how: Finishing) => void): Promise<Compared> {
    const start = performance.now();
    const tell = () => {
      said({ phase: 'comparing', seconds: (performance.now() - start) / 1000 });
      return Promise.resolve();
    };
    return attended.during(() => attended.apart((rows) => this.switch.compared(rows)), tell);
  }

  /** Until it stands where the old one stood a moment ago, or is broken off. */
  private async fillOn(
    claim: () => Promise<Held | undefined>,
    said: (how: Rebuilt) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const runner = new Runner(this.reader, this.db.manager, () => undefined);
    const shown = await this.shown();
    let of = await this.goal(shown);
    let events = 0;
    const ahead = new Ahead(runner, { log: this.log, db: this.db }, () => of);
    for (let claimedAt = -Infinity; !signal.aborted;) {
      if (performance.now() > claimedAt + 1_000) {
        runner.lead(await claim());
        claimedAt = performance.now();
        if (!runner.leads) throw new CheckpointMoved(this.name);
      }
      of = await this.goal(shown);
      const ready = await ahead.ready().catch((error: unknown) => unread(error, runner, of));
      if (!ready) continue;
      const { to, rate } = ready.step;
      if (to === runner.position) return;
      if (!(await this.taken(ready, ahead, runner))) continue;
      events += ready.step.events.length;
      said({ position: to, of, events, rate });
      if (!ready.piece.full) return;
    }
  }

  /** Takes a step; where that fails, the next one has a single event. That is put aside at last, or else it throws why not. */
  private async taken(ready: Ready, ahead: Ahead, runner: Runner): Promise<boolean> {
    const { step } = ready;
    try {
      await ahead.take(ready);
      runner.arrived({ upTo: step.to, full: true }, step);
      return true;
    } catch (cause) {
      if (cause instanceof CheckpointMoved || isPassing(cause)) throw cause;
      const [event] = step.events;
      if (runner.size > 1 || !event) {
        runner.size = 1;
        return false;
      }
      if (!this.reader.parks) throw new CannotRebuild(event, cause);
      await runner.putAside(step, cause instanceof Error ? cause.message : String(cause));
      return true;
    }
  }

  /** The reader whose table people see meanwhile. */
  private async shown(): Promise<string> {
    return (await predecessorOf(this.building.live, this.db))?.reader ?? this.building.live;
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
}

/** Why a table is not switched: not for an event that has come in between. */
const isSaid = (error: unknown): boolean =>
  isPassing(error) ||
  [BrokenOff, CannotRebuild, CheckpointMoved, Differs, PolicyLacking].some((kind) => error instanceof kind);

/**
 * What cannot be read among others is asked for by itself: undefined until then. By itself it is a step that cannot be taken; or
 * one of no event, to the end, where it lies behind that.
 */
function unread(error: unknown, runner: Runner, end: bigint): Ready | undefined {
  if (!(error instanceof Unreadable)) throw error;
  if (runner.size > 1) {
    runner.size = 1;
    return undefined;
  }
  const { recorded } = error;
  const piece = noFurther({ events: [recorded], upTo: recorded.position, full: true }, runner.position, end);
  const step = runner.stepOver(piece);
  const isIn = step.events.length > 0;
  // What a newer version has written waits for a program of that version.
  if (isIn && error instanceof UnknownVersion) throw error;
  const folded = isIn ? Promise.reject(error) : Promise.resolve(undefined);
  // A failure is heard when it is taken.
  folded.catch(() => undefined);
  return { piece, step, folded };
}
