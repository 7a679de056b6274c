import { getPostgreSQLEventStore, pongoSingleStreamProjection } from '@event-driven-io/emmett-postgresql';
import type { Metadata, Recorded } from '#app/kernel';
import { catchUp } from '#app/platform';
import { type Row, median, ratios } from './figures';
import { type ReadSide } from './house';
import { type Rebuilt, rebuilt } from './rebuild';
import { EVENTS_EACH, fill, lifeOf } from './recommendations';
import { EMMETT, theirEvent } from './sides';

export interface Sizes {
  readonly ours: number;
  readonly theirs: number;
  readonly rounds: number;
}

/**
 * The same projection over events of the same kind, of which they get fewer: theirs by its consumer into an empty collection of
 * its document store; ours by `trail rebuild`, into an empty table beside the live one, and as a whole, with all that theirs
 * has no like of: the versions of the rows are indexed, the two tables compared, and switched.
 */
export async function rebuild(side: ReadSide, theirDatabase: string, sizes: Sizes): Promise<readonly Row[]> {
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
  const rss = Math.max(...each.map(({ peakMiB }) => peakMiB));
  const [events, theirEvents] = [sizes.ours, sizes.theirs].map((many) => many.toLocaleString('en-GB'));
  const row = (what: string, ours: readonly number[]): Row => {
    const told = ratios(ours, theirs);
    return {
      name: `trail rebuild of ${events} events, ${what} (RSS ${rss.toFixed(0)} MiB); theirs fills with ${theirEvents}`,
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
  };
  return [
    row(
      'filling alone',
      each.map(({ filledPerSecond }) => filledPerSecond),
    ),
    row(
      'filled, indexed, compared and switched',
      each.map(({ perSecond }) => perSecond),
    ),
  ];
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
