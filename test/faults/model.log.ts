import { isDeepStrictEqual } from 'node:util';
import type { Recorded } from '#app/kernel';
import { type Append, type EventLog, LogUnavailable, MemoryEventLog, START, WrongRevision } from '#app/platform';

/** What every log of a model says of the time. */
export const clock = { now: () => new Date('2026-03-02T09:00:00.000Z') };

/** Appends, all or none of them, that somebody asked for while others did; and what was answered. */
export interface Asked {
  readonly appends: readonly Append[];
  /** As `relative` gives it. Undefined where nobody heard one: all of it may be there, or nothing. */
  readonly answer: unknown;
}

/** One log in memory, that nothing befalls, and that can be made again as it was. */
export class ModelLog {
  readonly log = new MemoryEventLog(clock);
  private readonly taken: (readonly Append[])[] = [];

  /**
   * The model after what was asked at the same moment. Some order of it gives these answers and ends with these events, which
   * are all that a log holds from `before` on: what nobody heard of stands somewhere in that order, or nowhere. Throws where
   * there is no such order.
   */
  async after(asked: readonly Asked[], held: readonly Recorded[], before: bigint): Promise<ModelLog> {
    const events = relative(held, before) as readonly unknown[];
    const after = await this.inSomeOrder(asked, events);
    if (after) return after;
    const told = asked.map(({ appends, answer }) => [...appends.map(inWords), answer ?? 'unheard of']);
    const known = (await this.events()).length;
    throw new Error(`No order of these gives these answers and events: ${JSON.stringify([told, events.slice(known)])}`);
  }

  private async inSomeOrder(asked: readonly Asked[], held: readonly unknown[]): Promise<ModelLog | undefined> {
    const events = await this.events();
    if (!isDeepStrictEqual(events, held.slice(0, events.length))) return undefined;
    if (events.length === held.length && asked.every(({ answer }) => answer === undefined)) return this;
    for (const first of asked) {
      const next = await this.copy();
      const answer = await next.append(first.appends);
      if (!isDeepStrictEqual(answer, first.answer ?? answer)) continue;
      const others = asked.filter((other) => other !== first);
      const found = await next.inSomeOrder(others, held);
      if (found) return found;
    }
    return undefined;
  }

  private async append(appends: readonly Append[]): Promise<unknown> {
    const answer = await told(() => this.log.appendMany(appends));
    if (Array.isArray(answer)) this.taken.push(appends);
    return relative(answer, START);
  }

  private async copy(): Promise<ModelLog> {
    const copy = new ModelLog();
    for (const appends of this.taken) await copy.append(appends);
    return copy;
  }

  private async events(): Promise<readonly unknown[]> {
    return relative(await this.log.readAll(START, Infinity), START) as readonly unknown[];
  }
}

const inWords = ({ stream, expected, events }: Append): unknown => [stream, expected, events.map(({ id }) => id)];

/** One by itself goes with what else is waiting; several go as they are. */
export const appendTo = async (
  log: Pick<EventLog, 'append'> & Required<Pick<EventLog, 'appendMany'>>,
  [first, ...more]: readonly Append[],
  within: number,
): Promise<unknown> => {
  if (!first) return [];
  if (more.length > 0) return log.appendMany([first, ...more], { within });
  return [await log.append(first.stream, first.expected, first.events, { within })];
};

/** What a log answers, or how it refuses. Whoever is told that it cannot be reached asks again. */
export async function told(work: () => Promise<unknown>, tries = 10): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LogUnavailable && tries > 0) return told(work, tries - 1);
    if (!(error instanceof Error)) throw error;
    return { error: error.name, message: error.message, actual: error instanceof WrongRevision && error.actual };
  }
}

/** With positions counted from where a run began. */
export function relative(value: unknown, before: bigint): unknown {
  if (typeof value === 'bigint') return Number(value - before);
  if (Array.isArray(value)) return value.map((each) => relative(each, before));
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, relative(each, before)]));
}
