import { setTimeout as pause } from 'node:timers/promises';
import { getPostgreSQLEventStore, pongoSingleStreamProjection } from '@event-driven-io/emmett-postgresql';
import type { Metadata, Recorded } from '#app/kernel';
import { CheckpointRow, Engine, catchUp, readerOf } from '#app/platform';
import { type Row, median, quantile, ratios } from './figures';
import { type ReadSide } from './house';
import { type Rebuilt, rebuilt } from './rebuild';
import { EVENTS_EACH, fill, lifeOf, metadata } from './recommendations';
import { EMMETT, theirEvent } from './sides';

export interface Sizes {
  readonly ours: number;
  readonly theirs: number;
  readonly rounds: number;
}

/**
 * The same projection over events of the same kind, of which they get fewer: ours by all that `trail rebuild` does, beside a
 * live table that is filled; theirs by its consumer into an empty collection of its document store.
 */
export async function rebuild(side: ReadSide, theirDatabase: string, sizes: Sizes): Promise<Row> {
  await fill(side.log, sizes.ours);
  await catchUp(side.model, side.log, side.db);
  const emmett = getPostgreSQLEventStore(theirDatabase);
  for (let number = 0; number < sizes.theirs / EVENTS_EACH; number++) {
    const life = lifeOf(`r${number}`, EVENTS_EACH, number);
    await emmett.appendToStream(`recommendation-r${number}`, life.map(theirEvent));
  }
  await emmett.close();
  const [each, theirs]: [Rebuilt[], number[]] = [[], []];
  for (let round = 0; round < sizes.rounds; round++) {
    each.push(await rebuilt(side.url));
    theirs.push(await rate(sizes.theirs, () => projectedByEmmett(side, theirDatabase, round)));
  }
  const ours = each.map(({ perSecond }) => perSecond);
  const told = ratios(ours, theirs);
  const filled = median(each.map(({ filledPerSecond }) => filledPerSecond)).toFixed(0);
  const rss = Math.max(...each.map(({ peakMiB }) => peakMiB));
  const events = sizes.ours.toLocaleString('en-GB');
  return {
    name: `trail rebuild of ${events} events: filled (${filled}/s), indexed, compared, switched (RSS ${rss.toFixed(0)} MiB); theirs of ${sizes.theirs.toLocaleString('en-GB')}`,
    clients: 1,
    unit: '/s',
    ours: median(ours),
    peer: median(theirs),
    peerName: EMMETT,
    ...told,
    rounds: sizes.rounds,
    goal: '≥ 50 ×, ≥ 25,000 events/s, RSS ≤ 300 MiB',
    met: told.ratio >= 50 && median(ours) >= 25_000 && rss <= 300,
  };
}

async function rate(events: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (events / (performance.now() - start)) * 1000;
}

type TheirEvent = Recorded['event'] & { metadata: { streamName: string; streamPosition: bigint } & Metadata };

async function projectedByEmmett({ model }: ReadSide, connectionString: string, round: number): Promise<void> {
  const evolve = (row: object | null, { type, data, metadata: told }: TheirEvent): object | null => {
    const recorded: Recorded = {
      id: '',
      event: { type, data },
      schemaVersion: 1,
      stream: told.streamName,
      revision: Number(told.streamPosition) - 1,
      position: 0n,
      at: '2026-03-02T09:00:00.000Z',
      metadata: told,
    };
    return model.projection.rows(recorded)[0]?.change(row ?? undefined) ?? null;
  };
  const projection = pongoSingleStreamProjection({
    collectionName: `recommendations_${round}`,
    canHandle: [...new Set(lifeOf('', EVENTS_EACH).map(({ type }) => type))],
    evolve: evolve as never,
  });
  // A consumer that ends takes the pool of its store with it.
  const consumer = getPostgreSQLEventStore(connectionString).consumer({
    stopWhen: { noMessagesLeft: true },
    pulling: { batchSize: 1_000 },
  });
  consumer.projector({ projection, processorId: `bench_${round}` });
  await consumer.start();
  await consumer.close();
}

const PER_SECOND = 500;

/** New recommendations at a steady rate; each is visible when its row and the checkpoint that covers it are committed. */
export async function visible({ log, db, model }: ReadSide, seconds: number): Promise<Row> {
  const faults: unknown[] = [];
  const engine = new Engine({ log, db, models: [model], report: (_, error) => faults.push(error) });
  await engine.catchUp();
  engine.follow();
  await pause(300);
  const waiting: { position: bigint; start: number }[] = [];
  const times: number[] = [];
  let appended = 0;
  const over = new AbortController();
  const watcher = (async () => {
    const checkpoints = db.getRepository(CheckpointRow);
    while (!over.signal.aborted || waiting.length > 0) {
      const row = await checkpoints.findOneByOrFail({ reader: readerOf(model) });
      const now = performance.now();
      const reached = BigInt(row.position);
      for (const each of waiting.splice(0)) {
        if (each.position <= reached) times.push(now - each.start);
        else waiting.push(each);
      }
      await pause(2);
    }
  })();
  const begin = performance.now();
  const sent: Promise<void>[] = [];
  for (let n = 0; n < PER_SECOND * seconds; n++) {
    const due = begin + (n * 1000) / PER_SECOND;
    const early = due - performance.now();
    if (early > 0) await pause(early);
    sent.push(
      (async () => {
        const start = performance.now();
        const id = crypto.randomUUID();
        const event = lifeOf(id, 1, n)[0];
        if (!event) return;
        const added = { id: crypto.randomUUID(), event, schemaVersion: 1, metadata };
        const { position } = await log.append(`recommendation-${id}`, 'none', [added]);
        waiting.push({ position, start });
        appended++;
      })(),
    );
  }
  await Promise.all(sent);
  const took = performance.now() - begin;
  over.abort();
  await watcher;
  await engine.stop();
  if (faults.length > 0) throw faults[0];
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
  return {
    name: `From append to visible in the heaviest read model, which follows alone, at ${((appended / took) * 1000).toFixed(0)} appends/s`,
    clients: 1,
    unit: 'ms',
    ours: p50,
    rounds: 1,
    p50,
    p99,
    goal: 'p50 ≤ 25 ms, p99 ≤ 100 ms at 500/s',
    met: p50 <= 25 && p99 <= 100,
  };
}
