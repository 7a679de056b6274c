import { getPostgreSQLEventStore, pongoSingleStreamProjection } from '@event-driven-io/emmett-postgresql';
import type { Metadata, Recorded } from '#app/kernel';
import { type ReadModel, catchUp } from '#app/platform';
import { type Row, median, ratios } from './figures';
import type { ReadSide } from './house';
import { type Rebuilt, rebuilt } from './rebuild';
import { EVENTS_EACH, fill, lifeOf } from './recommendations';
import { EMMETT, theirEvent } from './sides';

export interface Sizes {
  readonly ours: number;
  readonly theirs: number;
  readonly rounds: number;
}

/** The heaviest read model in a log of its own. */
type Rebuilding = Pick<ReadSide, 'url' | 'log' | 'db' | 'model'>;

export interface Databases {
  readonly large: Rebuilding;
  /** Ours with as many events as they have. */
  readonly small: Rebuilding;
  readonly theirs: string;
}

/**
 * The same projection over events of the same kind: theirs by its consumer into an empty collection of its document store; ours
 * by `trail rebuild`, into an empty table beside the live one, and as a whole, with all that theirs has no like of: the versions
 * of the rows are indexed, the two tables compared, and switched. With a million events theirs would take half an hour for each
 * round. Its rate is much the same with 3,000 and with 30,000, so it gets few; ours is rebuilt with as few, too, though its
 * process has then hardly begun.
 */
export async function rebuild(databases: Databases, sizes: Sizes): Promise<readonly Row[]> {
  const { large, small, theirs } = databases;
  await filled(large, sizes.ours);
  await filled(small, sizes.theirs);
  const emmett = getPostgreSQLEventStore(theirs);
  for (let number = 0; number < sizes.theirs / EVENTS_EACH; number++) {
    const life = lifeOf(`r${number}`, EVENTS_EACH, number);
    await emmett.appendToStream(`recommendation-r${number}`, life.map(theirEvent));
  }
  await emmett.close();
  const [many, few, peer]: [Rebuilt[], Rebuilt[], number[]] = [[], [], []];
  for (let round = 0; round < sizes.rounds; round++) {
    many.push(await rebuilt(large.url));
    peer.push(await rate(sizes.theirs, () => projectedByEmmett(large.model, theirs, round)));
    few.push(await rebuilt(small.url));
  }
  const told = sizes.theirs.toLocaleString('en-GB');
  return [
    ...rows(`trail rebuild of ${sizes.ours.toLocaleString('en-GB')} events, theirs of ${told}`, many, peer),
    ...rows(`trail rebuild of ${told} events, as many as theirs`, few, peer),
  ];
}

async function filled({ log, db, model }: Rebuilding, events: number): Promise<void> {
  await fill(log, events);
  await catchUp(model, log, db);
}

function rows(what: string, each: readonly Rebuilt[], peer: readonly number[]): readonly Row[] {
  const rss = Math.max(...each.map(({ peakMiB }) => peakMiB));
  const row = (part: string, ours: readonly number[]): Row => {
    const told = ratios(ours, peer);
    return {
      name: `${what}: ${part}`,
      note: `RSS ${rss.toFixed(0)} MiB`,
      clients: 1,
      unit: '/s',
      ours: median(ours),
      peer: median(peer),
      peerName: EMMETT,
      ...told,
      rounds: each.length,
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

async function projectedByEmmett(model: ReadModel, connectionString: string, round: number): Promise<void> {
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
