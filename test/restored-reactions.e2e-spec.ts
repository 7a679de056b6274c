import { join } from 'node:path';
import { categoryOf } from '#app/platform';
import { markEmpty, migrate } from '../apps/projector/src/migrate';
import { forAll } from './for-all';
import { TODAY, openHouse, openHouseOn } from './house';
import { freshDatabase } from './postgres';
import { appearMet, referred } from './rapid-review.bodies';
import { run } from './roles.server';
import { temporaryFolder } from './temporary-folder';
import { trail } from './trail-log.house';
import { commandsFor } from './trail-projections.house';
import { Walk } from './walk';

const TEAM = 'partnership-team';
const REACTION = 'reaction:open-notification-decision';
const reason = 'It was mistyped';

/** As from a backup of the database. */
async function bring(table: string, from: string, to: string): Promise<void> {
  const [held] = (await run(from, `SELECT json_agg(t)::text AS rows FROM ${table} AS t`)).rows as {
    rows: string | null;
  }[];
  const rows = `'${(held?.rows ?? '[]').replaceAll("'", "''")}'`;
  await run(to, `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, ${rows})`);
}

describe('what followed by itself, once an export is restored', () => {
  const house = forAll(openHouse);
  const walk = new Walk(house);
  let file: string;
  let review: string;
  let correctReferral: (of: Walk, awareOn: string) => Promise<unknown>;

  /** A person puts the review’s day right first; the referral follows, which leads to nothing; then the referral changes again. */
  beforeAll(async () => {
    const referral = await walk.open(TEAM, 'referrals', {
      ...referred,
      headline: 'Put right twice',
      receivedOn: TODAY,
    });
    await walk.act(TEAM, `referrals/${referral}/decision`, appearMet);
    const { items } = await walk.see(TEAM, 'rapid-reviews?words=Put right twice');
    review = (items as { id: string }[])[0]?.id ?? '';
    correctReferral = (of, awareOn) =>
      of.act(TEAM, `referrals/${referral}/correction`, { field: 'awareOn', awareOn, reason });
    await walk.act(TEAM, `rapid-reviews/${review}/correction`, { field: 'awareOn', date: '2026-11-19', reason });
    await correctReferral(walk, '2026-11-19');
    await correctReferral(walk, '2026-11-17');
    expect(await walk.see(TEAM, `rapid-reviews/${review}`)).toMatchObject({ awareOn: '2026-11-17' });
    file = join(await temporaryFolder('restored'), 'whole.jsonl');
    await expect(trail(house.databaseUrl, 'export', file)).resolves.toMatchObject({ code: 0 });
  });

  it('is not sent again, and goes on where it is told', async () => {
    const databaseUrl = await freshDatabase();
    await migrate(databaseUrl);
    await markEmpty(databaseUrl, 'demonstration');
    const last = await house.log.head();
    const restored = await trail(databaseUrl, 'restore', file);
    const resume = `trail projections resume ${REACTION} --from ${String(last)}`;
    expect([restored.code, restored.said]).toEqual([0, expect.stringContaining(`\n  ${resume}\n`)]);

    for (const table of ['identity', 'vault.data_key']) await bring(table, house.databaseUrl, databaseUrl);
    const copy = await openHouseOn(databaseUrl);
    try {
      const anew = new Walk(copy);
      await copy.engine.catchUp();
      expect(await copy.log.head()).toBe(last);
      await correctReferral(anew, '2026-11-16');
      expect(await anew.see(TEAM, `rapid-reviews/${review}`)).toMatchObject({ awareOn: '2026-11-17' });

      const { projections } = commandsFor({ databaseUrl });
      await expect(projections(...resume.split(' ').slice(2))).resolves.toMatchObject({ code: 0 });
      await copy.engine.catchUp();
      const added = await copy.log.readAll(last, 10, { categories: ['referral', 'rapidReview'] });
      expect(added.map(({ stream, event }) => `${categoryOf(stream)} ${event.type}`)).toEqual([
        'referral ReferralCorrected',
        'rapidReview RapidReviewCorrected',
      ]);
      expect(await anew.see(TEAM, `rapid-reviews/${review}`)).toMatchObject({ awareOn: '2026-11-16' });
    } finally {
      await copy.close();
    }
  });
});
