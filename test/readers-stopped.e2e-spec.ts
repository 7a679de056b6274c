import 'reflect-metadata';
import request from 'supertest';
import type { DataSource } from 'typeorm';
import { ENGINE_ROWS } from '../apps/web/src/row-stores';
import { forAll } from './for-all';
import { healthOf } from './health';
import { openHouse } from './house';

describe('a reader that has stopped', () => {
  const house = forAll(openHouse);
  let db: DataSource;

  beforeAll(async () => {
    await house.engine.catchUp();
    db = house.web.app.get<DataSource>(ENGINE_ROWS);
  });

  it('makes the house not ready at once, and is named with its event and not with what the error quotes of it', async () => {
    const head = await house.log.head();
    const stand = (position: bigint, state: string, trouble: object | null) =>
      db.query(
        `UPDATE "checkpoint" SET "position" = $1, "state" = $2, "trouble" = $3, "epoch" = "epoch" + 1
          WHERE "reader" LIKE 'agency-%'`,
        [String(position), state, trouble && JSON.stringify(trouble)],
      );
    const event = { id: '00000000-0000-4000-8000-000000000001', stream: 'agency-police', position: String(head) };
    const trouble = { error: 'a name in clear', kind: 'RuleBroken', tries: 8, event };
    const said = `has stopped at the event at position ${head}, after 8 tries: RuleBroken. trail projections says more`;
    // Also where nothing is new behind it, so that it has read as far as the log goes.
    for (const position of [head, head - 1n]) {
      await stand(position, 'stopped', trouble);
      const health = await healthOf(house.url, 503);
      expect(health).toMatchObject({
        status: 'not ready',
        checks: {
          log: { status: 'ok' },
          projections: { status: 'not ready', detail: expect.stringMatching(`^agency-\\d ${said}$`) as string },
          reactions: { status: 'ok' },
        },
        readers: expect.arrayContaining([
          expect.objectContaining({ state: 'stopped', error: 'RuleBroken', at: event }),
        ]) as object,
      });
      expect(JSON.stringify(health)).not.toContain('a name in clear');
    }
    const figures = (await request(house.url).get('/metrics').expect(200)).text;
    expect(figures).toMatch(/^learning_trail_reader_behind_positions\{reader="agency-\d"\} 1$/m);
    expect(figures.match(/^learning_trail_reader_running\{.*\} 0$/gm)).toEqual([expect.stringContaining('"agency-')]);
    await stand(head, 'running', null);
    await healthOf(house.url, 200);
  });

  it('makes it not ready where it is a reaction, and not where it fills a table beside the one that people see', async () => {
    const [[reaction]] = await db.query<[{ reader: string }[], number]>(
      `UPDATE "checkpoint" SET "state" = 'stopped', "epoch" = "epoch" + 1
        WHERE "reader" = (SELECT min("reader") FROM "checkpoint" WHERE "reader" LIKE 'reaction:%') RETURNING "reader"`,
    );
    const { checks } = await healthOf(house.url, 503);
    const detail = `${reaction?.reader ?? ''} has stopped. trail projections says more`;
    expect(checks).toMatchObject({ projections: { status: 'ok' }, reactions: { status: 'not ready', detail } });
    await db.query(`UPDATE "checkpoint" SET "state" = 'running' WHERE "reader" LIKE 'reaction:%'`);

    const [{ reader } = { reader: '' }] = await db.query<{ reader: string }[]>(
      `INSERT INTO "known_reader" ("reader") SELECT "reader" || '/building' FROM "known_reader" WHERE "reader" LIKE 'agency-%'
        RETURNING "reader"`,
    );
    await db.query(`INSERT INTO "checkpoint" ("reader", "position", "state") VALUES ($1, 3, 'stopped')`, [reader]);
    const { readers } = await healthOf(house.url, 200);
    expect(readers).toContainEqual(expect.objectContaining({ reader, state: 'stopped' }));
    for (const table of ['checkpoint', 'known_reader'])
      await db.query(`DELETE FROM "${table}" WHERE "reader" = $1`, [reader]);
  });
});
