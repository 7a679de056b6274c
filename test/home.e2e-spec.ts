import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { type House, TODAY, openHouse } from './house';
import { Walk } from './walk';

interface CountLink {
  readonly count: number;
  readonly title: string;
  readonly href: string;
}

/** Every heading on home: the number it says, and the list that it leads to. */
const countsOn = (html: string): readonly CountLink[] =>
  [
    ...html.matchAll(
      /lt-waits__link" href="([^"]+)"><span class="lt-waits__count">(\d+)<\/span> <span class="lt-waits__words">([^<]+)/g,
    ),
  ].map(([, href = '', count = '', title = '']) => ({
    count: Number(count),
    title,
    href: href.replaceAll('&amp;', '&'),
  }));

/** "Referrals (3)" → 3 */
const listed = (html: string): number => Number(/<h1[^>]*>[^<]*\((\d+)\)\s*<\/h1>/.exec(html)?.[1]);

const lateOn = (html: string): string => html.slice(html.indexOf('id="late"'));
const waitingOn = (html: string): string => html.slice(0, html.indexOf('id="late"'));

const referral = {
  headline: 'Missed appointments before an injury',
  from: 'primary-care',
  role: 'Practice nurse',
  receivedOn: '2026-11-10',
  awareOn: '2026-11-09',
  numberOfChildren: 1,
  harm: 'suspected',
  whatHappened: 'An infant was seen with a bruise after three missed appointments.',
  why: 'Agencies may not have told each other what they knew.',
  agencies: ['constabulary', 'primary-care'],
};

describe('home', () => {
  let house: House;
  let walk: Walk;

  beforeAll(async () => {
    house = await openHouse();
    walk = new Walk(house);
  }, 120_000);
  afterAll(() => house.close());

  const home = (person: string): Promise<string> => walk.page(person, '/');
  const received = (change: object): Promise<string> =>
    walk.open('partnership-team', 'referrals', { ...referral, ...change });

  it.each(demonstrationPeople.map(({ id }) => id))(
    'gives %s no count without the list of exactly these',
    async (person) => {
      const counts = countsOn(await home(person));
      const lists = await Promise.all(
        counts.map(async (one) => ({ ...one, count: listed(await walk.page(person, one.href)) })),
      );
      expect(lists).toEqual(counts);
    },
  );

  it('puts a referral whose notification day has passed under Late, and no other', async () => {
    await received({ headline: 'The day has passed' });
    await received({ headline: 'Good practice', harm: 'good-practice' });
    await received({ headline: 'Came after the day', receivedOn: TODAY });
    await received({ headline: 'Known since Wednesday', receivedOn: TODAY, awareOn: '2026-11-18' });
    const html = await home('partnership-team');
    expect(lateOn(html)).toContain('The day has passed');
    for (const other of ['Good practice', 'Came after the day', 'Known since Wednesday'])
      expect(lateOn(html)).not.toContain(other);
    const rest = await walk.page('partnership-team', '/referrals?waits=decision&due=in-time');
    for (const other of ['Good practice', 'Came after the day', 'Known since Wednesday']) expect(rest).toContain(other);
    expect(html).toContain('Notify the Panel by 16 November 2026, if the criteria are met');
    const [late] = countsOn(lateOn(html)).filter(({ href }) => href.startsWith('/referrals'));
    expect(listed(await walk.page('partnership-team', late?.href ?? ''))).toBe(late?.count);
  });

  it('parts the information that an agency is late with from what is not due yet', async () => {
    const [past, ahead] = [await received({ headline: 'Asked long ago' }), await received({ headline: 'Asked today' })];
    const ask = (id: string, askedOn: string, dueOn: string) =>
      walk.act('partnership-team', `referrals/${id}/information-request`, {
        agency: 'constabulary',
        question: 'What was known?',
        askedOn,
        dueOn,
      });
    await ask(past, '2026-11-11', '2026-11-13');
    await ask(ahead, TODAY, '2026-11-27');
    const html = await home('police-representative');
    expect(lateOn(html)).toContain('Asked long ago');
    expect(waitingOn(html)).toContain('Asked today');
    const counts = countsOn(html).filter(({ href }) => href.includes('waits=information'));
    expect(counts).toHaveLength(2);
    for (const { href, count } of counts) expect(listed(await walk.page('police-representative', href))).toBe(count);
  });

  it('parts the returns for a rapid review in the same way', async () => {
    const running = await walk.see('partnership-team', 'rapid-reviews?status=information-asked');
    const [review] = running['items'] as { id: string }[];
    const asked = { agency: 'constabulary', question: 'What was known?', askedOn: '2026-11-16', dueOn: '2026-11-18' };
    await walk.act('partnership-team', `rapid-reviews/${review?.id ?? ''}/information-request`, asked);
    const [late] = countsOn(lateOn(await home('police-representative'))).filter(({ href }) => href.includes('=return'));
    expect(late).toMatchObject({ count: 1, href: '/rapid-reviews?waits=return&due=late' });
    expect(listed(await walk.page('police-representative', late?.href ?? ''))).toBe(1);
    expect(listed(await walk.page('police-representative', '/rapid-reviews?waits=return&due=in-time'))).toBe(0);
  });

  it('leads to all of them where only the first few are shown', async () => {
    for (const n of [1, 2, 3, 4, 5, 6]) await received({ headline: `Number ${n}` });
    expect(await home('partnership-team')).toMatch(/See all \d+/);
  });

  it('says of each line of a recommendation whose it is', async () => {
    expect(lateOn(await home('partnership-team'))).toMatch(/<span class="lt-note">[^<]+<\/span>/);
  });

  it('does not say that what the scrutineer may read is waiting for them', async () => {
    const html = await home('scrutineer');
    expect(waitingOn(html)).toContain('Nothing waits for you');
    expect(lateOn(html)).toContain('Lately on the audit trail');
  });
});
