import { pino } from 'pino';
import type { Recorded } from '#app/kernel';
import { type Clock, type EventLog, GivenMasterKeys, NotAppended, PostgresEventLog } from '#app/platform';
import { loadDemonstration } from '../apps/local/src/demonstration/load';
import { migrate } from '../apps/projector/src/migrate';
import { type Web, openEngine, openWeb } from '../apps/web/src/house';
import { PARTNERSHIP_SERVED } from '../apps/web/src/partnerships.environment';
import { freshDatabase } from './postgres';

const logger = pino({ level: 'error' }, pino.destination(2));
const MASTER_KEY = `for-tests:${Buffer.alloc(32, 7).toString('base64')}`;

export interface House {
  readonly web: Web;
  readonly log: EventLog;
  readonly catchUp: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The house on a database. `broken` says what becomes of its log. */
export async function openHouse(databaseUrl: string, clock: Clock, broken = (log: EventLog) => log): Promise<House> {
  const kept = await PostgresEventLog.open({ connectionString: databaseUrl, clock });
  const log = broken(kept);
  const masterKeys = new GivenMasterKeys(MASTER_KEY);
  const outside = { log, databaseUrl, clock, secret: 'test', partnership: PARTNERSHIP_SERVED, masterKeys };
  const web = await openWeb(outside, logger);
  return {
    web,
    log,
    catchUp: () => openEngine([web.app], outside, logger).catchUp(),
    close: async () => {
      await web.close();
      await kept.close();
    },
  };
}

export async function empty(): Promise<string> {
  const databaseUrl = await freshDatabase();
  await migrate(databaseUrl);
  return databaseUrl;
}

export const everything = (log: EventLog): Promise<readonly Recorded[]> => log.readAll(-1n, 10_000);

/** The year just loaded, with what was said meanwhile. */
export async function openYear(clock: Clock) {
  const house = await openHouse(await empty(), clock);
  const said: string[] = [];
  await loadDemonstration(house.web.app, house.log, clock, (line) => said.push(line));
  return { house, said, events: await everything(house.log) };
}

/** What must not differ between one load and another: everything but positions, the time of recording, and what is sealed. */
export const told = ({ id, stream, revision, event, metadata }: Recorded) => ({
  id,
  stream,
  revision,
  event: JSON.parse(
    JSON.stringify(event, (_name, value: unknown) => (isSealed(value) ? 'sealed' : value)),
  ) as Recorded['event'],
  metadata,
});

const isSealed = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'sealed' in value && value.sealed === true;

/** A log in a process that is killed as soon as it has kept so many appends: nobody hears of the last. */
export const killedAfter =
  (appends: number) =>
  (log: EventLog): EventLog => {
    let left = appends;
    return appending(log, async (...asked) => {
      const appended = await log.append(...asked);
      if (--left === 0) throw new Error('killed');
      return appended;
    });
  };

/** A log that takes nothing at first, and nothing again once it has kept so many appends: on a disk that stands still. */
export const stillAfter =
  (appends: number) =>
  (log: EventLog): EventLog => {
    const still = new Set([0, appends]);
    let kept = 0;
    return appending(log, async (...asked) => {
      if (still.delete(kept)) throw new NotAppended(new Error('The disk stands still'));
      const appended = await log.append(...asked);
      kept++;
      return appended;
    });
  };

const appending = (log: EventLog, append: EventLog['append']): EventLog => ({
  append,
  readStream: (...asked) => log.readStream(...asked),
  readStreamBackwards: (...asked) => log.readStreamBackwards(...asked),
  readStored: (...asked) => log.readStored(...asked),
  readAll: (...asked) => log.readAll(...asked),
  subscribe: (...asked) => log.subscribe(...asked),
  head: () => log.head(),
  recordedAfter: (...asked) => log.recordedAfter(...asked),
  close: () => log.close(),
});
