import type { EntityManager } from 'typeorm';
import type { Recorded } from '#app/kernel';
import { PositionMissing, RevisionMissing, START } from '../event-log/event-log';
import { UnknownVersion, Unreadable } from '../event-log/shapes/shapes';
import { gaveNoAnswer } from '../event-log/postgres/unavailable';
import { NotNow } from '../not-now';
import { CheckpointMoved, moveCheckpoint, sayTrouble } from './checkpoint';
import type { Trouble } from './checkpoint.row';
import type { Held } from './lease';
import { CheckpointLost } from './enter';
import { Meter } from './meter';
import { park } from './parking';
import type { Reader, Step } from './reader';

/** At most so many events are folded at once. */
export const BATCH = 1_000;
/** The same far behind: a row that is touched often is then read and written less often, and fewer commits wait for the disk. */
const FAR = 4_000;
/** So often an event is tried by itself before its reader stops, or puts it aside. */
export const TRIES = 8;

/** The wait before the n-th further try of a reader that failed, in milliseconds. */
const backOff = (failures: number): number => Math.min(30_000, 50 * 2 ** failures);

/** A piece of the log, and how far it was looked through for it. */
export interface Piece {
  readonly events: readonly Recorded[];
  readonly upTo: bigint;
  /** There was no room for more. */
  readonly full: boolean;
}

/** One reader at work in this engine: its lead, where it stands, and how it copes with what it cannot take. */
export class Runner {
  position = START;
  /** When the latest of its own events up to there was recorded. */
  private time = '';
  /** So many events next. One at a time after a failure, so that the event is found out that fails by itself. */
  size = BATCH;
  /** The last piece was full: there is more to come. */
  behind = false;
  trouble: Trouble | undefined;
  /** Its lead was lost since leads were last given out. */
  overtaken = false;
  private lease: Held | undefined;
  /** Under which it learnt how it copes; undefined where it begins anew. */
  private epoch: bigint | undefined;
  private readonly meter = new Meter();
  private failures = 0;
  /** Those of them that are the fault of the event. */
  private refusals = 0;
  private notBefore = 0;

  constructor(
    readonly reader: Reader,
    private readonly db: EntityManager,
    private readonly report: (reader: string, error: unknown) => void,
    private readonly tries = TRIES,
  ) {}

  get name(): string {
    return this.reader.name;
  }

  get leads(): boolean {
    return this.lease !== undefined;
  }

  get ready(): boolean {
    return this.leads && this.notBefore <= performance.now();
  }

  /** When it may try again, where it failed; else never. */
  get again(): number {
    return this.leads && this.notBefore > performance.now() ? this.notBefore : Infinity;
  }

  lead(held: Held | undefined): void {
    if (held && held.epoch !== this.lease?.epoch) {
      this.position = held.position;
      this.time = held.time;
    }
    // Under the same epoch nobody else has led it: what it was at may just be holding the row.
    if (held && held.epoch !== this.epoch) {
      this.epoch = held.epoch;
      this.size = BATCH;
      this.forget();
      this.notBefore = 0;
      this.trouble = undefined;
    }
    this.lease = held;
    this.overtaken = false;
  }

  wants = ({ stream }: Recorded): boolean => {
    const { categories, except } = this.reader;
    const category = stream.slice(0, stream.indexOf('-'));
    return categories ? categories.includes(category) : except?.includes(category) !== true;
  };

  /** The way over a piece of the log from where it stands, or will stand after the step before. */
  stepOver({ events, upTo }: Piece, before?: Pick<Step, 'to' | 'time'>): Step {
    if (!this.lease) throw new CheckpointMoved(this.name);
    const { lease } = this;
    const { to: from, time: since } = before ?? { to: this.position, time: this.time };
    const own = events.filter(this.wants);
    const time = own.reduce((latest, { at }) => (at > latest ? at : latest), since);
    const rate = this.meter.add(events.length);
    const rateTo = (to: bigint) => this.meter.only(events.filter(({ position }) => position <= to).length);
    return { lease, from, to: upTo, since, time, rate, rateTo, events: own };
  }

  arrived({ upTo, full }: Pick<Piece, 'upTo' | 'full'>, { time }: Pick<Step, 'time'>): void {
    this.position = upTo;
    this.time = time;
    this.size = this.sizeAfter(full);
    this.behind = full;
    this.forget();
    this.trouble = undefined;
  }

  /** What takes so long is asked for in smaller pieces. */
  arrivedPartly(step: Step): void {
    this.size = step.events.length;
    this.arrived({ upTo: step.to, full: true }, step);
  }

  private forget(): void {
    this.failures = 0;
    this.refusals = 0;
  }

  /** So many events after the next piece: more and more where it is not the first full one. */
  sizeAfter(full: boolean): number {
    return Math.min(this.behind && full ? FAR : BATCH, this.size * 2);
  }

  /** Never skips an event: it waits and tries again, tries one by one, and at last stops there and says so, or parks. */
  async failed(error: unknown, step?: Step): Promise<void> {
    if (error instanceof CheckpointLost) this.stand(error);
    if (error instanceof CheckpointMoved || !this.lease) {
      this.overtaken = this.lease !== undefined;
      this.lease = undefined;
      return;
    }
    const passing = isPassing(error);
    if (!passing && this.size > 1) {
      this.size = 1;
      this.trouble = troubleOf(error, 1);
      return;
    }
    const leftOut = this.leftOut(error, step);
    if (leftOut) return this.passOver(leftOut);
    this.failures++;
    if (passing) this.takeFewer(step);
    else this.refusals++;
    this.notBefore = performance.now() + backOff(this.failures);
    this.trouble = troubleOf(error, this.failures, step);
    this.report(this.name, error);
    // What a newer version has written waits for an engine of that version.
    const final = !passing && !(error instanceof UnknownVersion);
    if (final && this.refusals >= this.tries) await this.giveUp(this.trouble, step ?? this.stepTo(error));
    else await sayTrouble(this.lease, this.trouble, false, this.db).catch(() => undefined);
  }

  /** Fewer may be taken in time; and of several, those before the one that waits need not wait with it. */
  private takeFewer(step: Step | undefined): void {
    const than = step?.events.length ?? 0;
    if (than > 1) this.size = Math.max(1, Math.floor(Math.min(this.size, than) / 2));
  }

  /** Without a checkpoint there is nothing to lead. */
  private stand(lost: CheckpointLost): void {
    if (this.trouble?.error !== lost.message) this.report(this.name, lost);
    this.trouble = troubleOf(lost, 0);
    this.epoch = undefined;
  }

  /** To what could not even be read, where it was asked for by itself. */
  private stepTo(error: unknown): Step | undefined {
    return error instanceof Unreadable ? this.stepOver(alone(error)) : undefined;
  }

  /** The next event, where it leaves that one out; not what was read for a command, which may lie anywhere. */
  private leftOut(error: unknown, step: Step | undefined): Piece | undefined {
    return step || !(error instanceof Unreadable) || this.wants(error.recorded) ? undefined : alone(error);
  }

  /** What it leaves out need not be readable. */
  private async passOver(piece: Piece): Promise<void> {
    const step = this.stepOver(piece);
    try {
      await moveCheckpoint(step.lease, step, this.db);
      this.arrived(piece, step);
    } catch (error) {
      await this.failed(error, step);
    }
  }

  private async giveUp(trouble: Trouble, step: Step | undefined): Promise<void> {
    if (!this.lease) return;
    if (!this.reader.parks || !step) {
      await sayTrouble(this.lease, trouble, true, this.db);
      this.lease = undefined;
      this.epoch = undefined;
      return;
    }
    await this.putAside(step, trouble.error);
    this.notBefore = 0;
  }

  /** Goes past events that it cannot take, which are kept aside. */
  async putAside(step: Step, error: string): Promise<void> {
    await this.db.transaction(async (rows) => {
      await moveCheckpoint(step.lease, step, rows);
      await park(this.name, step.events, error, rows);
    });
    this.arrived({ upTo: step.to, full: true }, step);
  }
}

/** The fault of no event: it passes, and is waited out. */
export const isPassing = (error: unknown): boolean => error instanceof NotNow || gaveNoAnswer(error);

function troubleOf(error: unknown, tries: number, step?: Step): Trouble {
  const said = error instanceof Error ? { error: error.message, kind: error.name } : { error: String(error) };
  const missing = missingAt(error);
  const event = step ? only(step.events) : error instanceof Unreadable ? error.recorded : undefined;
  return {
    ...said,
    tries,
    ...(missing !== undefined && { missing }),
    ...(event && { event: { id: event.id, stream: event.stream, position: String(event.position) } }),
  };
}

function missingAt(error: unknown): string | undefined {
  if (error instanceof PositionMissing) return String(error.position);
  return error instanceof RevisionMissing ? `revision ${error.revision} of ${error.stream}` : undefined;
}

const alone = ({ recorded }: Unreadable): Piece => ({ events: [recorded], upTo: recorded.position, full: true });

const only = (events: readonly Recorded[]): Recorded | undefined => (events.length === 1 ? events[0] : undefined);
