import type { Folded } from './folded';
import { type Around, read, readOwn } from './pass';
import type { Step } from './reader';
import { BATCH, type Piece, type Runner } from './runner';

/** A piece of the log that has been read, on its way into the table. */
export interface Ready {
  readonly piece: Piece;
  readonly step: Step;
  readonly folded: Promise<Folded | undefined>;
}

/**
 * A reader's way along a log that is far ahead of it: while one piece is written the next is read and folded. A piece goes no
 * further than `end` says, where it says something.
 */
export class Ahead {
  private next: Promise<Ready> | undefined;

  constructor(
    private readonly runner: Runner,
    private readonly around: Around,
    private readonly end?: () => bigint,
  ) {}

  /** What comes after the place of the reader: nothing where it leads there. */
  async ready(): Promise<Ready> {
    const reading = this.next;
    // What failed is read anew.
    this.next = undefined;
    const next = await reading;
    // Where it found nothing there may be more by now.
    if (next && next.step.to > next.step.from) return next;
    return this.begin(read([this.runner], this.around));
  }

  /** Writes it, while what comes after it is made ready. Where that fails, the next piece is read anew. */
  async take(ready: Ready): Promise<void> {
    this.next = this.after(ready);
    try {
      await this.runner.reader.take(ready.step, await ready.folded);
    } catch (error) {
      this.next = undefined;
      throw error;
    }
  }

  /** undefined where there is no more yet, or where it is better not asked for: one at a time a poison event is found. */
  private after(last: Ready): Promise<Ready> | undefined {
    const { runner, around } = this;
    if (!last.piece.full || runner.size < BATCH) return undefined;
    const size = runner.sizeAfter(true);
    const next = this.begin(readOwn(around.log, last.piece.upTo, size, runner.reader.categories), last);
    // A failure is heard when it is waited for, if it is.
    next.catch(() => undefined);
    return next;
  }

  private async begin(reading: Promise<Piece>, last?: Ready): Promise<Ready> {
    const piece = this.cut(await reading, last?.step.to ?? this.runner.position);
    const step = this.runner.stepOver(piece, last?.step);
    const folded = this.fold(step, last);
    folded.catch(() => undefined);
    return { piece, step, folded };
  }

  private async fold(step: Step, last?: Ready): Promise<Folded | undefined> {
    return this.runner.reader.fold?.(step, await last?.folded);
  }

  private cut(piece: Piece, from: bigint): Piece {
    const end = this.end?.();
    return end === undefined ? piece : noFurther(piece, from, end);
  }
}

/** A piece of the log, and not beyond its end. */
export function noFurther(piece: Piece, from: bigint, end: bigint): Piece {
  if (piece.upTo <= end) return piece;
  const events = piece.events.filter(({ position }) => position <= end);
  return { events, upTo: end > from ? end : from, full: false };
}
