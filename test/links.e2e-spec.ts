import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { forAll } from './for-all';
import { openHouse } from './house';
import { dueToday } from './sample';
import { Walk } from './walk';

const KINDS = ['referrals', 'rapid-reviews', 'learning-events', 'audits', 'recommendations'];
/** Of each kind; the demonstration year has fewer of all but recommendations. */
const RECORDS = 12;

/** The addresses of records in the main part of a page, whatever follows them. */
const recordsIn = (html: string): readonly string[] => {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  const links = main.matchAll(new RegExp(`href="(/(?:${KINDS.join('|')})/[0-9a-f-]{36})(?=["#?])`, 'g'));
  return [...links].map(([, href = '']) => href);
};

describe('a page', () => {
  const house = forAll(openHouse);
  const walk = new Walk(house);

  const people = demonstrationPeople.map(({ id }) => id);

  it.each(dueToday(people, 3, () => 'a person'))('leads %s to no record that is refused', async (person) => {
    const visitor = await walk.as(person);
    const leads = new Map<string, string>();
    for (const kind of KINDS) {
      const list = await visitor.page(`/${kind}`);
      if (list.status === 403) continue;
      for (const record of [...new Set(recordsIn(list.text))].slice(0, RECORDS)) {
        const { status, text } = await visitor.page(record);
        expect([record, status]).toEqual([record, 200]);
        for (const href of recordsIn(text)) leads.set(href, record);
      }
    }
    expect(leads.size).toBeGreaterThan(0);
    for (const [href, from] of leads)
      expect([from, href, (await visitor.page(href)).status]).toEqual([from, href, 200]);
  });
});
