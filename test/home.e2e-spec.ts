import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { forAll } from './for-all';
import { TODAY, openHouse } from './house';
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

/** Every box of home that holds records, with the references of its rows. */
const sectionsOn = (html: string) =>
  html
    .split('<section class="lt-waits')
    .slice(1)
    .flatMap((section) => {
      const own = section.split('</section>')[0] ?? '';
      const [{ title, count }] = [...countsOn(own), { title: '', count: 0 }] as [CountLink];
      const references = [...own.matchAll(/class="lt-reference">([^<]+)</g)].map(([, reference]) => reference);
      const isOfRecords = !section.includes('aria-labelledby="after-');
      return !isOfRecords || references.length === 0
        ? []
        : [{ title, count, references, html: own, late: section.startsWith(' lt-waits--late') }];
    });

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
  const house = forAll(openHouse);
  const walk = new Walk(house);

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
      const titles = sectionsOn(await home(person)).map(({ late, title }) => `${String(late)} ${title}`);
      expect(titles).toEqual([...new Set(titles)]);
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

  it.each(demonstrationPeople.map(({ id }) => id))(
    'shows %s each record once under a heading: as many rows as it counts, or five and the way to all',
    async (person) => {
      for (const { title, count, references, html } of sectionsOn(await home(person))) {
        expect([title, references]).toEqual([title, [...new Set(references)]]);
        expect([title, references.length]).toEqual([title, Math.min(count, 5)]);
        expect([title, html.includes(`See all ${count}`)]).toEqual([title, count > 5]);
      }
    },
  );

  it('names every owner who is late with a recommendation, on its one row', async () => {
    const late = sectionsOn(await home('partnership-team')).find(
      ({ title }) => title === 'Recommendations past their target',
    );
    const row = late?.html.split('<li').find((item) => item.includes('REC-2024-25-021')) ?? '';
    expect(row.match(/<span class="lt-note">(.*?)<\/span>/)?.[1]).toMatch(
      /^Invented [^,]+, Invented [^,]+ and Invented [^,]+$/,
    );
  });

  it('says to a chair of two groups whose each box is', async () => {
    const titles = sectionsOn(await home('learning-inquiry-chair')).map(({ title }) => title);
    expect(titles).toContain('Recommendations past their target: Learning Inquiry Group');
    expect(titles).toContain('Recommendations past their target: Performance and Quality Assurance Group');
  });

  it('counts for a chair of two groups what each of them answers, and leads to exactly that', async () => {
    const assured = async (group: string, words: string): Promise<void> => {
      const id = await walk.open('partnership-team', 'recommendations', {
        recommendations: [{ words, owner: 'agency:primary-care' }],
        scope: 'multi-agency',
        themes: 'Neglect',
        monitor: group,
        executiveApproval: false,
        stage: 'agreed',
        meeting: { group, date: '2026-11-12', label: 'November meeting' },
        sourceKind: 'other',
      });
      const given = { lineId: 'line-1', type: 'statement', role: 'Named GP', words: 'It is known.', on: TODAY };
      await walk.act('primary-care-representative', `recommendations/${id}/assurance`, given);
    };
    await assured('learning-inquiry-group', 'For the Learning Inquiry Group alone.');
    await assured('performance-and-quality-assurance-group', 'For Performance and Quality Assurance alone.');
    const boxes = countsOn(await home('learning-inquiry-chair')).filter(({ title }) =>
      title.startsWith('Assurance to'),
    );
    expect(boxes).toHaveLength(2);
    for (const { href, count, title } of boxes) {
      const list = await walk.page('learning-inquiry-chair', href);
      expect([title, listed(list)]).toEqual([title, count]);
      expect(list.includes('For the Learning Inquiry Group alone.')).toBe(title.endsWith('Learning Inquiry Group'));
    }
  });

  it.each(['scrutineer', 'executive-member'])(
    'tells %s of what is late across the partnership, though nothing of it is theirs to do',
    async (person) => {
      const html = lateOn(await home(person));
      expect(html).toContain('Nothing that you must do is late');
      const [, list = ''] = html.split('Late across the partnership');
      const links = [...list.matchAll(/href="([^"]+)">(\d+) (recommendations? past|reviews? of)/g)];
      expect(links.map(([, , , words]) => words?.replace('recommendation ', 'recommendations '))).toContain(
        'recommendations past',
      );
      for (const [, href = '', count = ''] of links)
        expect(listed(await walk.page(person, href.replaceAll('&amp;', '&')))).toBe(Number(count));
    },
  );

  it('tells nobody else of what others are late with', async () => {
    for (const person of ['police-representative', 'learning-inquiry-member', 'partnership-team'])
      expect(await home(person)).not.toContain('Late across the partnership');
  });

  it('shows what was escalated to the Executive Group to its members, until it has been reviewed', async () => {
    const title = 'Escalated to your group';
    const before = sectionsOn(await home('executive-member')).find((one) => one.title === title);
    expect(before?.references).toContain('REC-2024-25-021');
    expect(before?.html).toContain('One agency has not answered after two reminders.');
    const { items } = (await walk.see('partnership-team', 'recommendations?words=REC-2024-25-021')) as unknown as {
      items: { id: string; monitor: { id: string } }[];
    };
    const [{ id, monitor }] = items as [{ id: string; monitor: { id: string } }];
    const about = `recommendations/${id}`;
    expect(before?.html).toContain(`href="/recommendations/${id}/escalation-answer"`);
    const hidden = await walk.see('police-representative', 'recommendations?escalated=executive-group');
    expect(hidden['total']).toBe(0);
    const meeting = { group: monitor.id, date: '2026-11-19', label: 'November meeting' };
    await walk.act('partnership-team', `${about}/review`, { meeting, note: 'The Executive wrote to the agency.' });
    const after = sectionsOn(await home('executive-member')).find((one) => one.title === title);
    expect(after?.references ?? []).not.toContain('REC-2024-25-021');
  });

  it('does not say that what the scrutineer may read is waiting for them', async () => {
    const html = await home('scrutineer');
    expect(waitingOn(html)).toContain('Nothing waits for you');
    expect(lateOn(html)).toContain('Lately on the audit trail');
  });
});
