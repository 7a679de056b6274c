import { setTimeout as pause } from 'node:timers/promises';
import { type ReadModel, Reached } from '#app/platform';
import { readModels } from '../../apps/projector/src/slices';
import { type Row, quantile } from './figures';
import { type Follower, apart, here } from './followers';
import { type ReadSide } from './house';
import { lifeOf, metadata } from './recommendations';
import { tidyUp } from './server';
import { watching } from './watching';

const PER_SECOND = 500;

export interface Plan {
  /** That count, of every follower, in all rounds together. */
  readonly seconds: number;
  readonly rounds: number;
  /** Seconds of the same load in each round that do not count: a program that has just begun is slower than one at work. */
  readonly warmUp: number;
  /** Quick commits in a row, at which the disk is taken to be at rest after what was loaded. */
  readonly calm: number;
}

/** Milliseconds from the moment at which an append is asked for. */
interface Seen {
  /** Until the web is given the row, which it asks for by its id all the time. */
  readonly row: number[];
  /** Until a page that waits for what was just recorded is let go: until every read model that follows has come so far. */
  readonly page: number[];
  /** A second. */
  readonly appends: number[];
}

/**
 * New recommendations at a steady rate, in turn while the house's projector follows, a process of its own as it is in use, and
 * while this process follows itself: with all read models of the house, and with the heaviest alone. Who appends and asks is
 * this process.
 */
export async function visible(side: ReadSide, plan: Plan): Promise<readonly Row[]> {
  const { rounds, calm } = plan;
  const followers = { apart, all: here(readModels), alone: here([side.model]) };
  const [inUse, all, alone] = [nothing(), nothing(), nothing()];
  await settle(side, calm);
  for (let round = 0; round < rounds; round++) {
    await measure(side, followers.apart, plan, inUse);
    await measure(side, followers.alone, plan, alone);
    await measure(side, followers.all, plan, all);
  }
  const row = (what: string, times: readonly number[], { appends }: Seen): Row => {
    const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
    return {
      name: `From append to ${what}`,
      note: `at ${quantile(appends, 0.5).toFixed(0)} appends/s`,
      clients: 1,
      unit: 'ms',
      ours: p50,
      rounds,
      p50,
      p99,
      goal: 'p50 ≤ 25 ms, p99 ≤ 100 ms at 500/s',
      met: p50 <= 25 && p99 <= 100,
    };
  };
  const many = `all ${readModels.length} read models`;
  const waits = `${many} having followed, for which a page waits`;
  const [theirs, ours] = ['by the projector, a process of its own', 'within the process that appends and asks'];
  return [
    row(`visible, ${many} followed ${theirs}`, inUse.row, inUse),
    row(`${waits}, ${theirs}`, inUse.page, inUse),
    row(`visible, ${many} followed ${ours}`, all.row, all),
    row(`${waits}, ${ours}`, all.page, all),
    row(`visible, the heaviest read model alone followed ${ours}`, alone.row, alone),
  ];
}

/** All have read what there is, and it is tidied up. */
async function settle(side: ReadSide, calm: number): Promise<void> {
  const { stop } = await here(readModels).follow(side);
  await stop();
  await tidyUp(side.url, calm);
}

const nothing = (): Seen => ({ row: [], page: [], appends: [] });

async function measure(side: ReadSide, follower: Follower, plan: Plan, seen: Seen): Promise<void> {
  const { fallen, stop } = await follower.follow(side);
  try {
    await Promise.race([fallen, load(side, follower.models, plan.warmUp, nothing())]);
    await Promise.race([fallen, load(side, follower.models, plan.seconds / plan.rounds, seen)]);
  } finally {
    await stop();
  }
}

async function load(side: ReadSide, models: readonly ReadModel[], seconds: number, seen: Seen): Promise<void> {
  const reached = new Reached(side.web, models);
  const watch = watching(side, seen.row);
  const one = async (n: number): Promise<void> => {
    const start = performance.now();
    const id = crypto.randomUUID();
    const [event] = lifeOf(id, 1, n);
    if (!event) return;
    watch.add(id, start);
    const added = { id: crypto.randomUUID(), event, schemaVersion: 1, metadata };
    const { position } = await side.log.append(`recommendation-${id}`, 'none', [added]);
    if (!(await reached.until(position, 60_000))) throw new Error(`Position ${String(position)} was not reached`);
    seen.page.push(performance.now() - start);
  };
  try {
    const took = await steadily(PER_SECOND * seconds, one);
    seen.appends.push(PER_SECOND * seconds * (1000 / took));
    await watch.over();
  } catch (error) {
    // What went wrong is told, and not that nobody can look any more.
    await watch.giveUp();
    throw error;
  }
}

/** Begins so many, each at its time; answers how long it took until all were over, in milliseconds. */
async function steadily(many: number, one: (n: number) => Promise<void>): Promise<number> {
  const begin = performance.now();
  const sent: Promise<void>[] = [];
  for (let n = 0; n < many; n++) {
    const early = begin + (n * 1000) / PER_SECOND - performance.now();
    if (early > 0) await pause(early);
    sent.push(one(n));
  }
  await Promise.all(sent);
  return performance.now() - begin;
}
