import 'reflect-metadata';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { Rebuild, readerOf } from '#app/platform';
import { lifted, readModels } from '../apps/projector/src/slices';
import { ENGINE_ROWS } from '../apps/web/src/row-stores';
import { eventually } from './engine.tally';
import { forAll } from './for-all';
import { openHouse } from './house';
import { PATIENCE } from './patience';
import { type Said, commandsFor } from './trail-projections.house';

const REACTION = 'reaction:open-notification-decision';

describe('what a person can do about a reader from the command line', () => {
  const house = forAll(openHouse);
  const { projections, rebuild } = commandsFor(house);
  let db: DataSource;
  let agency: string;
  let head: string;

  beforeAll(async () => {
    await house.engine.catchUp();
    await house.engine.stop();
    db = house.web.app.get<DataSource>(ENGINE_ROWS);
    head = String(await house.log.head());
    const [found] = await db.query<{ reader: string }[]>(
      `SELECT "reader" FROM "checkpoint" WHERE "reader" ~ '^agency-[0-9]+$'`,
    );
    agency = found?.reader ?? '';
  });

  const position = async (reader: string): Promise<string | undefined> => {
    const [row] = await db.query<{ position: string }[]>(`SELECT "position" FROM "checkpoint" WHERE "reader" = $1`, [
      reader,
    ]);
    return row?.position;
  };

  describe('that has lost its checkpoint', () => {
    beforeEach(() => db.query(`DELETE FROM "checkpoint" WHERE "reader" = ANY ($1)`, [[REACTION, agency]]));
    afterAll(() =>
      db.query(
        `INSERT INTO "checkpoint" ("reader", "position") SELECT unnest($1::text[]), $2 ON CONFLICT ("reader") DO NOTHING`,
        [[REACTION, agency], head],
      ),
    );

    const nobodyKnows = `${REACTION} has lost its checkpoint: nobody knows how far it has read, and it does nothing.
To let it go on after a position of the log: trail projections resume ${REACTION} --from N
To leave alone all that is recorded already: trail projections resume ${REACTION} --from end
To let it answer every event ever recorded, also what it was never meant to: trail projections resume ${REACTION} --from start
`;

    it('says what is lost, and what to type, in the list and when a reaction is resumed', async () => {
      expect((await projections()).out).toContain(`\n${nobodyKnows}`);
      expect(await projections('resume', 'open-notification-decision')).toEqual({
        code: 1,
        out: nobodyKnows,
        err: '',
      });
      expect(await position(REACTION)).toBeUndefined();
    });

    it.each([
      ['start', '-1'],
      ['0', '0'],
      ['end', ''],
    ])('lets a reaction go on from %s, once', async (from, after) => {
      const at = after || head;
      const where = from === 'start' ? 'begins at the start' : `goes on after position ${at}`;
      expect(await projections('resume', REACTION, '--from', from)).toEqual({
        code: 0,
        out: `${REACTION} ${where} of the log.\n`,
        err: '',
      });
      expect(await position(REACTION)).toBe(at);
      expect(await projections('resume', REACTION, '--from', '5')).toMatchObject({
        code: 1,
        out: `${REACTION} has its checkpoint, and nothing is changed: --from is for a reaction that has lost it.\n`,
      });
      expect(await position(REACTION)).toBe(at);
      expect(await projections('resume', REACTION)).toMatchObject({ code: 1, out: `${REACTION} runs already.\n` });
    });

    it('does not let a reaction stand behind the end of the log', async () => {
      const behind = String(BigInt(head) + 1n);
      expect(await projections('resume', REACTION, '--from', behind)).toMatchObject({
        code: 1,
        out: `The log ends at position ${head}. ${REACTION} cannot go on after ${behind}.\n`,
      });
      expect(await position(REACTION)).toBeUndefined();
    });

    it.each([[['--from', '-1']], [['--from', 'begin']], [['--from']]])('does not understand %j', async (from) => {
      expect(await projections('resume', REACTION, ...from)).toMatchObject({
        code: 2,
        err: expect.stringMatching(/^--from (?:is|needs) /) as string,
      });
    });

    it.each([[[]], [['--from', 'end']]])('says of a read model that it is to be rebuilt, with %j', async (from) => {
      const said = `${agency} has lost its checkpoint: nobody knows how far it has read, and it does nothing.
To fill its table anew: trail rebuild ${agency}
`;
      expect(await projections('resume', 'agency', ...from)).toEqual({ code: 1, out: said, err: '' });
      expect((await projections()).out).toContain(`\n${said}`);
      expect(await position(agency)).toBeUndefined();
    });

    it('says of a table that is being built that it is to be given up, and of another version to retire it', async () => {
      for (const reader of [`${agency}/building`, 'agency-0'])
        await db.query(`INSERT INTO "known_reader" ("reader", "table") VALUES ($1, 'nothing')`, [reader]);
      expect((await projections('resume', `${agency}/building`)).out).toMatch(
        `To build it anew: trail rebuild ${agency} --give-up, and then trail rebuild ${agency}\n`,
      );
      expect((await projections('resume', 'agency-0')).out).toMatch(
        'When nothing runs it any more: trail projections retire agency-0\n',
      );
      expect(await rebuild(agency, '--give-up')).toMatchObject({ code: 0 });
      expect(await projections('retire', 'agency-0')).toMatchObject({ code: 0 });
    });
  });

  describe('whose table somebody else holds', () => {
    let holder: Client;

    beforeAll(async () => {
      holder = new Client({ connectionString: house.databaseUrl });
      await holder.connect();
    });
    afterAll(() => holder.end());

    /** Undefined where it waits for the holder all the same. */
    const inTime = (said: Promise<Said>): Promise<Said | undefined> =>
      Promise.race([said, wait(PATIENCE, undefined, { ref: false })]);

    it('is told so, in seconds rather than for ever, and can try again', async () => {
      const building = `${agency.replace('-', '_')}_building`;
      for (const table of ['agency_0', building]) await db.query(`CREATE TABLE "${table}" ()`);
      await db.query(`INSERT INTO "known_reader" ("reader", "table") VALUES ('agency-0', 'agency_0')`);
      const [referral] = (await house.log.readAll(-1n, 1_000)).filter(({ stream }) => stream.startsWith('referral-'));
      await db.query(
        `INSERT INTO "parked_event" ("reader", "position", "stream", "revision", "eventId", "error")
          VALUES ($1, $2, $3, $4, $5, 'not now')`,
        [REACTION, String(referral?.position), referral?.stream, referral?.revision, referral?.id],
      );
      await db.query(`UPDATE "checkpoint" SET "state" = 'paused' WHERE "reader" LIKE 'post-%'`);
      const commands = {
        pause: () => projections('pause', 'group'),
        resume: () => projections('resume', 'post'),
        unpark: () => projections('unpark', REACTION),
        retire: () => projections('retire', 'agency-0'),
        'give up': () => rebuild(agency, '--give-up'),
      };
      const all = async () =>
        Object.fromEntries(
          await Promise.all(
            Object.entries(commands).map(async ([name, run]) => {
              const { code, err } = await run().catch((error: unknown) => ({ code: -1, err: String(error) }));
              return [name, { code, err }] as const;
            }),
          ),
        );
      const every = (said: object) => Object.fromEntries(Object.keys(commands).map((name) => [name, said]));

      await holder.query('BEGIN');
      await holder.query(`SELECT FROM "checkpoint" WHERE "reader" ~ '^(group|post|reaction:)' FOR UPDATE`);
      await holder.query(`SELECT FROM "agency_0", "${building}"`);
      const released = setTimeout(() => void holder.query('ROLLBACK'), PATIENCE);
      const held = await all();
      clearTimeout(released);
      await holder.query('ROLLBACK');
      const said = 'Somebody is using a table that this has to change. Try again in a moment.\n';
      expect(held).toEqual(every({ code: 1, err: said }));
      expect(await all()).toEqual(every({ code: 0, err: '' }));
    });

    it('is told so where it is to be rebuilt, and nothing is begun', async () => {
      await holder.query('BEGIN');
      await holder.query(`LOCK "${agency.replace('-', '_')}" IN ACCESS EXCLUSIVE MODE`);
      const held = await inTime(rebuild(agency));
      await holder.query('ROLLBACK');
      expect(held).toEqual({ code: 1, out: '', err: expect.stringMatching(/^Somebody is using a table /) as string });
      expect(await rebuild(agency, '--pause')).toMatchObject({ out: 'No rebuild of it is running.\n' });
    });

    it('is broken off by Ctrl-C while its rebuilt table waits to be compared, and is rebuilt later', async () => {
      const table = agency.replace('-', '_');
      const [model] = readModels.filter((each) => readerOf(each) === agency);
      if (model) await new Rebuild(model, lifted(house.log), db).begin();
      await holder.query('BEGIN');
      await holder.query(`LOCK "${table}" IN ACCESS EXCLUSIVE MODE`);
      const others = process.listeners('SIGINT');
      const rebuilding = rebuild(agency);
      await eventually(async () => {
        const waiting = await db.query<unknown[]>(
          `SELECT FROM pg_locks WHERE relation = '${table}'::regclass AND NOT granted`,
        );
        return waiting.length > 0;
      });
      for (const listener of process.listeners('SIGINT')) if (!others.includes(listener)) listener('SIGINT');
      const paused = { code: 1, out: 'Paused. Go on with: trail rebuild agency --resume\n', err: '' };
      expect(await inTime(rebuilding)).toEqual(paused);
      await holder.query('ROLLBACK');
      expect(await rebuild(agency)).toMatchObject({ code: 1, err: expect.stringMatching('^It is paused') as string });
      expect(await rebuild(agency, '--resume')).toMatchObject({
        code: 0,
        out: expect.stringMatching('the same in both\nCompared as both stood at position') as string,
      });
    });
  });
});
