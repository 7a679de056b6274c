import { forAll } from './for-all';
import { openHouse } from './house';
import { proposed } from './recommendation.house';
import { type Json, jsonOf, visit } from './visitor';

interface PathSeen {
  readonly source: { readonly on?: string; readonly href?: string };
}

describe('the source of recommendations', () => {
  const house = forAll(openHouse);

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

  it('is the record that a reference names, and a reference that names none is refused', async () => {
    const team = await visit(house, 'partnership-team');
    const { items } = jsonOf(await team.get('/api/v1/learning-events')) as {
      items: readonly { readonly id: string; readonly reference: string; readonly title: string }[];
    };
    const [event] = items;
    if (event === undefined) throw new Error('There is no learning event');
    const make = (source: object) => team.post('/api/v1/recommendations', { ...proposed, ...source });
    const sourceOf = async (source: object) => {
      const id = jsonOf(await make(source))['id'] as string;
      await house.engine.catchUp();
      return jsonOf(await team.get(`/api/v1/recommendations/${id}`))['source'];
    };
    expect(
      await sourceOf({ sourceKind: 'learningEvent', sourceReference: event.reference.toLowerCase() }),
    ).toMatchObject({
      id: event.id,
      reference: event.reference,
      title: event.title,
      href: `/learning-events/${event.id}`,
    });
    expect(await sourceOf({ sourceKind: 'other', sourceReference: 'National review 4' })).toMatchObject({
      id: '',
      reference: 'National review 4',
      href: null,
    });
    for (const source of [
      { sourceKind: 'learningEvent', sourceReference: 'LEV-1999-00-001' },
      { sourceKind: 'audit', sourceReference: event.reference },
      { sourceKind: 'audit', sourceId: 'nothing' },
    ]) {
      const refused = await make(source);
      expect([refused.status, jsonOf(refused)['type']]).toEqual([409, 'urn:rule:no-such-source']);
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
