import { AxeBuilder } from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import { type ActDefinition, type RecordKind, type RecordRow, Registry, allowed } from '#app/platform';
import { people } from '../apps/web/src/demonstration.people';
import { type Browser, type Guest, openBrowser } from './browser';
import { type House, TODAY, openHouse } from './house';

/** Rules that the markup of GOV.UK Frontend itself breaks are off; nothing else is. */
const markup = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: { 'no-redundant-role': 'off', 'no-trailing-whitespace': 'off', 'void-style': 'off', 'long-title': 'off' },
});
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const AT_ONCE = 3;

interface Place {
  readonly person: string;
  readonly path: string;
  /** 200 when left out. */
  readonly status?: number;
  /** The form of the page is sent as it stands, and what comes back is looked at. */
  readonly sent?: boolean;
}

let house: House;
let browser: Browser;
const guests = new Map<string, Guest[]>();

beforeAll(async () => {
  house = await openHouse();
  browser = await openBrowser(house);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await house.close();
});

const kindOf = (path: string): RecordKind => {
  const kind = house.web.app.get(Registry).at(path);
  if (!kind) throw new Error(`There is no kind ${path}`);
  return kind;
};

const recordsOf = async (kind: RecordKind): Promise<readonly RecordRow[]> => {
  const person = people.find('partnership-team');
  if (!person) throw new Error('There is no Partnership Team');
  return (await kind.list({ page: 1, pageSize: 200, filters: {}, today: TODAY, person })).items;
};

const statusOf = (record: RecordRow): unknown =>
  Object.entries(record).find(([key]) => /^(status|standing)$/.test(key))?.[1];

/** Somebody and a record on which they can do this now; failing that, somebody who may at all. */
function whereFor(act: ActDefinition<RecordRow>, records: readonly RecordRow[]) {
  const able = people
    .all()
    .flatMap((person) =>
      records.filter((record) => allowed(act.may, person, record)).map((record) => ({ person, record })),
    );
  return able.find(({ person, record }) => act.offered?.(record, person) ?? true) ?? able[0];
}

async function formsOf(path: string): Promise<readonly Place[]> {
  const kind = kindOf(path);
  const records = await recordsOf(kind);
  return kind.acts.map((act) => {
    const found = whereFor(act, records);
    if (!found) throw new Error(`Nobody may do ${path}/${act.name}`);
    return { person: found.person.id, path: `/${path}/${found.record.id}/${act.name}` };
  });
}

async function readingOf(path: string): Promise<readonly Place[]> {
  const kind = kindOf(path);
  const records = await recordsOf(kind);
  const oneOfEach = [...new Map(records.map((record) => [statusOf(record), record])).values()];
  const at = (place: string): Place => ({ person: 'partnership-team', path: `/${path}${place}` });
  return [
    at(''),
    at('?words=and'),
    at('?words=nothing-is-called-this'),
    ...oneOfEach.map(({ id }) => at(`/${id}`)),
    at(`/${oneOfEach[0]?.id ?? ''}/history`),
    ...(kind.opening ? [at('/new'), { ...at('/new'), sent: true, status: 400 }] : []),
  ];
}

/** Everything that is wrong with these pages. */
async function faultsOf(places: readonly Place[]): Promise<readonly string[]> {
  const waiting = [...places];
  const faults: string[] = [];
  const look = async (): Promise<void> => {
    for (let place = waiting.shift(); place; place = waiting.shift()) faults.push(...(await lookAt(place)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, look));
  return faults;
}

async function lookAt(place: Place): Promise<readonly string[]> {
  const free = guests.get(place.person) ?? [];
  guests.set(place.person, free);
  const guest = free.pop() ?? (await browser.guest(place.person));
  const { page } = guest;
  await page.setViewportSize({ width: 1200, height: 900 });
  const answer = await (place.sent ? send(guest, place.path) : page.goto(place.path));
  const { status = 200 } = place;
  const found = [
    ...(answer?.status() === status ? [] : [`answers ${answer?.status() ?? 'nothing'} in place of ${status}`]),
    ...(await markupFaults((await answer?.text()) ?? '')),
    ...(await axeFaults(guest)),
    ...(await sideways(guest)),
    ...guest.complaints.splice(0),
  ];
  free.push(guest);
  return found.map((fault) => `${place.path} (${place.person}${place.sent ? ', sent' : ''}): ${fault}`);
}

async function send({ page }: Guest, path: string) {
  await page.goto(path);
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.locator('main form button:not([name]):visible').first().click();
  const sent = await answer;
  await page.waitForLoadState();
  return sent;
}

async function markupFaults(html: string): Promise<readonly string[]> {
  const { results } = await markup.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${ruleId}, line ${line}: ${message}`),
  );
}

async function axeFaults({ page }: Guest): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(WCAG).analyze();
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}

async function sideways({ page }: Guest): Promise<readonly string[]> {
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  return width > 320 ? [`is ${width} pixels wide on a screen of 320`] : [];
}

const KINDS = [
  'referrals',
  'rapid-reviews',
  'learning-events',
  'audits',
  'recommendations',
  'agencies',
  'groups',
  'people',
] as const;

describe('every page is sound, accessible and fits a narrow screen', () => {
  it('knows every kind of record', () => {
    expect(house.web.app.get(Registry).kinds.map(({ path }) => path)).toEqual(KINDS);
  });

  it.each(KINDS)(
    'the lists, records and history of %s',
    async (path) => {
      expect(await faultsOf(await readingOf(path))).toEqual([]);
    },
    120_000,
  );

  it.each(KINDS)(
    'the form of every act on %s',
    async (path) => {
      expect(await faultsOf(await formsOf(path))).toEqual([]);
    },
    120_000,
  );

  it('the home of everybody', async () => {
    expect(await faultsOf(people.all().map(({ id }) => ({ person: id, path: '/' })))).toEqual([]);
  }, 120_000);

  it('what belongs to no kind', async () => {
    const notified = (await recordsOf(kindOf('rapid-reviews')))[0]?.id ?? '';
    const team = [
      '/directory',
      '/audit-trail',
      '/audit-trail?act=ReferralReceived',
      '/help',
      '/accessibility',
      '/privacy',
      '/docs/api',
      '/sign-in',
    ];
    const places: readonly Place[] = [
      ...team.map((path) => ({ person: 'partnership-team', path })),
      { person: 'partnership-team', path: `/rapid-reviews/${notified}/preparation-sheet` },
      { person: 'police-representative', path: '/audit-trail', status: 403 },
      { person: 'police-representative', path: '/nothing/here', status: 404 },
    ];
    expect(await faultsOf(places)).toEqual([]);
  }, 120_000);
});
