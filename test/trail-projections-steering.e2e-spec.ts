import 'reflect-metadata';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { ENGINE_ROWS } from '../apps/web/src/row-stores';
import { forAll } from './for-all';
import { openHouse } from './house';
import { commandsFor } from './trail-projections.house';

const REACTION = 'reaction:open-notification-decision';

describe('what a person can do about a reader from the command line', () => {
  const house = forAll(openHouse);
  const { projections, rebuild } = commandsFor(house);
  let db: DataSource;
  let agency: string;

  beforeAll(async () => {
    await house.engine.catchUp();
    await house.engine.stop();
    db = house.web.app.get<DataSource>(ENGINE_ROWS);
    const [found] = await db.query<{ reader: string }[]>(
      `SELECT "reader" FROM "checkpoint" WHERE "reader" ~ '^agency-[0-9]+$'`,
    );
    agency = found?.reader ?? '';
  }, 120_000);

  describe('whose table somebody else holds', () => {
    let holder: Client;

    beforeAll(async () => {
      holder = new Client({ connectionString: house.databaseUrl });
      await holder.connect();
    });
    afterAll(() => holder.end());

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
      const released = setTimeout(() => void holder.query('ROLLBACK'), 12_000);
      const held = await all();
      clearTimeout(released);
      await holder.query('ROLLBACK');
      const said = 'Somebody is using a table that this has to change. Try again in a moment.\n';
      expect(held).toEqual(every({ code: 1, err: said }));
      expect(await all()).toEqual(every({ code: 0, err: '' }));
    }, 60_000);
  });
});
