import { dateInLondon } from '#app/calendar';
import type { Recorded } from '#app/kernel';
import { People, clockAt, isRecordedLate } from '#app/platform';
import { loadDemonstration } from '../apps/local/src/demonstration/load';
import { planned } from '../apps/local/src/demonstration/load/plan';
import { commandIdOf } from '../apps/local/src/demonstration/load/telling';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { dispatchOf } from '../apps/web/src/house';
import {
  type House,
  empty,
  everything,
  killedAfter,
  openHouse,
  openYear,
  stillAfter,
  told,
} from './demonstration.house';

const LOADING = clockAt('2026-11-22T10:00:00Z');
const quiet = () => undefined;

let house: House;
let events: readonly Recorded[];
let said: readonly string[];

beforeAll(async () => {
  ({ house, events, said } = await openYear(LOADING));
});
afterAll(() => house.close());

describe('the demonstration year in the log', () => {
  it('is loaded, and says so', () => {
    expect(said).toEqual([
      'Loading the demonstration year …',
      expect.stringMatching(/^Loading the demonstration year … done: \d+ records, \d+ events in [\d.]+ seconds$/),
    ]);
    expect(said[1]).toContain(`${new Set(events.map(({ stream }) => stream)).size} records, ${events.length} events`);
  });

  it('holds at least forty recommendations', () => {
    expect(events.filter(({ event }) => event.type === 'RecommendationMade').length).toBeGreaterThanOrEqual(40);
  });

  it('reads in the order in which it happened', () => {
    const days = events.map(({ metadata }) => metadata.happenedOn);
    expect(days).toEqual(days.toSorted());
  });

  it('is marked as imported, so that nothing reads as recorded late', () => {
    expect(events.filter(({ metadata }) => !metadata.imported)).toEqual([]);
    expect(events.filter(isRecordedLate)).toEqual([]);
  });

  it('numbers every record in the year in which it was opened', () => {
    const references = events
      .filter(({ revision }) => revision === 0)
      .map(({ event, metadata }) => {
        const { reference } = event.data as { reference: string };
        const [year, month] = metadata.happenedOn.split('-').map(Number) as [number, number];
        const begins = month < 4 ? year - 1 : year;
        return [reference, reference.includes(`-${begins}-${String(begins + 1).slice(2)}-`)];
      });
    expect(references.filter(([, right]) => !right)).toEqual([]);
    expect(new Set(references.map(([reference]) => reference)).size).toBe(references.length);
  });

  it('is done by people who sign in, in their own roles', () => {
    const actors = new Set(events.map(({ metadata }) => metadata.actor));
    expect(
      [...actors].filter((actor) => actor !== 'system' && !demonstrationPeople.some(({ id }) => id === actor)),
    ).toEqual([]);
  });

  it('names as invented only what an event has, and leaves no name of an act out', () => {
    const beside = ['happenedOn', 'actor', 'onBehalfOf'];
    const named = new Map<string, Set<string>>();
    const astray = events.flatMap(({ event, metadata: { invented = [], causationId } }) => {
      named.set(causationId, new Set([...(named.get(causationId) ?? []), ...invented]));
      const known = [...beside, ...Object.keys(event.data as object)];
      return invented.filter((name) => !known.includes(name)).map((name) => `${event.type}.${name}`);
    });
    expect(astray).toEqual([]);
    const lost = planned(dateInLondon(LOADING.now().toISOString())).flatMap(({ commandId, invented, kind, record }) =>
      invented.filter((name) => !named.get(commandId)?.has(name)).map((name) => `${kind} ${record}: ${name}`),
    );
    expect(lost).toEqual([]);
  });

  it('says of every act that its day is invented', () => {
    const days = events.filter(({ metadata }) => !metadata.invented?.includes('happenedOn'));
    expect(days.map(({ stream, event }) => [stream, event.type])).toEqual([]);
  });
});

describe('a second load', () => {
  it('changes nothing and says nothing', async () => {
    const again: string[] = [];
    await loadDemonstration(house.web.app, house.log, clockAt('2026-12-24T10:00:00Z'), (line) => again.push(line));
    expect(again).toEqual([]);
    expect(await house.log.head()).toBe(events.at(-1)?.position);
  });
});

/** How many events there are before the first that follows by itself. */
const beforeReaction = (): number =>
  events.findIndex(({ event }) => (event.data as { outcome?: string }).outcome === 'criteria-appear-met');
/** By how many acts, and so by how many appends, those came and what it follows from. */
const actsBeforeReaction = (): number =>
  new Set(events.slice(0, beforeReaction() + 1).map(({ metadata }) => metadata.causationId)).size;

describe('a load whose log takes nothing for a while', () => {
  it('waits, before an act and before what follows by itself, and tells the same', async () => {
    const slow = await openHouse(await empty(), LOADING, stillAfter(actsBeforeReaction()));
    await loadDemonstration(slow.web.app, slow.log, LOADING, quiet);
    // A reference that was drawn for what was not taken is gone.
    const toldOf = ({ id, stream, event }: Recorded) => [id, stream, event.type];
    expect((await everything(slow.log)).map(toldOf)).toEqual(events.map(toldOf));
    await slow.close();
  });
});

describe('a load that is killed', () => {
  it('again and again, on later days too, ends as one that was not', async () => {
    const databaseUrl = await empty();
    // At the first act; right before what follows by itself; in the middle of that; and in between.
    const kills = [1, actsBeforeReaction() - 1, 1, 150];
    const broken: bigint[] = [];
    for (const [day, appends] of kills.entries()) {
      const clock = clockAt(`2026-11-${22 + day}T23:30:00Z`);
      const dying = await openHouse(databaseUrl, clock, killedAfter(appends));
      await expect(loadDemonstration(dying.web.app, dying.log, clock, quiet)).rejects.toThrow();
      broken.push(await dying.log.head());
      await dying.close();
    }
    expect(broken.map(Number)).toEqual([0, beforeReaction(), beforeReaction() + 1, expect.any(Number)]);

    const resumed = await openHouse(databaseUrl, clockAt('2026-12-24T10:00:00Z'));
    await loadDemonstration(resumed.web.app, resumed.log, clockAt('2026-12-24T10:00:00Z'), quiet);
    await resumed.catchUp();
    expect((await everything(resumed.log)).map(told)).toEqual(events.map(told));
    await resumed.close();
  });
});

describe('a database that holds another version of the year', () => {
  it('is left as it is', async () => {
    const other = await openHouse(await empty(), LOADING);
    const commandId = commandIdOf('agency', 'isle-of-wight-council', 0);
    const by = { actor: 'partnership-team', onBehalfOf: { role: 'partnership-team' } };
    const command = { type: 'AddAgency', data: { name: 'Another name', kind: 'other' } };
    const act = { commandId, hash: 'another', by };
    await dispatchOf([other.web.app])({ category: 'agency', id: 'isle-of-wight-council', command }, act);
    const heard: string[] = [];
    await loadDemonstration(other.web.app, other.log, LOADING, (line) => heard.push(line));
    expect(heard.at(-1)).toBe('This database holds the demonstration year of another version. It is left as it is.');
    expect((await everything(other.log)).length).toBe(1);
    await other.close();
  });
});

describe('a year that was loaded before people were invited to sign in', () => {
  it('gains their sign-ins at the next start, once', async () => {
    const older = await openHouse(await empty(), LOADING);
    const isNew = ({ event }: Recorded) => event.type.startsWith('SignIn');
    for (const { stream, revision, id, event, schemaVersion, metadata } of events.filter((each) => !isNew(each)))
      await older.log.append(stream, revision === 0 ? 'none' : revision - 1, [{ id, event, schemaVersion, metadata }]);
    await older.catchUp();
    const people = older.web.app.get(People);
    expect(await people.all()).toEqual([]);
    for (let start = 0; start < 2; start++) await loadDemonstration(older.web.app, older.log, LOADING, quiet);
    await older.catchUp();
    expect((await people.all()).map(({ id }) => id).toSorted()).toEqual(
      demonstrationPeople.map(({ id }) => id).toSorted(),
    );
    expect((await everything(older.log)).filter(isNew).map(told)).toEqual(events.filter(isNew).map(told));
    await older.close();
  });
});
