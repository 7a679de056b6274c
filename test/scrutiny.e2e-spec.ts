import { forAll } from './for-all';
import { openHouse } from './house';
import { Walk } from './walk';

interface Entry {
  readonly title: string;
  readonly type: string;
  readonly happenedOn: string;
  readonly position: string;
  readonly recordedLate: boolean;
  readonly stream: string;
  readonly by: { readonly actor: string; readonly agency?: string; readonly group?: string };
  readonly record: { readonly id: string; readonly reference: string };
}
interface Trail {
  readonly items: readonly Entry[];
  readonly total: number;
}

describe('the audit trail', () => {
  const house = forAll(openHouse);
  const walk = new Walk(house);
  let referral: string;

  beforeAll(async () => {
    referral = await walk.open('police-representative', 'referrals', {
      headline: 'A late entry',
      from: 'constabulary',
      role: 'Sergeant',
      receivedOn: '2026-11-02',
      numberOfChildren: 1,
      harm: 'suspected',
      whatHappened: 'School was missed.',
      why: 'To learn early.',
      agencies: ['constabulary'],
    });
  });

  const trail = async (query = '') => (await walk.see('scrutineer', `audit-trail${query}`)) as unknown as Trail;
  const all = async (query: string) => (await trail(`${query}&pageSize=200`)).items;

  it('is read by the scrutineer and the Partnership Team only', async () => {
    for (const person of ['scrutineer', 'partnership-team']) {
      await walk.text(person, 'audit-trail');
      await walk.page(person, '/audit-trail');
    }
    for (const person of ['police-representative', 'executive-member', 'learning-inquiry-chair', 'council-partner']) {
      await walk.text(person, 'audit-trail', 403);
      await walk.page(person, '/audit-trail', 403);
      expect(await walk.page(person, '/')).not.toContain('href="/audit-trail"');
    }
  });

  it('holds every event of the log, newest first, once', async () => {
    const first = await trail('?pageSize=200');
    const positions: number[] = [];
    for (let page = 1; positions.length < first.total; page++) {
      const { items } = await trail(`?pageSize=200&page=${page}`);
      if (items.length === 0) break;
      positions.push(...items.map(({ position }) => Number(position)));
    }
    expect(positions).toHaveLength(first.total);
    expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => b - a));
    // All but the looks, which this reading itself is.
    const events = (await house.log.readAll(-1n, 100_000)).filter(({ stream }) => !stream.startsWith('access-'));
    expect(positions[0]).toBe(Number(events.at(-1)?.position));
    expect(positions).toHaveLength(events.length);
  });

  it('tells who, for whom and when it happened, and what was recorded late', async () => {
    const [newest] = (await trail()).items;
    expect(newest).toMatchObject({
      type: 'ReferralReceived',
      happenedOn: '2026-11-02',
      recordedLate: true,
      stream: `referral-${referral}`,
      by: { actor: 'Representative of the Constabulary', agency: 'Hampshire and Isle of Wight Constabulary' },
      record: { id: referral },
    });
    expect(await walk.page('scrutineer', '/audit-trail')).toContain('A late entry');
  });

  it('never calls late what was brought over from older papers', async () => {
    const late = await all('?late=yes');
    expect(late.map(({ stream }) => stream)).toEqual([`referral-${referral}`]);
  });

  it.each([
    ['kind=audit', ({ stream }: Entry) => stream.startsWith('audit-')],
    ['act=ReferralDecided', ({ type }: Entry) => type === 'ReferralDecided'],
    ['person=police-partner', ({ by }: Entry) => by.actor === 'Delegated safeguarding partner, police'],
    ['agency=primary-care', ({ by }: Entry) => by.agency !== undefined],
    ['group=executive-group', ({ by }: Entry) => by.group === 'Executive Group'],
    [
      'from=2024-09-01&until=2024-11-30',
      ({ happenedOn }: Entry) => happenedOn >= '2024-09-01' && happenedOn < '2024-12-01',
    ],
    ['record=REF-2024', ({ record }: Entry) => record.reference.startsWith('REF-2024')],
  ])('is filtered by %s', async (query, holds) => {
    const found = await all(`?${query}`);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((entry) => !holds(entry))).toEqual([]);
    expect(await walk.page('scrutineer', `/audit-trail?${query}`)).toContain('lt-history');
  });

  it.each(['colour=red', 'kind=pub', 'from=yesterday', 'late=perhaps', 'from=2026-02-01&until=2026-01-01', 'page=0'])(
    'refuses %s from a client of the API; a page shows what it can',
    async (query) => {
      const problem = await walk.text('scrutineer', `audit-trail?${query}`, 400);
      expect(problem).toContain('"errors":[{"pointer":"/');
      await walk.page('scrutineer', `/audit-trail?${query}`);
    },
  );

  it('puts the latest of note before the scrutineer', async () => {
    const home = await walk.page('scrutineer', '/');
    const heading = 'Decisions, completions, moved targets and late recordings';
    expect(home).toContain(heading);
    expect(home).toContain('A late entry');
    expect(await walk.page('partnership-team', '/')).not.toContain(heading);
  });
});

describe('the history of a record', () => {
  const house = forAll(openHouse);
  const walk = new Walk(house);

  it('asks for a stream that there is, of a record that the person may read', async () => {
    await walk.text('scrutineer', 'history', 400);
    await walk.text('scrutineer', 'history?stream=nothing-here', 404);
    await walk.text('scrutineer', 'history?stream=referral-nobody-knows-it', 404);
    await walk.page('scrutineer', '/referrals/nobody-knows-it/history', 404);
  });

  it('tells nobody more than the record, of any record of the year', async () => {
    const kinds = {
      referrals: 'referral',
      audits: 'audit',
      'learning-events': 'learningEvent',
      'rapid-reviews': 'rapidReview',
    };
    for (const [kind, category] of Object.entries(kinds)) {
      const { items } = (await walk.see('scrutineer', `${kind}?pageSize=200`)) as { items: { id: string }[] };
      const mine = (await walk.see('police-representative', `${kind}?pageSize=200`)) as { items: { id: string }[] };
      for (const { id } of items) {
        const readable = mine.items.some((one) => one.id === id);
        await walk.text('police-representative', `${kind}/${id}`, readable ? 200 : 403);
        await walk.text('police-representative', `history?stream=${category}-${id}`, readable ? 200 : 403);
      }
    }
  });

  it('shows old and new, struck through, with the reason', async () => {
    const id = await walk.open('partnership-team', 'referrals', {
      headline: 'A slip of the pen',
      from: 'constabulary',
      role: 'Sergeant',
      receivedOn: '2026-11-18',
      numberOfChildren: 1,
      harm: 'suspected',
      whatHappened: 'School was missed.',
      why: 'To learn early.',
      agencies: ['constabulary'],
    });
    const corrected = { field: 'receivedOn', receivedOn: '2026-11-17', reason: 'The log says so.' };
    await walk.act('partnership-team', `referrals/${id}/correction`, corrected);
    for (const path of [`/referrals/${id}`, `/referrals/${id}/history`]) {
      const page = await walk.page('scrutineer', path);
      expect(page).toMatch(/<del[^>]*>.*18 Nov 2026<\/del>.*<ins[^>]*>.*17 Nov 2026<\/ins>/);
      expect(page).toContain(corrected.reason);
    }
    const history = (await walk.see('scrutineer', `history?stream=referral-${id}`)) as unknown as Trail;
    expect(history.items.map(({ type }) => type)).toEqual(['ReferralCorrected', 'ReferralReceived']);
  });
});
