import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { PATIENCE } from '#app/platform';
import { ENGINE_ROWS } from '../apps/web/src/row-stores';
import { forAll } from './for-all';
import { LOADED, TODAY, openHouse } from './house';
import { TEAM } from './identity-section.house';
import { proposed } from './recommendation.house';
import { Walk } from './walk';

describe('what holds more than is shown of it', () => {
  const house = forAll(() => openHouse(LOADED, { reachedWithin: PATIENCE }));
  const walk = new Walk(house);
  let db: DataSource;

  beforeAll(async () => {
    await house.engine.catchUp();
    await house.engine.stop();
    db = house.web.app.get<DataSource>(ENGINE_ROWS);
  });

  it('says so of records whose time is over, on their page, on home and to programs; the form offers all of them', async () => {
    const due = async (most: number): Promise<void> => {
      await db.query(
        `INSERT INTO "kept_record_1" ("id", "category", "reference", "openedOn", "lastOn", "sources", "partnership")
          SELECT 'referral-due-' || n, 'referral', 'DUE-' || lpad(n::text, 4, '0'), '1980-01-01', '1980-01-01', '{}', 'isle-of-wight'
          FROM generate_series(1, $1::integer) AS n ON CONFLICT DO NOTHING`,
        [most],
      );
      await db.query(
        `INSERT INTO "person_concerned_3" ("id", "stream", "kind", "pseudonym", "place", "details", "partnership")
          SELECT gen_random_uuid(), "id", 'child', 'Child A', 0, '{}', 'isle-of-wight' FROM "kept_record_1"
          WHERE "id" LIKE 'referral-due-%' AND "id" NOT IN (SELECT "stream" FROM "person_concerned_3")`,
      );
    };
    await due(500);
    expect(await walk.see(TEAM, 'retention-due')).not.toHaveProperty('more');
    expect(await walk.page(TEAM, '/retention-due')).not.toContain('more than');
    await due(501);
    expect(await walk.see(TEAM, 'retention-due')).toMatchObject({ items: { length: 500 }, total: 500, more: true });
    const page = await walk.page(TEAM, '/retention-due');
    expect(page).toContain('Records whose time is over (more than 500)');
    expect(page).toContain('These are the 500 whose time has been over longest.');
    expect(await walk.page(TEAM, '/')).toMatch(/More than <\/span>500.*Records whose time to be kept is over/);
    for (const shown of [page, await walk.page(TEAM, '/data-requests/new?asked=review')])
      expect([shown.includes('DUE-0500'), shown.includes('DUE-0501')]).toEqual([true, shown !== page]);
    for (const table of ['person_concerned_3', 'kept_record_1'])
      await db.query(
        `DELETE FROM "${table}" WHERE "${table === 'kept_record_1' ? 'id' : 'stream'}" LIKE 'referral-due-%'`,
      );
  });

  it('says so on home of restricted records that were opened', async () => {
    await db.query(
      `INSERT INTO "restriction_1" ("id", "reference", "title", "revision", "record", "category", "recordId", "named", "since",
          "until", "lifted", "unseen", "unanswered", "detail", "partnership")
        SELECT 'many-' || n, 'RES-' || n, 'A referral', 0, 'referral-none-' || n, 'referral', 'none-' || n, '{}', $1, $1, FALSE, 1, 0,
          '{"named": [], "openings": []}', 'isle-of-wight'
        FROM generate_series(1, 1001) AS n`,
      [TODAY],
    );
    expect(await walk.page('scrutineer', '/')).toMatch(/More than <\/span>1000.*Restricted record opened/);
    await db.query(`DELETE FROM "restriction_1" WHERE "id" LIKE 'many-%'`);
  });

  it('finds a record by its reference, however many others name it in their titles', async () => {
    const { items } = (await walk.see(TEAM, 'learning-events')) as {
      items: readonly { readonly id: string; readonly reference: string }[];
    };
    const [event] = items;
    if (!event) throw new Error('There is no learning event');
    const [{ tableName } = { tableName: '' }] = db.entityMetadatas.filter((each) =>
      /^learning_event_\d$/.test(each.tableName),
    );
    await db.query(
      `INSERT INTO "${tableName}" SELECT made.* FROM "${tableName}" AS one, generate_series(1, 450) AS n,
        jsonb_populate_record(one, jsonb_build_object('id', 'naming-' || n, 'reference', 'LLE-2098-99-' || n,
          'title', 'What came of ' || $2 || ', once more')) AS made WHERE one."id" = $1`,
      [event.id, event.reference],
    );
    const recommendation = await walk.open(TEAM, 'recommendations', {
      ...proposed,
      sourceKind: 'learningEvent',
      sourceReference: event.reference,
    });
    expect(recommendation).not.toBe('');
    await db.query(`DELETE FROM "${tableName}" WHERE "id" LIKE 'naming-%'`);
  });
});
