import { DataSource } from 'typeorm';
import { MOST_COUNTED } from '#app/platform';
import { forAll } from './for-all';
import { openHouse } from './house';
import { Walk } from './walk';

describe('a list that is very long', () => {
  const house = forAll(openHouse);
  const walk = new Walk(house);
  let db: DataSource;

  /** Rows as a decade of a whole country would leave them, all like one that is there. */
  const grow = async (to: number): Promise<void> => {
    await db.query(
      `WITH there AS (SELECT count(*)::int AS n FROM "recommendation_3"), one AS (SELECT * FROM "recommendation_3" LIMIT 1)
        INSERT INTO "recommendation_3"
        SELECT made.* FROM one, there, generate_series(there.n + 1, $1) AS number, jsonb_populate_record(NULL::"recommendation_3",
          to_jsonb(one) || jsonb_build_object('id', gen_random_uuid(), 'reference', 'MANY-' || number)) AS made`,
      [to],
    );
  };

  beforeAll(async () => {
    db = await new DataSource({ type: 'postgres', url: house.databaseUrl }).initialize();
  });
  afterAll(() => db.destroy());

  it('says how many there are up to the most that are counted', async () => {
    await grow(MOST_COUNTED);
    const team = await walk.as('partnership-team');
    const { text } = await team.page('/recommendations');
    expect(text).toContain('Recommendations (1,000)');
    expect(text).toContain('Showing 1 to 50 of 1,000 recommendations');
  });

  it('says beyond that there are more, and leads on from page to page', async () => {
    await grow(MOST_COUNTED + 60);
    const team = await walk.as('partnership-team');
    const { text } = await team.page('/recommendations');
    expect(text).toContain('Recommendations (more than 1,000)');
    expect(text).toContain('Showing 1 to 50 of more than 1,000 recommendations');
    const beyond = await team.page('/recommendations?page=21');
    expect(beyond.text).toContain('Showing 1,001 to 1,050 of more than 1,000 recommendations');
    expect(beyond.text).toContain('href="?page=22"');
    expect((await team.get('/api/v1/recommendations')).text).toMatch(/"total":1000,"more":true/);
  });

  it('is downloaded whole all the same', async () => {
    const team = await walk.as('partnership-team');
    const { text } = await team.page('/recommendations.csv');
    const references = text.match(/^"?(?:REC|MANY)-[\d-]+/gm);
    expect(new Set(references).size).toBe(MOST_COUNTED + 60);
  });

  it('is searched by an index for words, and by another for a theme or an owner', async () => {
    await db.query('ANALYZE "recommendation_3"');
    const plan = async (condition: string): Promise<string> => {
      const runner = db.createQueryRunner();
      try {
        await runner.query('SET enable_seqscan = off');
        return JSON.stringify(await runner.query(`EXPLAIN SELECT 1 FROM "recommendation_3" r WHERE ${condition}`));
      } finally {
        await runner.query('RESET enable_seqscan');
        await runner.release();
      }
    };
    for (const condition of [
      `r.title ILIKE '%bruising%' OR r.reference ILIKE '%bruising%'`,
      `r.themes @> ARRAY['Neglect']`,
      `r.owners @> ARRAY['agency:constabulary']`,
      `r."escalatedTo" @> ARRAY['executive-group']`,
    ])
      expect([condition, await plan(condition)]).toEqual([condition, expect.stringContaining('Bitmap Index Scan')]);
  });
});
