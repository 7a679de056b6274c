import { type ActDefinition, type RecordRow, Registry } from '#app/platform';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { forAll } from './for-all';
import { expected } from './permissions.expected';
import type { Who } from './permissions.who';
import { Everybody, KINDS, PEOPLE, type Sample, verdictOn } from './permissions.house';
import type { Answer, Visitor } from './visitor';

const ACTS = KINDS.flatMap((path) => Object.keys(expected[path]?.acts ?? {}).map((act) => [path, act] as const));

const expectedOf = (path: string) => {
  const found = expected[path];
  if (!found) throw new Error(path);
  return found;
};

const all = forAll(() => Everybody.open());

/** Some persons at one record: those of whom no other record told the same. */
interface Scene extends Sample {
  readonly persons: readonly string[];
}

/**
 * As few records as show every person allowed, refused, and kept from the record, where these occur; those on which the
 * act is possible come first.
 */
function scenes(path: string, who: Who, act?: ActDefinition<RecordRow>): readonly Scene[] {
  const possible = ({ row }: Sample) => demonstrationPeople.some((person) => act?.offered?.(row, person) ?? true);
  const records = all.records(path);
  const shown = new Set<string>();
  return [...records.filter(possible), ...records.filter((sample) => !possible(sample))].flatMap((sample) => {
    const [readers, doers] = [expectedOf(path).one(sample.json), who(sample.json)];
    const persons = PEOPLE.filter((person) => {
      const verdict = `${person} ${String(readers.includes(person))} ${String(doers.includes(person))}`;
      return !shown.has(verdict) && shown.add(verdict);
    });
    return persons.length > 0 ? [{ ...sample, persons }] : [];
  });
}

type Asking = readonly [what: string, asking: (visitor: Visitor) => Promise<Answer>];

/** Each asks everything; what came out otherwise than the table says, in a sentence each. */
async function surprises(
  askings: readonly Asking[],
  allowed: readonly string[],
  persons: readonly string[] = PEOPLE,
): Promise<readonly string[]> {
  const asked = persons
    .map((person) => all.visitor(person))
    .flatMap((visitor) =>
      askings.map(async ([what, asking]) => {
        const verdict = verdictOn(await asking(visitor));
        const due = allowed.includes(visitor.person) ? 'let in' : 'refused';
        return verdict === due ? [] : [`${visitor.person}, ${what}: ${verdict} instead of ${due}`];
      }),
    );
  return (await Promise.all(asked)).flat();
}

describe('the table of who may', () => {
  it('names every kind of record, every act and every opening, and no other', () => {
    const served = all.house.web.app
      .get(Registry)
      .kinds.map(({ path, opening, acts }) => [
        path,
        [...(opening ? [opening.name] : []), ...acts.map(({ name }) => name)].toSorted(),
      ]);
    const named = Object.entries(expected).map(([path, { acts }]) => [path, Object.keys(acts).toSorted()]);
    expect(Object.fromEntries(served)).toEqual(Object.fromEntries(named));
  });

  it('lets nobody do everything, and the scrutineer nothing but ask', () => {
    const of = (person: string) =>
      ACTS.filter(([path, act]) =>
        all.records(path).some(({ json }) => expectedOf(path).acts[act]?.(json).includes(person)),
      ).map(([path, act]) => `${path}/${act}`);
    expect(of('scrutineer')).toEqual(['recommendations/comment', 'restrictions/seen']);
    expect(PEOPLE.filter((person) => of(person).length === ACTS.length)).toEqual([]);
    expect(of('police-representative')).toEqual([
      'referrals/new',
      'referrals/information',
      'referrals/people-concerned',
      'referrals/people-concerned-correction',
      'referrals/people-concerned-taken-off',
      'rapid-reviews/return',
      'audits/return',
      ...['progress', 'assurance', 'product', 'waiting', 'resumption', 'result'].map((act) => `recommendations/${act}`),
      'restrictions/lifting',
    ]);
  });
});

describe.each(KINDS)('%s', (path) => {
  it('have a list, as page, JSON and CSV, for whom the table names', async () => {
    const askings: Asking[] = [
      ['the list', (visitor) => visitor.page(`/${path}`)],
      ['the list as JSON', (visitor) => visitor.get(`/api/v1/${path}`)],
    ];
    if (all.kind(path).csv) askings.push(['the list as CSV', (visitor) => visitor.page(`/${path}.csv`)]);
    expect(await surprises(askings, expectedOf(path).list({}))).toEqual([]);
  });

  it('can be opened, with their history and path, by whom the table names', async () => {
    const { one } = expectedOf(path);
    const kind = all.kind(path);
    for (const { row, json, persons } of scenes(path, one)) {
      const askings: Asking[] = [
        ['one', (visitor) => visitor.page(`/${path}/${row.id}`)],
        ['one as JSON', (visitor) => visitor.get(`/api/v1/${path}/${row.id}`)],
        ['its history', (visitor) => visitor.page(`/${path}/${row.id}/history`)],
        ['its history as JSON', (visitor) => visitor.get(`/api/v1/history?stream=${kind.category}-${row.id}`)],
      ];
      if (kind.pathOf) askings.push(['its path', (visitor) => visitor.get(`/api/v1/${path}/${row.id}/path`)]);
      expect(await surprises(askings, one(json), persons)).toEqual([]);
    }
  });
});

describe.each(ACTS)('%s: %s', (path, name) => {
  const who: Who = (record) => expectedOf(path).acts[name]?.(record) ?? [];

  it('is done by whom the table names, on the page and through the API', async () => {
    if (name === 'new') {
      const askings: Asking[] = [
        ['the form', (visitor) => visitor.page(`/${path}/new`)],
        ['the form sent', (visitor) => visitor.form(`/${path}`, {})],
        ['JSON sent', (visitor) => visitor.post(`/api/v1/${path}`, {})],
      ];
      expect(await surprises(askings, who({}))).toEqual([]);
      return;
    }
    const act = all.kind(path).acts.find((one) => one.name === name);
    const both: Who = (record) => who(record).filter((person) => expectedOf(path).one(record).includes(person));
    const found = scenes(path, both, act);
    expect(found.some(({ json, persons }) => persons.some((person) => both(json).includes(person)))).toBe(true);
    for (const { row, json, persons } of found) {
      const address = `${path}/${row.id}/${name}`;
      const askings: Asking[] = [
        [`the form on ${row.reference}`, (visitor) => visitor.page(`/${address}`)],
        [`JSON sent on ${row.reference}`, (visitor) => visitor.post(`/api/v1/${address}`, {})],
      ];
      expect(await surprises(askings, both(json), persons)).toEqual([]);
      // The form and its sending ask the same question: two persons show it.
      const [doer, other] = [true, false].map((may) => persons.find((person) => both(json).includes(person) === may));
      const senders = [doer, other].filter((person) => person !== undefined);
      const sent: Asking = [`the form sent on ${row.reference}`, (visitor) => visitor.form(`/${address}`, {})];
      expect(await surprises([sent], both(json), senders)).toEqual([]);
    }
  });
});
