import type { DataSource } from 'typeorm';
import type { EventLog } from '../event-log/event-log';
import { CheckpointMoved, moveCheckpoints } from './checkpoint';
import { BATCH, type Piece, type Runner } from './runner';
import type { Step } from './reader';

/** At most so many transactions of one engine at a time: pages use the same database. */
const ABREAST = 4;

/** Of up to so many events readers write in so many transactions. More events are worth one for each reader. */
const FEW = 100;
const SHARED = 2;

/** What the log has just handed over, after a position. */
export interface Heard {
  readonly after: bigint;
  readonly piece: Piece;
}

export interface Around {
  readonly log: Pick<EventLog, 'head' | 'readAll'>;
  readonly db: DataSource;
  readonly heard?: Heard | undefined;
}

/** A reader's way over a piece of the log. */
interface Way {
  readonly runner: Runner;
  readonly step: Step;
}

/** One step of every reader that is ready; false when there was nothing for any of them. Those at one place share one read. */
export async function pass(runners: readonly Runner[], around: Around): Promise<boolean> {
  let moved = false;
  for (const group of together(runners.filter(({ ready }) => ready)))
    moved = (await stepTogether(group, around)) || moved;
  return moved;
}

/** Readers at the same place. One that looks for what it cannot take goes by itself. */
function together(runners: readonly Runner[]): readonly (readonly Runner[])[] {
  const groups = new Map<string, Runner[]>();
  for (const runner of runners) {
    const place = runner.size < BATCH ? runner.name : String(runner.position);
    groups.set(place, [...(groups.get(place) ?? []), runner]);
  }
  return [...groups.values()];
}

async function stepTogether(group: readonly Runner[], around: Around): Promise<boolean> {
  const piece = await readOrFail(group, around);
  if (!piece) return group.some(({ ready }) => ready);
  if (group.every(({ position }) => position === piece.upTo)) return false;
  const ways = group.map((runner) => ({ runner, step: runner.stepOver(piece) }));
  const jobs = shares(ways, piece).map((share) => () => goTogether(share, piece, around.db));
  await abreast(jobs);
  return true;
}

/** Who goes together in one transaction. Those who have nothing to write go with the first, for it costs nothing more. */
function shares(ways: readonly Way[], { events }: Piece): readonly (readonly Way[])[] {
  const isIdle = ({ step }: Way): boolean => step.events.length === 0;
  const canShare = ({ runner }: Way): boolean => runner.reader.write !== undefined && events.length <= FEW;
  const busy = ways.filter((way) => !isIdle(way));
  const sharing = busy.filter(canShare);
  const shared = Array.from({ length: SHARED }, (_, n) => sharing.filter((_way, at) => at % SHARED === n));
  const [first = [], ...others] = shared;
  const alone = busy.filter((way) => !canShare(way)).map((way) => [way]);
  return [[...first, ...ways.filter(isIdle)], ...others, ...alone].filter(({ length }) => length > 0);
}

async function abreast(jobs: readonly (() => Promise<void>)[]): Promise<void> {
  const waiting = jobs.values();
  const work = async (): Promise<void> => {
    for (const job of waiting) await job();
  };
  await Promise.all(Array.from({ length: ABREAST }, work));
}

async function readOrFail(group: readonly Runner[], around: Around): Promise<Piece | undefined> {
  try {
    return await read(group, around);
  } catch (error) {
    for (const runner of group) await runner.failed(error);
    return undefined;
  }
}

/** One read for all of them; a single reader that is far behind, or careful, asks for its own events only. */
export async function read(group: readonly Runner[], { log, heard }: Around): Promise<Piece> {
  const [{ position, behind, reader }] = group as readonly [Runner];
  const size = Math.min(...group.map((runner) => runner.size));
  if (size < BATCH || (group.length === 1 && behind && reader.categories))
    return readOwn(log, position, size, reader.categories);
  if (heard?.after === position) return heard.piece;
  const events = await log.readAll(position, size);
  return { events, upTo: events.at(-1)?.position ?? position, full: events.length === size };
}

/** The head comes first: what lies before it is visible by then, so where there is room left nothing up to it was missed. */
export async function readOwn(
  log: Around['log'],
  position: bigint,
  size: number,
  categories: readonly string[] | undefined,
): Promise<Piece> {
  const head = await log.head();
  if (head <= position) return { events: [], upTo: position, full: false };
  const events = await log.readAll(position, size, { ...(categories && { categories }), upTo: head });
  const last = events.at(size - 1);
  return { events, upTo: last?.position ?? head, full: last !== undefined };
}

/**
 * Readers move on in one transaction, with what those have to write who have something: one wait for the disk, and not one for
 * each. Who has lost its lead writes nothing. Where it fails for one of them nothing is written, and each goes by itself.
 */
async function goTogether(ways: readonly Way[], piece: Piece, db: DataSource): Promise<void> {
  const [first] = ways;
  if (first && ways.length === 1 && first.step.events.length > 0) return goAlone(first, piece);
  const moved = await moveTogether(ways, db).catch((error: unknown) => error);
  if (moved instanceof Set)
    for (const { runner, step } of ways)
      if (moved.has(runner.name)) runner.arrived(piece, step);
      else await runner.failed(new CheckpointMoved(runner.name), step);
  else if (first && ways.length === 1) await first.runner.failed(moved, first.step);
  else await abreast(ways.map((way) => () => goTogether([way], piece, db)));
}

async function moveTogether(ways: readonly Way[], db: DataSource): Promise<ReadonlySet<string>> {
  const steps = ways.map(({ step }) => step);
  const busy = ways.filter(({ step }) => step.events.length > 0);
  if (busy.length === 0) return moveCheckpoints(steps, db.manager);
  return db.transaction(async (rows) => {
    const moved = await moveCheckpoints(steps, rows);
    for (const { runner, step } of busy) if (moved.has(runner.name)) await runner.reader.write?.(step, rows);
    return moved;
  });
}

async function goAlone({ runner, step }: Way, piece: Piece): Promise<void> {
  try {
    const taken = await runner.reader.take(step);
    if (taken.to === step.to) runner.arrived(piece, step);
    else runner.arrivedPartly(taken);
  } catch (error) {
    await runner.failed(error, step);
  }
}
