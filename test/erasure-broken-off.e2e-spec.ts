import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { pino } from 'pino';
import { CarryingOut } from '#app/erasure';
import { Destruction, LOCKS, PositionMissing, START } from '#app/platform';
import { PARTNERSHIP_SERVED } from '../apps/web/src/partnerships.environment';
import { eventually } from './engine.tally';
import { SECOND, approves, asksFor, granted, keysOf, statusOf, withPeople } from './erasure.house';
import { forAll } from './for-all';
import { TODAY, openHouse, openWebOn } from './house';
import { TEAM } from './identity-section.house';
import { lose, openOwnLog } from './own-log';
import { trail } from './trail-log.house';
import { Walk } from './walk';

const house = forAll(openHouse);
const walk = new Walk(house);
let db: DataSource;
beforeAll(async () => {
  db = await new DataSource({ type: 'postgres', url: house.databaseUrl, poolSize: 1 }).initialize();
});
afterAll(() => db.destroy());

/** A further web, whose login is given its own partnership’s events only. */
async function openApart() {
  const own = await openOwnLog(house.databaseUrl, PARTNERSHIP_SERVED.id, house.clock);
  const next = await openWebOn(house, pino({ level: 'silent' }), { log: own.log });
  return { web: next.web, close: () => next.close().then(() => own.close()) };
}

/**
 * Nothing can be written down of what is destroyed: the disk is full, say. It stays so until a test goes on, for the house itself
 * tries again every minute.
 */
const full = (): Promise<unknown> =>
  db.query(`ALTER TABLE "erasure_done" ADD CONSTRAINT broken CHECK (FALSE) NOT VALID`);
const free = (by: Pick<EntityManager, 'query'> = db): Promise<unknown> =>
  by.query(`ALTER TABLE "erasure_done" DROP CONSTRAINT broken`);

/** Decided and approved, while the disk is full. */
async function brokenOff() {
  const { child } = await withPeople(walk);
  const request = `data-requests/${await walk.open(TEAM, 'data-requests', asksFor(child))}`;
  await walk.act(TEAM, `${request}/decision`, granted([child]));
  await full();
  await walk.act(SECOND, `${request}/approval`, approves);
  expect([await statusOf(walk, request), await keysOf(house, [child])]).toEqual(['approved', [true]]);
  expect(await walk.page(TEAM, `/${request}`)).toContain('Being carried out');
  return { child, request };
}

describe('an erasure that was broken off after it was approved', () => {
  it('is finished at the next start, whatever another partnership has recorded', async () => {
    const { child, request } = await brokenOff();
    const [first] = await house.log.readAll(START, 1, { categories: ['agency'] });
    if (!first) throw new Error('There are agencies');
    const theirs = { ...first, id: randomUUID(), metadata: { ...first.metadata, partnership: 'downs' } };
    await house.log.append(`agency-${randomUUID()}@downs`, 'none', [theirs]);
    await free();
    const next = await openApart();
    // Recorded after the key is gone.
    await eventually(async () => (await statusOf(walk, request)) === 'erased');
    await next.close();
    expect(await keysOf(house, [child])).toEqual([false]);
    expect(await walk.see(TEAM, request)).toMatchObject({ report: { keys: 1, details: 5 } });
  });

  it('does not wait for long while another is carried out, nor does a hold: both are tried again', async () => {
    const { child } = await withPeople(walk);
    const request = `data-requests/${await walk.open(TEAM, 'data-requests', asksFor(child))}`;
    await walk.act(TEAM, `${request}/decision`, granted([child]));
    await full();
    const other = db.createQueryRunner();
    await other.startTransaction();
    await other.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.erasing]);
    const hold = {
      kind: 'court',
      authority: 'A court',
      over: 'person',
      person: child,
      from: TODAY,
      reason: 'Asked for.',
    };
    const destruction = house.web.app.get(Destruction);
    const notGiven = { driverError: { code: '55P03' } };
    const nothing = { subjects: [], files: [], forms: [] };
    const [problem] = await Promise.all([
      walk.act(TEAM, 'holds', hold, 503),
      walk.act(SECOND, `${request}/approval`, approves),
      expect(destruction.holding(() => Promise.resolve())).rejects.toMatchObject(notGiven),
      expect(destruction.once('r', nothing, () => Promise.resolve(false))).rejects.toMatchObject(notGiven),
    ]);
    expect([problem['type'], await statusOf(walk, request)]).toEqual(['urn:problem:try-again', 'approved']);
    await other.rollbackTransaction();
    await other.release();
    await free();
    expect(await house.web.app.get(CarryingOut).finishAll()).toBe(1);
    await house.engine.catchUp();
    expect([await statusOf(walk, request), await keysOf(house, [child])]).toEqual(['erased', [false]]);
  });

  it('tells what was reached then, where it was broken off before it could say so', async () => {
    const { request } = await brokenOff();
    const report = { keys: 1, before: 0, details: 4711, files: 0, keptForms: 2 };
    const insert = `INSERT INTO "erasure_done" ("request", "partnership", "report")
      SELECT $1, "partnership", $2 FROM vault.data_key LIMIT 1`;
    await db.transaction(async (by) => {
      await free(by);
      await by.query(insert, [request.split('/')[1], report]);
    });
    expect(await house.web.app.get(CarryingOut).finishAll()).toBe(1);
    expect(await house.web.app.get(CarryingOut).finishAll()).toBe(0);
    await house.engine.catchUp();
    expect(await walk.see(TEAM, request)).toMatchObject({ report });
  });

  it('is held up by a hold that came in between, and approved anew when that is lifted', async () => {
    const { child, request } = await brokenOff();
    const over = { kind: 'court', authority: 'A court', over: 'person', person: child };
    const hold = `holds/${await walk.open(TEAM, 'holds', { ...over, from: TODAY, reason: 'It is asked for.' })}`;
    await free();
    expect(await house.web.app.get(CarryingOut).finishAll()).toBe(1);
    await house.engine.catchUp();
    expect([await statusOf(walk, request), await keysOf(house, [child])]).toEqual(['held', [true]]);
    expect(await walk.page(SECOND, `/${request}`)).toContain('Held up: nothing was destroyed');
    await walk.act(TEAM, `${hold}/lifting`, { liftedOn: TODAY, reason: 'It is over.' });
    await walk.act(SECOND, `${request}/approval`, approves);
    expect([await statusOf(walk, request), await keysOf(house, [child])]).toEqual(['erased', [false]]);
  });
});

describe('an erasure, where the log lacks an event, which may have been a hold', () => {
  const decided = async (): Promise<string> => {
    const { child } = await withPeople(walk);
    const request = `data-requests/${await walk.open(TEAM, 'data-requests', asksFor(child))}`;
    await walk.act(TEAM, `${request}/decision`, granted([child]));
    return request;
  };
  const GAP = 'until whoever runs this system has looked at it';
  let [child, request, undecided, unapproved] = ['', '', '', ''];
  let held: bigint;

  beforeAll(async () => {
    ({ child, request } = await brokenOff());
    unapproved = await decided();
    const over = { kind: 'court', authority: 'A court', over: 'person', person: child };
    await walk.open(TEAM, 'holds', { ...over, from: TODAY, reason: 'It is asked for.' });
    held = (await house.log.readAll(START, 100_000, { categories: ['hold'] })).at(-1)?.position ?? START;
    undecided = `data-requests/${await walk.open(TEAM, 'data-requests', asksFor(child))}`;
    await lose(held, house.databaseUrl);
    await free();
  });

  it('waits when it was approved', async () => {
    const apart = await openApart();
    for (const { app } of [house.web, apart.web])
      await expect(app.get(CarryingOut).finishAll()).rejects.toStrictEqual(new PositionMissing(held));
    await apart.close();
    expect([await statusOf(walk, request), await keysOf(house, [child])]).toEqual(['approved', [true]]);
  });

  it('is noted as an error then, for it is tried again in vain', async () => {
    const noted: Noted[] = [];
    const next = await openWebOn(house, pino({}, { write: (line) => noted.push(JSON.parse(line) as Noted) }));
    await eventually(() => Promise.resolve(noted.length > 0));
    await next.close();
    expect(noted.map(({ level, msg }) => [level, msg])).toEqual([
      [
        pino.levels.values['error'],
        'Nothing that was approved is erased: an event is missing from the log (trail log check)',
      ],
    ]);
  });

  it('is not decided, and who would is told why', async () => {
    expect(await walk.act(TEAM, `${undecided}/decision`, granted([child]), 503)).toEqual({
      type: 'urn:problem:event-missing',
      title: 'The record of events has a gap',
      status: 503,
      detail: expect.stringContaining(GAP) as string,
    });
    expect(await statusOf(walk, undecided)).toBe('open');
  });

  it('is not approved, and who would is told why on a page', async () => {
    const fields = { read: 'read', _seen: '1', _key: randomUUID() };
    const { status, text } = await (await walk.as(SECOND)).form(`/${unapproved}/approval`, fields);
    expect([status, text]).toEqual([503, expect.stringContaining(GAP)]);
    expect(text).not.toContain('Try again');
    expect(text).toContain('trail log check');
    expect(await statusOf(walk, unapproved)).toBe('decided');
  });

  it('is named to whoever runs this by trail log check, position by position', async () => {
    expect(await trail(house.databaseUrl, 'check')).toMatchObject({
      code: 1,
      said: expect.stringMatching(`^Position ${held}: its event is missing\n`) as string,
    });
  });

  it('keeps back a spreadsheet of decisions: a conflict of interest may have been declared there', async () => {
    const answer = await (await walk.as(TEAM)).page('/learning-events.csv');
    expect([answer.status, answer.text]).toEqual([503, expect.stringContaining(GAP)]);
  });
});

interface Noted {
  readonly level: number;
  readonly msg: string;
}
