import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { type Acceptance, Arrivals, type EventLog, Identities } from '#app/platform';
import { forAll } from './for-all';
import { LOADED, openHouse, openWebOn } from './house';
import { Jar, chooseAt, signInAs } from './provider';

const house = forAll(openHouse);
const silent = pino({ level: 'silent' });

beforeEach(() => {
  house.clock.set(LOADED);
});

/** The log as a process sees it that dies there: what it appends is never answered, and never written. */
const cutOff = (log: EventLog): EventLog =>
  new Proxy(log, {
    get: (kept, name) => {
      if (name === 'append') return () => new Promise(() => undefined);
      const value: unknown = Reflect.get(kept, name);
      return typeof value === 'function' ? (value.bind(kept) as unknown) : value;
    },
  });

const acceptances = async (person: string) =>
  (await house.log.readStream(`post-${person}`)).filter(({ event }) => event.type === 'SignInAccepted');
const waiting = () => house.web.app.get(Identities).unrecorded();

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 4_000; tries++) {
    if (await holds()) return;
    await new Promise((soon) => setTimeout(soon, 25));
  }
  throw new Error('It did not come about');
}

/** Accepts an invitation at a web that dies between the account and the record of it; the account's name. */
async function acceptedAndDied(person: string): Promise<string> {
  const account = `other:${person}-again`;
  const { code } = await house.web.app.get(Identities).invite(person);
  const dying = await openWebOn(house, silent, { log: cutOff(house.log) });
  const jar = new Jar();
  const way = await jar.ask(`${dying.url}/sign-in/with/demonstration?invitation=${code}`);
  const back = await chooseAt(way.headers.get('location') ?? '', account, jar);
  const leaving = new AbortController();
  const answer = jar.ask(back, { signal: leaving.signal }).catch(() => undefined);
  await until(async () => (await waiting()).length > 0);
  leaving.abort();
  expect(await answer).toBeUndefined();
  await dying.close();
  return account;
}

describe('an invitation that was accepted in a process that died before it was on record', () => {
  it('is put on record by the next start, once, with the day on which it was accepted', async () => {
    const before = await acceptances('police-partner');
    const account = await acceptedAndDied('police-partner');
    expect([(await acceptances('police-partner')).length, (await waiting()).length]).toEqual([before.length, 1]);

    house.clock.set('2026-11-23T10:00:00.000Z');
    for (const _start of ['the next', 'one more']) {
      const web = await openWebOn(house, silent);
      await until(async () => (await waiting()).length === 0);
      await web.close();
    }
    const after = await acceptances('police-partner');
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toMatchObject({
      event: { data: { provider: 'the demonstration service' } },
      metadata: { actor: 'police-partner', happenedOn: '2026-11-20' },
    });
    expect((await signInAs(house.url, account)).answer.status).toBe(303);
    expect(await acceptances('police-partner')).toHaveLength(after.length);
  });

  it('is put on record by its person’s next sign-in, where no process has started since', async () => {
    const before = await acceptances('health-partner');
    const account = await acceptedAndDied('health-partner');
    expect((await signInAs(house.url, account)).answer.status).toBe(303);
    expect([(await acceptances('health-partner')).length, await waiting()]).toEqual([before.length + 1, []]);
  });

  it('is recorded once where the process died a second time, after the event and before it was settled', async () => {
    const before = await acceptances('scrutineer');
    await acceptedAndDied('scrutineer');
    const [{ command, person, provider, at }] = (await waiting()) as [Acceptance];
    const db = house.web.app.get(DataSource);
    for (const _time of ['as it was', 'as after a death']) {
      await house.web.app.get(Arrivals).record();
      expect([await waiting(), (await acceptances('scrutineer')).length]).toEqual([[], before.length + 1]);
      const again = `INSERT INTO "acceptance" ("command", "person", "provider", "at") VALUES ($1, $2, $3, $4)`;
      await db.query(again, [command, person, provider, at]);
    }
    await house.web.app.get(Arrivals).record();
  });

  it('is not recorded once the sign-in has been ended', async () => {
    const account = await acceptedAndDied('executive-member');
    await house.web.app.get(Identities).release('executive-member');
    expect([(await signInAs(house.url, account)).answer.status, await waiting()]).toEqual([403, []]);
  });

  it('keeps nothing of the account', async () => {
    await acceptedAndDied('council-partner');
    const rows = await house.web.app.get(DataSource).query<object[]>('SELECT * FROM "acceptance"');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/other:|again/);
  });
});
