import { forAll } from './for-all';
import { openHouse } from './house';
import { Walk } from './walk';

interface Found {
  readonly id: string;
  readonly title: string;
  readonly reference: string;
}

const LISTS = ['recommendations', 'referrals', 'rapid-reviews', 'learning-events', 'audits', 'agencies', 'groups'];

describe('words that are looked for', () => {
  const house = forAll(openHouse);
  const walk = new Walk(house);

  describe.each(LISTS)('in the list of %s', (list) => {
    const found = async (words: string): Promise<readonly Found[]> => {
      const query = `pageSize=200&words=${encodeURIComponent(words)}`;
      return (await walk.see('partnership-team', `${list}?${query}`))['items'] as Found[];
    };
    const oneOf = async (): Promise<Found> => {
      const one = (await found('')).find(({ title }) => /^\w+ \w+ \w+/.test(title));
      if (!one) throw new Error(`There is none of ${list} with a title of three words`);
      return one;
    };

    it('are found in any order, those of a reference and those of a title together', async () => {
      const { id, title, reference } = await oneOf();
      const [first = '', second = '', third = ''] = title.split(' ');
      for (const words of [
        `${third} ${first}`,
        `${second}  ${reference} ${first}`,
        `${reference} ${third.toUpperCase()}`,
      ])
        expect([words, await found(words)]).toEqual([words, expect.arrayContaining([expect.objectContaining({ id })])]);
    });

    it('are found all of them, or the record is not', async () => {
      const { title, reference } = await oneOf();
      for (const words of [`${title.split(' ')[0]} haystack`, `haystack ${reference}`])
        expect([words, await found(words)]).toEqual([words, []]);
    });

    it('are ten at most, of which words in double quotes are one', async () => {
      const { id, title } = await oneOf();
      const [first = '', second = '', third = ''] = title.split(' ');
      const ten = [...Array<string>(9).fill(first), `"${second} ${third}"`].join(' ');
      expect(await found(ten)).toEqual(expect.arrayContaining([expect.objectContaining({ id })]));
      const typed = `${ten} ${first}`;
      const eleven = `words=${encodeURIComponent(typed)}`;
      expect(await walk.text('partnership-team', `${list}?${eleven}`, 400)).toContain('must be 10 words or fewer');
      const page = await walk.page('partnership-team', `/${list}?${eleven}`);
      expect(page).toContain('11 words are more than the 10');
      expect(page).toContain(` value="${typed.replaceAll('"', '&quot;').replaceAll("'", '&#39;')}"`);
    });

    it('stay together where they stand in double quotes', async () => {
      const { id, title, reference } = await oneOf();
      const [first = '', second = ''] = title.split(' ');
      const ids = async (words: string) => (await found(words)).map((one) => one.id);
      for (const words of [`"${first} ${second}"`, `${reference} “${first} ${second}”`])
        expect([words, await ids(words)]).toEqual([words, expect.arrayContaining([id])]);
      for (const words of [`"${second} ${first}"`, `${reference} "${second} ${first}"`])
        expect([words, await ids(words)]).toEqual([words, expect.not.arrayContaining([id])]);
    });
  });
});
