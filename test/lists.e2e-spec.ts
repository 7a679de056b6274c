import { DataSource } from 'typeorm';
import { MOST_COUNTED } from '#app/platform';
import { forAll } from './for-all';
import { openHouse } from './house';
import { jsonOf } from './visitor';
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
      `(r.title ILIKE '%bruising%' OR r.reference ILIKE '%bruising%') AND (r.title ILIKE '%of%' OR r.reference ILIKE '%of%')`,
      `r.themes @> ARRAY['Neglect']`,
      `r.owners @> ARRAY['agency:constabulary']`,
      `r."escalatedTo" @> ARRAY['executive-group']`,
    ])
      expect([condition, await plan(condition)]).toEqual([condition, expect.stringContaining('Bitmap Index Scan')]);
  });

  describe('in which words are looked for', () => {
    const ORDER = '"madeOn" DESC, "reference" DESC';
    const BACKWARDS = '"madeOn", "reference"';
    const say = (words: string, order: string, most: number): Promise<unknown> =>
      db.query(
        `UPDATE "recommendation_3" SET "title" = $1 || ' ' || "title"
          WHERE "id" IN (SELECT "id" FROM "recommendation_3" ORDER BY ${order} LIMIT $2)`,
        [words, most],
      );
    const having = async (words: string): Promise<readonly string[]> => {
      const rows = await db.query<{ id: string }[]>(
        `SELECT "id" FROM "recommendation_3" WHERE "title" || "reference" ILIKE '%' || $1 || '%' ORDER BY ${ORDER}`,
        [words],
      );
      return rows.map(({ id }) => id);
    };
    const found = async (query: string): Promise<{ ids: readonly string[]; total: number; more?: true }> => {
      const team = await walk.as('partnership-team');
      const { items, total, more } = jsonOf(await team.get(`/api/v1/recommendations?${query}`)) as {
        items: readonly { id: string }[];
        total: number;
        more?: true;
      };
      return { ids: items.map(({ id }) => id), total, ...(more && { more }) };
    };

    beforeAll(async () => {
      await grow(2_700);
      await say('Thimble', ORDER, 30);
      await say('Thimble', BACKWARDS, 30);
      await say('Needle', BACKWARDS, 60);
      await db.query('ANALYZE "recommendation_3"');
    });

    it.each(['Needle', 'Thimble'])(
      'finds all that have “%s”, in the order of the list, however far down',
      async (words) => {
        const all = await having(words);
        expect(all).toHaveLength(60);
        expect(await found(`words=${words}&pageSize=50`)).toEqual({ ids: all.slice(0, 50), total: 60 });
        expect(await found(`words=${words}&pageSize=50&page=2`)).toEqual({ ids: all.slice(50), total: 60 });
        expect(await found(`words=${words}&pageSize=50&page=3`)).toEqual({ ids: [], total: 60 });
      },
    );

    it('finds those that have all of several words, near and far, and nothing where no one has them all', async () => {
      const all = await having('Needle');
      const near = new Set(await having('REC-'));
      const recent = (await having('Thimble')).filter((id) => near.has(id));
      expect(recent.length).toBeGreaterThan(0);
      expect(await found('words=thimble+REC-')).toEqual({ ids: recent, total: recent.length });
      expect(await found('words=MANY+needle&pageSize=50&page=2')).toEqual({ ids: all.slice(50), total: 60 });
      expect(await found('words=MANY+needle+Thimble')).toMatchObject({ total: 30 });
      expect(await found('words=%22needle+MANY%22')).toEqual({ ids: [], total: 0 });
      expect(await found('words=Needle+Haystack')).toEqual({ ids: [], total: 0 });
    });

    it('shows the first of very many that have them, and those far down when they are asked for', async () => {
      const all = await having('MANY');
      for (const page of [1, 45])
        expect(await found(`words=MANY&pageSize=50&page=${page}`)).toEqual({
          ids: all.slice((page - 1) * 50, page * 50),
          total: MOST_COUNTED,
          more: true,
        });
    });

    it('finds none where nothing has them, and takes no sign in them for more than itself', async () => {
      for (const words of ['Haystack', 'Need_e', 'Nee%25le'])
        expect([words, await found(`words=${words}`)]).toEqual([words, { ids: [], total: 0 }]);
    });

    it('finds an apostrophe or quotation mark however it was set, here and there', async () => {
      await say('The child’s “Bobbin”', ORDER, 2);
      const there = (await having('Bobbin')).slice(0, 2);
      for (const words of [`child's "Bobbin"`, 'child’s “Bobbin”', `CHILD‘S "bobbin`])
        expect([words, await found(`words=${encodeURIComponent(words)}`)]).toEqual([words, { ids: there, total: 2 }]);
      expect(await found(`words=${encodeURIComponent(`childs "Bobbin"`)}`)).toEqual({ ids: [], total: 0 });
    });

    it('sifts by the other filters as well', async () => {
      const [one, ...others] = await having('Needle');
      await db.query('UPDATE "recommendation_3" SET "open" = ("id" = $1)', [one]);
      expect(await found('words=Needle&status=open')).toEqual({ ids: [one], total: 1 });
      const closed = await found('words=Needle&status=closed&pageSize=200');
      expect(closed).toEqual({ ids: others, total: 59 });
    });
  });
});
