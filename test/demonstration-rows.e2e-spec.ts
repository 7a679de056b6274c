import { DataSource } from 'typeorm';
import { addDays } from '#app/calendar';
import type { Recorded } from '#app/kernel';
import { Directory, type PageOf, type RecordRow, Registry, clockAt } from '#app/platform';
import type { RapidReviewRow } from '#app/rapid-review';
import { RecommendationLineRow, RecommendationRow } from '#app/recommendation';
import type { ReferralRow } from '#app/referral';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { type House, openYear } from './demonstration.house';

describe('the rows of the demonstration year', () => {
  const TODAY = '2026-11-22';
  let house: House;
  let events: readonly Recorded[];
  const scrutineer = demonstrationPeople.find(({ id }) => id === 'scrutineer');

  beforeAll(async () => {
    ({ house, events } = await openYear(clockAt(`${TODAY}T10:00:00Z`)));
    await house.catchUp();
    // Reactions have nothing to add: they took place during the load.
    expect(await house.log.head()).toBe(events.at(-1)?.position);
  });

  afterAll(() => house.close());

  const rows = async (category: string): Promise<PageOf<RecordRow>> => {
    const kind = house.web.app.get(Registry).of(category);
    if (!kind || !scrutineer) throw new Error(category);
    return kind.list({ page: 1, pageSize: 200, filters: {}, today: TODAY, person: scrutineer });
  };

  /** All that a person can read of a kind of record. */
  const seen = async (category: string): Promise<string> => {
    const { items } = await rows(category);
    const kind = house.web.app.get(Registry).of(category);
    const names = await house.web.app.get(Directory).names();
    if (!kind || !scrutineer) throw new Error(category);
    return JSON.stringify(items.map((row) => kind.seen(row, scrutineer, { today: TODAY, names })));
  };

  it.each([
    ['referral', 19],
    ['rapidReview', 3],
    ['learningEvent', 3],
    ['audit', 9],
    ['recommendation', 70],
    ['agency', 47],
    ['group', 10],
    ['post', 20],
  ])('the list of %s has %d', async (category, count) => {
    expect((await rows(category)).total).toBe(count);
  });

  it('a recommendation says that full assurance is yet to be received', async () => {
    expect(await seen('recommendation')).toContain('full assurance is yet to be received');
  });

  it('one is carried into the Q3 2025-26 audit', async () => {
    expect(await seen('recommendation')).toContain('Carried into the Q3 2025-26 audit');
  });

  it('one is complete by assurance of the Named GP', async () => {
    expect(await seen('recommendation')).toContain('Complete by assurance of the Named GP');
  });

  it('recommendations stand in every way they can', async () => {
    const all = await house.web.app.get(DataSource).getRepository(RecommendationRow).find();
    const shown = new Set(all.filter(({ title }) => title.endsWith('(invented)')).map(({ standing }) => standing));
    expect([...shown].toSorted()).toEqual([
      'assurance-asked',
      'assurance-to-review',
      'awaiting-approval',
      'carried',
      'complete',
      'embedded',
      'entered-in-error',
      'in-progress',
      'not-accepted',
      'partly-done',
      'proposed',
      'ready-to-complete',
      'superseded',
      'unowned',
      'waiting',
      'withdrawn',
    ] satisfies RecommendationRow['standing'][]);
  });

  it('their lines are in every state', async () => {
    const all = await house.web.app.get(DataSource).getRepository(RecommendationLineRow).find();
    expect([...new Set(all.map(({ state }) => state))].toSorted()).toEqual([
      'assurance-asked',
      'assurance-given',
      'assurance-returned',
      'assured',
      'carried',
      'complete',
      'handed-over',
      'in-progress',
      'not-applicable',
      'product-delivered',
      'unowned',
      'waiting',
      'withdrawn',
    ] satisfies RecommendationLineRow['state'][]);
  });

  it('what else can happen to a recommendation has happened', () => {
    const types = new Set(events.map(({ event }) => event.type));
    const others = ['RecommendationEscalated', 'RecommendationReopened', 'ScopeNoteAdded', 'ScrutinyCommentAdded'];
    const rest = ['OwnerNamed', 'RecommendationCorrected', 'ResultBroughtBack', 'TargetChanged', 'WaitingResolved'];
    expect([...others, ...rest].filter((type) => !types.has(type))).toEqual([]);
  });

  it('referrals stand in every way they can, and have every outcome', async () => {
    const { items } = (await rows('referral')) as PageOf<ReferralRow>;
    expect([...new Set(items.map(({ status }) => status))].toSorted()).toEqual([
      'closed',
      'considered',
      'decided',
      'duplicate',
      'entered-in-error',
      'information-asked',
      'received',
      'waiting-for-answer',
    ] satisfies ReferralRow['status'][]);
    expect(new Set(items.map(({ outcome }) => outcome).filter((outcome) => outcome !== null)).size).toBe(7);
  });

  it('one rapid review has been to the national Panel, one runs, and one was found not to meet the criteria', async () => {
    const { items } = (await rows('rapidReview')) as PageOf<RapidReviewRow>;
    expect(items.map(({ status }) => status).toSorted()).toEqual([
      'found-not-to-meet',
      'information-asked',
      'panel-replied',
    ]);
  });

  it('something is due within two weeks', async () => {
    const all = await house.web.app.get(DataSource).getRepository(RecommendationLineRow).find();
    const soon = all.filter(({ open, due }) => open && due !== null && due >= TODAY && due <= addDays(TODAY, 14));
    expect(soon.length).toBeGreaterThanOrEqual(3);
  });

  it('only what is invented is late, whoever looks', async () => {
    const late = new Set<string>();
    // Requests about people's data are invented one and all, and their titles are made of what people are called.
    const kinds = house.web.app.get(Registry).kinds.filter(({ category }) => category !== 'dataRequest');
    for (const person of demonstrationPeople)
      for (const kind of kinds)
        for (const waiting of (await kind.waiting?.(person, TODAY)) ?? [])
          if (waiting.late) for (const { text } of waiting.items) late.add(`${waiting.title}: ${text}`);
    expect(late.size).toBeGreaterThanOrEqual(3);
    expect([...late].filter((text) => !text.includes('(invented)'))).toEqual([]);
  });
});
