import type { DataSource } from 'typeorm';
import type { EventLog } from '../event-log/event-log';
import { CheckpointMoved, moveCheckpoints } from './checkpoint';
import { BATCH, type Piece, type Runner } from './runner';
import type { Step } from './reader';

/** At most so many transactions of one engine at a time: pages use the same database. */
const ABREAST = 4;

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
  const steps = group.map((runner) => ({ runner, step: runner.stepOver(piece) }));
  await passOver(
    steps.filter(({ step }) => step.events.length === 0),
    piece,
    around.db,
  );
  const busy = steps.filter(({ step }) => step.events.length > 0);
  for (let from = 0; from < busy.length; from += ABREAST)
    await Promise.all(busy.slice(from, from + ABREAST).map(({ runner, step }) => takeStep(runner, step, piece)));
  return true;
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

/** What comes after a full piece, read while that one is written; undefined where it is better not asked for yet. */
export function readAhead(runner: Runner, { upTo, full }: Piece, { log }: Around): Promise<Piece> | undefined {
  if (!full || runner.size < BATCH) return undefined;
  const piece = readOwn(log, upTo, runner.sizeAfter(full), runner.reader.categories);
  // A failure is heard when it is waited for, if it is.
  piece.catch(() => undefined);
  return piece;
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
  const events = await log.readAll(position, size, categories ? { categories } : {});
  const last = events.at(-1)?.position ?? position;
  const full = events.length === size;
  return { events, upTo: full || last > head ? last : head, full };
}

interface Idle {
  readonly runner: Runner;
  readonly step: Step;
}

/** Readers for whom there is nothing in it move on in one statement; where that fails for one of them, each by itself. */
async function passOver(idle: readonly Idle[], piece: Piece, db: DataSource): Promise<void> {
  const [first] = idle;
  if (!first) return;
  const leases = idle.map(({ step }) => step.lease);
  const moved = await moveCheckpoints(leases, first.step, db.manager).catch((error: unknown) => error);
  if (!(moved instanceof Set) && idle.length > 1) {
    for (const each of idle) await passOver([each], piece, db);
    return;
  }
  for (const { runner, step } of idle)
    if (!(moved instanceof Set)) await runner.failed(moved, step);
    else if (moved.has(runner.name)) runner.arrived(piece, step);
    else await runner.failed(new CheckpointMoved(runner.name), step);
}

async function takeStep(runner: Runner, step: Step, piece: Piece): Promise<void> {
  try {
    await runner.reader.take(step);
    runner.arrived(piece, step);
  } catch (error) {
    await runner.failed(error, step);
  }
}
