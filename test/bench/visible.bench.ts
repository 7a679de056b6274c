import { setTimeout as pause } from 'node:timers/promises';
import { In } from 'typeorm';
import { Engine, type ReadModel, Reached } from '#app/platform';
import { readModels } from '../../apps/projector/src/slices';
import { RecommendationRow } from '../../libs/recommendation/src/read/recommendation.row';
import { type Row, quantile } from './figures';
import { type ReadSide } from './house';
import { lifeOf, metadata } from './recommendations';
import { tidyUp } from './server';

const PER_SECOND = 500;

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
 * New recommendations at a steady rate, in turn while only the heaviest read model follows and while all of the house do, as
 * they do in use. Who follows and who asks share one process, which in use are two.
 */
export async function visible(side: ReadSide, seconds: number, rounds: number): Promise<readonly Row[]> {
  const [alone, all] = [nothing(), nothing()];
  await settle(side);
  for (let round = 0; round < rounds; round++) {
    await follow(side, [side.model], seconds / rounds, alone);
    await follow(side, readModels, seconds / rounds, all);
  }
  const row = (what: string, times: readonly number[], { appends }: Seen): Row => {
    const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
    return {
      name: `From append to ${what}, at ${quantile(appends, 0.5).toFixed(0)} appends/s, all in one process`,
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
  return [
    row('visible, the heaviest read model following alone', alone.row, alone),
    row(`visible, ${many} following`, all.row, all),
    row(`${many} having followed, for which a page waits`, all.page, all),
  ];
}

/** All have read what there is, and it is tidied up. */
async function settle({ log, db }: ReadSide): Promise<void> {
  const engine = new Engine({ log, db, models: readModels, report: () => undefined });
  await engine.catchUp();
  await engine.stop();
  await tidyUp(db);
}

const nothing = (): Seen => ({ row: [], page: [], appends: [] });

async function follow(side: ReadSide, models: readonly ReadModel[], seconds: number, seen: Seen): Promise<void> {
  const { log, db } = side;
  const faults: unknown[] = [];
  const engine = new Engine({ log, db, models, report: (_, error) => faults.push(error) });
  await engine.catchUp();
  engine.follow();
  await pause(300);
  const reached = new Reached(side.web, models);
  const watch = watching(side, seen.row);
  const one = async (n: number): Promise<void> => {
    const start = performance.now();
    const id = crypto.randomUUID();
    const [event] = lifeOf(id, 1, n);
    if (!event) return;
    watch.add(id, start);
    const added = { id: crypto.randomUUID(), event, schemaVersion: 1, metadata };
    const { position } = await log.append(`recommendation-${id}`, 'none', [added]);
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
  await engine.stop();
  if (faults.length > 0) throw faults[0];
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

/** Looks for the rows that are waited for, one look after another, with the rights of the web. */
function watching({ web }: ReadSide, times: number[]) {
  const waiting = new Map<string, number>();
  const rows = web.getRepository(RecommendationRow);
  const over = new AbortController();
  const looking = (async () => {
    while (!over.signal.aborted || waiting.size > 0) {
      const found = await rows.find({ select: { id: true }, where: { id: In([...waiting.keys()]) } });
      const now = performance.now();
      for (const { id } of found) {
        times.push(now - (waiting.get(id) ?? NaN));
        waiting.delete(id);
      }
      await pause(2);
    }
  })();
  return {
    add: (id: string, start: number): unknown => waiting.set(id, start),
    over: (): Promise<void> => {
      over.abort();
      return looking;
    },
    giveUp: (): Promise<void> => {
      waiting.clear();
      over.abort();
      return looking;
    },
  };
}
