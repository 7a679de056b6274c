import { choices } from './choices';
import { isAnother, sectionsOf } from './sections';

const FIRST = 'Isle of Wight Safeguarding Children Partnership';
const SECOND = 'Downs and Harbour Safeguarding Children Partnership';

const ids = (list: readonly { readonly id: string }[] = []): readonly string[] => list.map(({ id }) => id);

describe('the page where one chooses who to be', () => {
  it('shows first whoever belongs to the partnership from which one comes, then whoever belongs to the other alone', () => {
    const [one, two] = [sectionsOf(choices, FIRST, false), sectionsOf(choices, FIRST, true)];
    expect([one.partnership, one.elsewhere?.partnership]).toEqual([FIRST, SECOND]);
    expect([two.partnership, two.elsewhere?.partnership]).toEqual([SECOND, FIRST]);
    expect(ids(one.elsewhere?.people)).toEqual(['downs-partnership-team', 'downs-chair', 'downs-council-partner']);
    for (const { people, elsewhere } of [one, two])
      expect(ids([...people, ...(elsewhere?.people ?? [])]).toSorted()).toEqual([...new Set(ids(choices))].toSorted());
    expect([one.invented, two.invented]).toEqual([SECOND, SECOND]);
  });

  it('says of whoever belongs to both where else they belong', () => {
    const also = (fromAnother: boolean) =>
      sectionsOf(choices, FIRST, fromAnother).people.flatMap((one) =>
        one.also === undefined ? [] : [[one.id, one.also]],
      );
    const both = ['police-representative', 'police-partner', 'scrutineer'];
    expect(also(false)).toEqual(both.map((id) => [id, SECOND]));
    expect(also(true)).toEqual(both.map((id) => [id, FIRST]));
  });

  it('speaks of no other partnership where there is one', () => {
    const alone = choices.filter(({ partnership }) => partnership === undefined);
    expect(sectionsOf(alone, FIRST, true)).toEqual({
      partnership: FIRST,
      people: alone,
      invented: undefined,
      elsewhere: undefined,
    });
  });

  it.each([
    ['http://localhost:3000/sign-in/return', false],
    ['http://127.0.0.1:3001/sign-in/return', true],
  ])('tells by the port of %s whether one comes from another: %s', (back, another) => {
    expect(isAnother(new URL(back), 'http://127.0.0.1:3000')).toBe(another);
    expect(isAnother(new URL(back), undefined)).toBe(false);
  });
});
