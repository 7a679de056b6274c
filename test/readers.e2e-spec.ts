import 'reflect-metadata';
import { pino } from 'pino';
import request from 'supertest';
import type { DataSource } from 'typeorm';
import { START } from '#app/platform';
import { PARTNERSHIP_SERVED } from '../apps/web/src/partnerships.environment';
import { ENGINE_ROWS } from '../apps/web/src/row-stores';
import { eventually } from './engine.tally';
import { forAll } from './for-all';
import { healthOf } from './health';
import { type House, openHouse, openWebOn } from './house';
import { lose, openOwnLog } from './own-log';
import { SECOND, found, openTwoHouses } from './two-houses';

/** When the second partnership began, and nothing was recorded for the first. */
const FOUNDED = '2026-11-20T10:01:00.000Z';
const TOKEN = 'a token for whoever reads the metrics';

describe('how the readers of the log get on', () => {
  const house = forAll(() => openHouse(undefined, { metricsToken: TOKEN }));

  beforeAll(async () => {
    await house.engine.catchUp();
  });

  const metrics = (authorization: string) => request(house.url).get('/metrics').set('authorization', authorization);

  it('stands on the health page: place, lag in positions and seconds, rate', async () => {
    await eventually(async () => (await healthOf(house.url, 200)).readers.every(({ led }) => led));
    const { readers } = await healthOf(house.url, 200);
    const head = String(await house.log.head());
    expect(readers.length).toBeGreaterThan(5);
    for (const reader of readers)
      expect(reader).toMatchObject({
        position: head,
        state: 'running',
        behind: { positions: 0, seconds: 0 },
        eventsPerSecond: expect.any(Number) as number,
        led: true,
        parked: 0,
      });
  });

  it('raises no alarm for what only another version of the program reads', async () => {
    const db = house.web.app.get<DataSource>(ENGINE_ROWS);
    for (const reader of ['agency-0', 'reaction:former']) {
      await db.query(`INSERT INTO "known_reader" ("reader") VALUES ($1)`, [reader]);
      await db.query(`INSERT INTO "checkpoint" ("reader", "position") VALUES ($1, 3)`, [reader]);
    }
    const { readers } = await healthOf(house.url, 200);
    expect(readers).toContainEqual(expect.objectContaining({ reader: 'agency-0', state: 'other-version' }));
    expect((await metrics(`Bearer ${TOKEN}`).expect(200)).text).not.toMatch(/agency-0|former/);
    await db.query(`DELETE FROM "checkpoint" WHERE "reader" IN ('agency-0', 'reaction:former')`);
    await db.query(`DELETE FROM "known_reader" WHERE "reader" IN ('agency-0', 'reaction:former')`);
  });

  it('is told as metrics, reader by reader, to whoever has the token', async () => {
    const { text, headers } = await metrics(`Bearer ${TOKEN}`).expect(200);
    expect(headers['content-type']).toMatch('text/plain');
    expect(text).toMatch(/^learning_trail_log_head \d+$/m);
    expect(text).toMatch(/^learning_trail_reader_behind_positions\{reader="audit-trail-\d"\} 0$/m);
    expect(text).toMatch(/^learning_trail_reader_behind_seconds\{reader="reaction:[\w-]+"\} 0$/m);
    expect(text).not.toMatch(/@|narrative|00000000-/);
  });

  it('is told as metrics how fast a reader was a moment ago, and how many events it has put aside', async () => {
    const db = house.web.app.get<DataSource>(ENGINE_ROWS);
    const team = await house.api('partnership-team');
    await team.post('/api/v1/agencies', { name: 'Ambulance service', kind: 'relevant-agency' }).expect(201);
    await house.engine.catchUp();
    const figure = async (name: string): Promise<number> => {
      const { text } = await metrics(`Bearer ${TOKEN}`).expect(200);
      return Number(new RegExp(`^learning_trail_reader_${name}\\{reader="agency-\\d"\\} (.+)$`, 'm').exec(text)?.[1]);
    };
    // As the engine has measured it, however long this test takes to look.
    const moved = (ago: string): Promise<unknown> =>
      db.query(`UPDATE "checkpoint" SET "movedAt" = clock_timestamp() - $1::interval WHERE "reader" LIKE 'agency-%'`, [
        ago,
      ]);
    await moved('-1 hour');
    const [measured] = await db.query<{ rate: number }[]>(
      `SELECT "rate" FROM "checkpoint" WHERE "reader" LIKE 'agency-%'`,
    );
    expect(measured?.rate).toBeGreaterThan(0);
    expect(await figure('events_per_second')).toBe(measured?.rate);
    await moved('11 seconds');
    expect(await figure('events_per_second')).toBe(0);

    expect(await figure('parked_events')).toBe(0);
    await db.query(`INSERT INTO "parked_event" ("reader", "position", "stream", "revision", "eventId")
      SELECT "reader", n, 'agency-x', n, gen_random_uuid() FROM "checkpoint", generate_series(1, 2) AS n
      WHERE "reader" LIKE 'agency-%'`);
    expect(await figure('parked_events')).toBe(2);
    await db.query(`DELETE FROM "parked_event" WHERE "reader" LIKE 'agency-%'`);
  });

  it.each([
    ['nobody', ''],
    ['somebody who guesses', `Bearer ${TOKEN.replace('a', 'b')}`],
    ['somebody with another kind of token', `Basic ${TOKEN}`],
  ])('is not told to %s', async (_who, authorization) => {
    const answer = await metrics(authorization).expect(401);
    expect(answer.text).not.toContain('learning_trail');
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('is not told to a person of the house, whoever that is', async () => {
    for (const person of ['partnership-team', 'scrutineer']) {
      const { token } = await house.api(person);
      await metrics(`Bearer ${token}`).expect(401);
    }
  });
});

describe('metrics without a token', () => {
  const house = forAll(openHouse);

  it('are read on this machine', async () => {
    await request(house.url).get('/metrics').expect(200);
  });

  it.each(['x-forwarded-for', 'forwarded'])('are not handed out through a proxy on it (%s)', async (header) => {
    await request(house.url).get('/metrics').set(header, 'for=203.0.113.7').expect(401);
  });
});

describe('a log that several partnerships share', () => {
  const begin = (there: House) => {
    there.clock.set(FOUNDED);
    return found(there);
  };
  const two = forAll(() => openTwoHouses({ begin }));

  it('tells a web that is given its own events only how long another’s has waited', async () => {
    const { here } = two;
    const ownLog = await openOwnLog(here.databaseUrl, PARTNERSHIP_SERVED.id, here.clock);
    const own = await openWebOn(here, pino({ level: 'silent' }), ownLog);
    const all = await here.log.readAll(START, 100_000);
    const theirs = all.find(({ metadata }) => metadata.partnership === SECOND.id);
    if (theirs?.at !== FOUNDED) throw new Error('The second partnership began then');
    expect(all.filter(({ at }) => at === FOUNDED).map(({ metadata }) => metadata.partnership)).not.toContain(
      PARTNERSHIP_SERVED.id,
    );
    const db = here.web.app.get<DataSource>(ENGINE_ROWS);
    await db.query(`INSERT INTO "known_reader" ("reader") VALUES ('agency-0')`);
    await db.query(`INSERT INTO "checkpoint" ("reader", "position") VALUES ('agency-0', $1)`, [
      String(theirs.position - 1n),
    ]);
    here.clock.set(new Date(Date.parse(FOUNDED) + 90_000).toISOString());
    const { readers } = await healthOf(own.url, 200);
    expect(readers.find(({ reader }) => reader === 'agency-0')).toMatchObject({ behind: { seconds: 90 } });
    await own.close();
    await ownLog.close();
  });
});

describe('a log that is not what its readers have read', () => {
  const house = forAll(() => openHouse());
  it('raises the alarm where it is another one or an older copy, and goes less far than they have read', async () => {
    await house.engine.catchUp();
    const db = house.web.app.get<DataSource>(ENGINE_ROWS);
    const head = await house.log.head();
    const stand = (position: bigint): Promise<unknown> =>
      db.query(`UPDATE "checkpoint" SET "position" = $1, "epoch" = "epoch" + 1 WHERE "reader" LIKE 'agency-%'`, [
        String(position),
      ]);
    await stand(head + 7n);
    const { status, checks } = await healthOf(house.url, 503);
    expect([status, checks['log']]).toEqual([
      'not ready',
      {
        status: 'not ready',
        detail: expect.stringMatching(/^agency-\d has read to position \d+, further than the log goes/) as string,
      },
    ]);
    await stand(head);
    await healthOf(house.url, 200);
  });

  it('raises the alarm where somebody has taken an event out, wherever one looks, and names the position', async () => {
    await house.engine.catchUp();
    const db = house.web.app.get<DataSource>(ENGINE_ROWS);
    const missing = (await house.log.head()) - 3n;
    await lose(missing, house.databaseUrl);
    await db.query(
      `UPDATE "checkpoint" SET "position" = $1, "epoch" = "epoch" + 1, "leaseUntil" = now() WHERE "reader" LIKE 'agency-%'`,
      [String(missing - 1n)],
    );
    await eventually(async () => (await healthOf(house.url, 503)).checks['log']?.status !== 'ok');
    const { status, checks, readers } = await healthOf(house.url, 503);
    expect([status, checks['log']]).toEqual([
      'not ready',
      {
        status: 'not ready',
        detail: `The event at position ${missing} is missing from the log. To see all that is wrong with the log: trail log check`,
      },
    ]);
    expect(readers.filter(({ state }) => state !== 'running').map(({ reader, state }) => [reader, state])).toEqual([
      [expect.stringMatching(/^agency-/), 'event-missing'],
    ]);
    const { text } = await request(house.url).get('/metrics').expect(200);
    expect(text).toMatch(/^learning_trail_reader_running\{reader="agency-\d"\} 0$/m);
    expect(text).toMatch(/^learning_trail_reader_running\{reader="group-\d"\} 1$/m);
  });
});
