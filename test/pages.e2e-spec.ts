import type { RecordRow } from '#app/platform';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { forAll } from './for-all';
import { KINDS, type Place, openInspection } from './page.faults';
import { dueToday } from './sample';
import { shapeOf } from './security/crawl';

const TEAM = 'partnership-team';
/** `npm test` opens one in so many of the pages that are alike. */
const ONE_IN = 5;

/** The lists of a kind, its records, what happened to one and who looked, and its forms. */
const sortOf = (path: string): string =>
  shapeOf(path)
    .replace(/\?.*$/, '')
    .replace(/\/(?:history|looks)$/, '/trail');

describe('every page is sound, accessible, quiet and fits a telephone, a tablet and a small laptop', () => {
  const inspection = forAll(openInspection);

  const statusOf = (record: RecordRow): unknown =>
    Object.entries(record).find(([key]) => key === 'status' || key === 'standing')?.[1];

  /** The list, with a filter and empty, the record of each status, one history, and the form that opens one. */
  async function pagesOf(path: string): Promise<readonly Place[]> {
    const { kind, records } = await inspection.recordsOf(path);
    const ofEachStatus = [...new Map(records.map((record) => [statusOf(record), record])).values()];
    const lists = ['?pageSize=5', '?words=a&pageSize=5', '?words=nothing-is-called-this'];
    const reading = [
      ...lists,
      ...ofEachStatus.map(({ id }) => `/${id}`),
      ...records.slice(0, 1).flatMap(({ id }) => [`/${id}/history`, `/${id}/looks`]),
    ];
    const opening = { person: TEAM, path: `/${path}/new` };
    return [
      ...reading.map((place) => ({ person: TEAM, path: `/${path}${place}` })),
      ...(kind.opening ? [opening, { ...opening, sent: true, status: 400 }] : []),
    ];
  }

  it('knows every kind of record', () => {
    expect(inspection.kinds.map(({ path }) => path).toSorted()).toEqual(KINDS.toSorted());
  });

  it.each(KINDS)('the lists, records and history of %s', async (path) => {
    const alike = ({ path: at }: Place): string => sortOf(at);
    expect(await inspection.faultsOf(dueToday(await pagesOf(path), ONE_IN, alike))).toEqual([]);
  });

  it('the home of everybody', async () => {
    const homes = demonstrationPeople.map(({ id }) => ({ person: id, path: '/' }));
    expect(await inspection.faultsOf(dueToday(homes, ONE_IN, ({ path }) => path))).toEqual([]);
  });

  it('the pages that belong to no kind', async () => {
    const { records } = await inspection.recordsOf('rapid-reviews');
    const paths = [
      '/directory',
      '/help',
      '/accessibility',
      '/privacy',
      '/docs/api',
      '/sign-in',
      '/me/sessions',
      '/me/partnerships',
    ];
    const policies = ['/who-may-do-what', '/me/what-i-may-do'];
    const trails = ['/audit-trail?pageSize=5', '/audit-trail?act=ReferralReceived&pageSize=5'];
    const looks = ['/me/looks', '/looks?pageSize=5', '/looks?person=scrutineer&from=2026-01-01'];
    const due = [policies, trails, looks].flatMap((alike) => dueToday(alike, ONE_IN, () => 'one template'));
    const sheet = `/rapid-reviews/${records[0]?.id ?? ''}/preparation-sheet`;
    const refused: readonly Place[] = [
      { person: 'police-representative', path: '/audit-trail', status: 403 },
      { person: 'police-representative', path: '/nothing/here', status: 404 },
    ];
    const open = [...paths, ...due, '/unusual-access', sheet].map((path) => ({ person: TEAM, path }));
    expect(await inspection.faultsOf([...open, ...refused])).toEqual([]);
  });
});
