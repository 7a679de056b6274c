import { randomUUID } from 'node:crypto';
import { WrongRevision } from '#app/platform';
import { recommendation } from '../../libs/recommendation/src/domain/recommendation.decider';
import type { RecommendationEvent } from '../../libs/recommendation/src/domain/recommendation.events';
import { type Row, median, quantile, ratios, rotated } from './figures';
import { lifeOf } from './recommendations';
import { EMMETT, type Contestants, newEvent, theirEvent } from './sides';

const WRITERS = 32;

/** Everybody writes to one stream at the revision he knows; who loses is told where it stands, and tries again. */
export async function hotStream({ log }: Contestants, milliseconds: number): Promise<readonly Row[]> {
  const stream = `hot-${randomUUID()}`;
  const end = performance.now() + milliseconds;
  const [wins, losses]: [number[], number[]] = [[], []];
  const writer = async (): Promise<void> => {
    let known = -1;
    while (performance.now() < end) {
      const start = performance.now();
      try {
        known = (await log.append(stream, known, [newEvent()])).revision;
        wins.push(performance.now() - start);
      } catch (error) {
        if (!(error instanceof WrongRevision)) throw error;
        known = error.actual;
        losses.push(performance.now() - start);
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  const kept = (await log.readStreamBackwards(stream, 1))[0]?.revision ?? -1;
  const each = (name: string, times: readonly number[], goal: string): Row => ({
    name,
    clients: WRITERS,
    unit: '/s',
    ours: (times.length / milliseconds) * 1000,
    rounds: 1,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    goal,
    met: kept + 1 === wins.length,
  });
  return [
    each('One stream, appends that won', wins, 'none is lost'),
    each('One stream, conflicts told', losses, 'none is lost'),
  ];
}

/** A recommendation with a thousand events, read and decided upon. */
export async function loadStream({ log, emmett }: Contestants, loads: number): Promise<Row> {
  const id = randomUUID();
  const events = lifeOf(id, 1_000);
  await log.append(
    `recommendation-${id}`,
    'none',
    events.map((event) => ({ ...newEvent(), event })),
  );
  await emmett.appendToStream(`recommendation-${id}`, events.map(theirEvent));
  const decide = (history: readonly RecommendationEvent[]): unknown =>
    recommendation.decide(
      { type: 'EnterInError', data: { reason: 'A trial' } } as never,
      history.reduce((state, event) => recommendation.evolve(state, event), recommendation.initialState),
      {
        today: '2026-03-02',
        now: '2026-03-02T12:00:00.000Z',
        happenedOn: '2026-03-02',
        reference: '',
        by: { actor: 'partnership-team', onBehalfOf: { role: 'partnership-team' } },
      },
    );
  const ours = async () =>
    decide((await log.readStream(`recommendation-${id}`)).map(({ event }) => event as RecommendationEvent));
  const theirs = async () => {
    const { events: read } = await emmett.readStream(`recommendation-${id}`);
    decide(read as unknown as readonly RecommendationEvent[]);
  };
  const times = new Map<() => Promise<unknown>, number[]>([
    [ours, []],
    [theirs, []],
  ]);
  for (let round = -20; round < loads; round++)
    for (const side of rotated([ours, theirs], Math.abs(round))) {
      const start = performance.now();
      await side();
      if (round >= 0) times.get(side)?.push(performance.now() - start);
    }
  const [mine = [], other = []] = [times.get(ours), times.get(theirs)];
  return {
    name: 'Load 1,000 events of a stream and decide',
    clients: 1,
    unit: 'ms',
    ours: median(mine),
    peer: median(other),
    peerName: EMMETT,
    ...ratios(other, mine),
    rounds: mine.length,
    p50: quantile(mine, 0.5),
    p99: quantile(mine, 0.99),
    goal: '≤ 20 ms',
    met: median(mine) <= 20,
  };
}
