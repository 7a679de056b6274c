import { type House, openHouse } from './house';
import { type Json, jsonOf, visit } from './visitor';

interface PathSeen {
  readonly source: { readonly on?: string; readonly href?: string };
}

describe('the source of recommendations', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse();
  }, 120_000);
  afterAll(() => house.close());

  const firstOf = async (kind: string): Promise<string> => {
    const { items } = jsonOf(await (await visit(house, 'partnership-team')).get(`/api/v1/${kind}`)) as {
      items: readonly { readonly id: string }[];
    };
    return items[0]?.id ?? '';
  };

  it('offers to make recommendations to whom it will let in, and to nobody else', async () => {
    const [referral, audit] = [await firstOf('referrals'), await firstOf('audits')];
    for (const [person, lets] of [
      ['partnership-team', true],
      ['learning-inquiry-member', true],
      ['police-representative', false],
      ['scrutineer', false],
    ] as const) {
      const visitor = await visit(house, person);
      expect([person, (await visitor.page('/recommendations/new')).status]).toEqual([person, lets ? 200 : 403]);
      for (const place of [`/referrals/${referral}`, `/audits/${audit}`]) {
        const { text, status } = await visitor.page(place);
        // Another agency's referral is not for a representative.
        if (status === 403 && person === 'police-representative') continue;
        expect([person, place, text.includes('Recommendations from this')]).toEqual([person, place, true]);
        expect([person, place, text.includes('Make recommendations from this')]).toEqual([person, place, lets]);
      }
    }
  });

  it('dates the beginning of the path, never after the recommendation was made', async () => {
    const team = await visit(house, 'partnership-team');
    const { items } = jsonOf(await team.get('/api/v1/recommendations?pageSize=200')) as {
      items: readonly (Json & { readonly id: string; readonly madeOn: string })[];
    };
    const paths = await Promise.all(
      items.map(async ({ id, madeOn }) => ({
        madeOn,
        ...(jsonOf(await team.get(`/api/v1/recommendations/${id}/path`)) as unknown as PathSeen),
      })),
    );
    expect(paths.filter(({ madeOn, source }) => (source.on ?? '') > madeOn)).toEqual([]);
    const dated = paths.filter(({ source }) => source.on !== undefined);
    const kinds = new Set(dated.map(({ source }) => source.href?.split('/')[1]));
    expect([...kinds].toSorted()).toEqual(['audits', 'learning-events', 'rapid-reviews', 'referrals']);
  });
});
