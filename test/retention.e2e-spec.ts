import { SECOND, approves, statusOf } from './erasure.house';
import { forAll } from './for-all';
import { TODAY, openHouse } from './house';
import { TEAM } from './identity-section.house';
import { type Json, jsonOf } from './visitor';
import { Walk } from './walk';

interface Due {
  readonly reference: string;
  readonly href: string;
  readonly dueOn: string;
  readonly people: number;
}

const house = forAll(openHouse);
const walk = new Walk(house);

const due = async (): Promise<readonly Due[]> => (await walk.see(TEAM, 'retention-due'))['items'] as readonly Due[];
const schedule = async (): Promise<readonly Json[]> =>
  (await walk.see(SECOND, 'retention'))['items'] as readonly Json[];
const lineOf = async (kind: string): Promise<string> => {
  const line = (await schedule()).find(({ of }) => (of as { value: string }).value === kind);
  return `retention/${String(line?.['id'])}`;
};

describe('the schedule of how long things are kept', () => {
  it('is read by everybody who is signed in, and is marked as invented in a demonstration', async () => {
    const page = await walk.page('police-representative', '/retention');
    for (const said of ['Who a referral is about', '30 years', 'Kept for good', 'invented for the demonstration'])
      expect(page).toContain(said);
    expect(page).not.toContain('Set how long something is kept');
  });

  it('is the Partnership Team’s to change, with whose rule it is, and once for each kind', async () => {
    const again = { of: 'referral', follows: 'review', years: 30, trigger: 'opened', authority: 'Our schedule' };
    const twice = await (await walk.as(TEAM)).post('/api/v1/retention', again);
    expect([twice.status, jsonOf(twice)['type']]).toEqual([409, 'urn:rule:period-set']);
    const forGood = { follows: 'kept', trigger: 'opened', authority: 'Nobody’s', reason: 'To see' };
    const refused = await (await walk.as(TEAM)).post(`/api/v1/${await lineOf('referral')}/change`, forGood);
    expect([refused.status, jsonOf(refused)['type']]).toEqual([409, 'urn:rule:identity-for-good']);
  });
});

describe('a record whose time is over', () => {
  const shortened = {
    follows: 'review',
    years: 1,
    trigger: 'last-entry',
    authority: 'Our schedule',
    reason: 'For this test',
  };

  it('is reviewed by two people before anything is destroyed: kept on first, and destroyed when that is over too', async () => {
    expect(await due()).toEqual([]);
    await walk.act(TEAM, `${await lineOf('referral')}/change`, shortened);
    const [one, ...more] = await due();
    if (!one) throw new Error('The referral of the year whose people are recorded is due');
    expect([one.people, more]).toEqual([2, []]);
    expect(one.dueOn <= TODAY).toBe(true);
    const page = await walk.page(TEAM, '/retention-due');
    expect(page).toContain(one.reference);
    expect(await walk.page(TEAM, '/')).toContain('Records whose time to be kept is over');
    expect((await (await walk.as('police-representative')).page('/retention-due')).status).toBe(403);

    const record = `referral-${one.href.split('/')[2] ?? ''}`;
    const begin = async () => `data-requests/${await walk.open(TEAM, 'data-requests', { asked: 'review', record })}`;
    const kept = await begin();
    expect(await due()).toEqual([]);
    const keep = { outcome: 'keep', keepUntil: '2027-01-04', reasons: 'A court may ask.', decidedOn: TODAY };
    await walk.act(TEAM, `${kept}/review-decision`, keep);
    await walk.act(SECOND, `${kept}/approval`, approves);
    expect([await statusOf(walk, kept), await due()]).toEqual(['kept', []]);
    const early = await (await walk.as(TEAM)).post('/api/v1/data-requests', { asked: 'review', record });
    expect(early.status).toBe(400);

    walk.on('2027-01-04');
    expect((await due()).map(({ dueOn }) => dueOn)).toEqual(['2027-01-04']);
    const destroyed = await begin();
    const destroy = { outcome: 'destroy', evidence: ['none'], reasons: 'Nobody needs it.', decidedOn: '2027-01-04' };
    await walk.act(TEAM, `${destroyed}/review-decision`, destroy);
    const own = await (await walk.as(TEAM)).post(`/api/v1/${destroyed}/approval`, approves);
    expect(jsonOf(own)['type']).toBe('urn:rule:second-person');
    await walk.act(SECOND, `${destroyed}/approval`, approves);
    expect(await walk.see(TEAM, destroyed)).toMatchObject({
      status: { value: 'erased' },
      report: { keys: 2, details: 4 },
    });
    expect(await due()).toEqual([]);
    // What was decided stays.
    expect(await walk.page(TEAM, one.href)).toContain('Not kept any more');
    walk.on(TODAY);
  });
});
