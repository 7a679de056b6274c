import { type Filter, categoryOf } from '../event-log';
import { isSystem } from './envelope';
import { type Found, type KurrentPort, NoAnswer, type Only, type Way } from './kurrent.port';

const PAGE = 1_000;

export interface Asked {
  readonly after: bigint;
  /** The position of an event of ours that has been seen. */
  readonly upTo: bigint;
  /** At least 1. */
  readonly limit: number;
  readonly filter: Filter;
  /** Milliseconds without an answer, after which a call has none. */
  readonly within: number;
}

/** Whether no event can pass. */
export const none = ({ categories, types }: Filter): boolean => categories?.length === 0 || types?.length === 0;

const passes = ({ categories, types }: Filter, { stream, type }: Found): boolean =>
  categories?.includes(categoryOf(stream)) !== false && types?.includes(type) !== false;

/** The events of ours after a position and up to another that pass the filter, in order. */
export const page = (port: KurrentPort, asked: Asked): Promise<readonly Found[]> =>
  (asked.filter.categories ?? asked.filter.types) ? filtered(port, asked) : unfiltered(port, asked);

async function unfiltered(port: KurrentPort, { after, upTo, limit, within }: Asked): Promise<readonly Found[]> {
  const events: Found[] = [];
  for (let from: bigint | 'start' = after < 0n ? 'start' : after, seen = after; ; from = seen) {
    const count = Math.min(PAGE, limit - events.length) + 1;
    const read = (await port.readAll(from, 'forwards', count, within)).filter(({ position }) => position > seen);
    events.push(...read.filter((event) => event.position <= upTo && !isSystem(event)));
    seen = read.at(-1)?.position ?? seen;
    if (events.length >= limit || seen >= upTo) return events.slice(0, limit);
    if (read.length === 0) throw behind(upTo);
  }
}

/**
 * The client can read a filtered log only as a subscription: it is ended where it has come far enough. A node that is behind
 * has 'caught up' too, before that, so it must first show that it has come as far.
 */
async function filtered(port: KurrentPort, { after, upTo, limit, filter, within }: Asked): Promise<readonly Found[]> {
  if ((await port.readAll(upTo, 'forwards', 1, within)).length === 0) throw behind(upTo);
  const events: Found[] = [];
  const stop = new AbortController();
  for await (const item of port.subscribe(after < 0n ? 'start' : after, onlyOf(filter), within, stop.signal)) {
    if ('sign' in item) {
      if (item.sign === 'caught up' || item.upTo >= upTo) break;
    } else {
      if (item.position <= upTo && !isSystem(item) && passes(filter, item)) events.push(item);
      if (events.length === limit || item.position >= upTo) break;
    }
  }
  return events;
}

/** The last events of ours up to one of them that has been seen, in order. */
export async function latest(
  port: KurrentPort,
  upTo: bigint,
  limit: number,
  within: number,
): Promise<readonly Found[]> {
  if (limit < 1 || upTo < 0n) return [];
  const events = [...(await port.readAll(upTo, 'forwards', 1, within))];
  if (events.length === 0) throw behind(upTo);
  for (let seen = upTo; events.length < limit;) {
    const read = await port.readAll(seen, 'backwards', PAGE, within);
    events.push(...read.filter((event) => event.position < seen && !isSystem(event)));
    seen = read.at(-1)?.position ?? seen;
    if (read.length < PAGE) break;
  }
  return events.slice(0, limit).toReversed();
}

/** The events of a stream, page after page, each asked for where the one before it ended; what breaks is one page. */
export async function* streamed(
  page: (from: number | 'end', limit: number) => Promise<readonly Found[]>,
  from: number | 'end',
  way: Way,
  limit = Infinity,
): AsyncGenerator<readonly Found[], void> {
  for (let [next, left] = [from, limit]; left > 0 && next !== -1;) {
    const count = Math.min(PAGE, left);
    const events = await page(next, count);
    yield events;
    const last = events.at(-1);
    if (!last || events.length < count) return;
    left -= count;
    next = last.revision + (way === 'forwards' ? 1 : -1);
  }
}

/** It has been seen, so a node that does not have it is behind; what it leaves out is not missing. */
const behind = (upTo: bigint): NoAnswer => new NoAnswer(new Error(`This node has not come as far as ${upTo}`));

/** The server filters by streams or by types; where both are given by types, the rarer, and we see to the rest. */
function onlyOf({ categories = [], types }: Filter): Only {
  if (types) return { typesThatMatch: `^(?:${types.map(literally).join('|')})$` };
  return { streamsThatBegin: categories.map((category) => `${category}-`) };
}

const literally = (name: string): string => name.replace(/[\\^$.*+?()[\]{}|#\s]/g, '\\$&');
