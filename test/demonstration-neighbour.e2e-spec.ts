import { pino } from 'pino';
import type { Recorded } from '#app/kernel';
import { type EventLog, GivenMasterKeys, Partnerships, clockAt } from '#app/platform';
import { loadDemonstration } from '../apps/local/src/demonstration/load';
import { planned } from '../apps/local/src/demonstration/load/plan';
import { NEIGHBOUR, neighbourYear } from '../apps/local/src/demonstration/neighbour';
import { openWeb } from '../apps/web/src/house';
import { empty, everything, killedAfter, openHouse, told } from './demonstration.house';

const LOADING = clockAt('2026-11-22T10:00:00Z');
const quiet = () => undefined;
const isTheirs = ({ metadata }: Recorded): boolean => metadata.partnership === NEIGHBOUR.id;
const [ours, theirs] = [
  (events: readonly Recorded[]) => events.filter((one) => !isTheirs(one)),
  (events: readonly Recorded[]) => events.filter(isTheirs),
];

type First = Awaited<ReturnType<typeof openHouse>>;

/** The house next door, on the first's log and database, and what loads it there. `broken` says what becomes of its log. */
async function openNextDoor({ web, log }: First, databaseUrl: string, broken = (kept: EventLog) => kept) {
  const own = { partnership: NEIGHBOUR, runs: 'web', partnerships: new Partnerships() } as const;
  const masterKeys = new GivenMasterKeys(`for-tests:${Buffer.alloc(32, 7).toString('base64')}`);
  const kept = broken(log);
  const outside = { log: kept, databaseUrl, clock: LOADING, secret: 'test', masterKeys, ...own };
  const next = await openWeb(outside, pino({ level: 'silent' }));
  const houses = [web.app, next.app];
  return {
    load: (clock = LOADING, say: (line: string) => void = quiet) =>
      loadDemonstration(next.app, kept, clock, say, { year: neighbourYear, houses }),
    close: () => next.close(),
  };
}

describe('the partnership next door', () => {
  let first: First;
  let databaseUrl: string;
  let before: readonly Recorded[];
  let whole: readonly Recorded[];

  beforeAll(async () => {
    databaseUrl = await empty();
    first = await openHouse(databaseUrl, LOADING);
    await loadDemonstration(first.web.app, first.log, LOADING, quiet);
    before = await everything(first.log);
    const next = await openNextDoor(first, databaseUrl);
    await next.load();
    await next.close();
    whole = await everything(first.log);
  });
  afterAll(() => first.close());

  it('comes to a log that holds the first year, which stays as it was', () => {
    expect(ours(whole)).toEqual(before);
    expect(theirs(whole).length).toBeGreaterThan(60);
  });

  it('names every stream of its own as its own', () => {
    expect(theirs(whole).filter(({ stream }) => !stream.endsWith(`@${NEIGHBOUR.id}`))).toEqual([]);
    expect(ours(whole).filter(({ stream }) => stream.includes('@'))).toEqual([]);
  });

  it('holds every act that is told of it, by people of its own', () => {
    const taken = new Set(theirs(whole).map(({ metadata }) => metadata.causationId));
    const acts = planned('2026-11-22', neighbourYear, NEIGHBOUR.id);
    expect(acts.filter(({ commandId }) => !taken.has(commandId))).toEqual([]);
    const known = ['system', ...neighbourYear.signIn.map(({ id }) => id)];
    expect(theirs(whole).filter(({ metadata: { actor } }) => !known.includes(actor))).toEqual([]);
    expect(theirs(whole).filter(({ metadata: { imported } }) => imported !== true)).toEqual([]);
  });

  it('is loaded once: a second time changes nothing, on a later day too', async () => {
    const next = await openNextDoor(first, databaseUrl);
    const said: string[] = [];
    await next.load(clockAt('2027-01-04T10:00:00Z'), (line) => said.push(line));
    await next.close();
    expect([said, await first.log.head()]).toEqual([[], whole.at(-1)?.position]);
  });

  it('ends as one that was not broken off, where its load was, again and again', async () => {
    const other = await empty();
    const beside = await openHouse(other, LOADING);
    await loadDemonstration(beside.web.app, beside.log, LOADING, quiet);
    const opens = ({ event }: Recorded) => (event.data as { outcome?: string }).outcome === 'criteria-appear-met';
    const acts = new Set(theirs(whole).map(({ metadata }) => metadata.causationId));
    const upTo = theirs(whole).slice(0, theirs(whole).findIndex(opens) + 1);
    const until = new Set(upTo.map(({ metadata }) => metadata.causationId)).size;
    // At the first act; right before what follows by itself; in the middle of that; and in between.
    for (const appends of [1, until - 1, 1, Math.min(3, acts.size - until)]) {
      const dying = await openNextDoor(beside, other, killedAfter(appends));
      await expect(dying.load()).rejects.toThrow();
      await dying.close();
    }
    const resumed = await openNextDoor(beside, other);
    await resumed.load(clockAt('2026-12-24T10:00:00Z'));
    await resumed.close();
    expect(theirs(await everything(beside.log)).map(told)).toEqual(theirs(whole).map(told));
    await beside.close();
  });
});
