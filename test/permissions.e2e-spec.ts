import { type ActDefinition, type RecordKind, type RecordRow, Registry } from '#app/platform';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { type House, TODAY, openHouse } from './house';
import { type Who, expected, furtherPages, preparationSheet } from './permissions.expected';
import { addRecordsOfThePolice } from './permissions.records';
import { type Answer, type Json, type Visitor, jsonOf, visit } from './visitor';

jest.setTimeout(30_000);

const PEOPLE = demonstrationPeople.map(({ id }) => id);
const KINDS = Object.keys(expected);
const ACTS = KINDS.flatMap((path) => Object.keys(expected[path]?.acts ?? {}).map((act) => [path, act] as const));

/** A record as the Partnership Team reads it, and as the house holds it. */
interface Sample {
  readonly row: RecordRow;
  readonly json: Json;
}

let house: House;
let visitors: readonly Visitor[];
let team: Visitor;
const samples = new Map<string, readonly Sample[]>();

const kindAt = (path: string): RecordKind => {
  const kind = house.web.app.get(Registry).at(path);
  if (!kind) throw new Error(path);
  return kind;
};
const visitorOf = (person: string): Visitor => {
  const visitor = visitors.find((one) => one.person === person);
  if (!visitor) throw new Error(person);
  return visitor;
};
const expectedOf = (path: string) => {
  const found = expected[path];
  if (!found) throw new Error(path);
  return found;
};

beforeAll(async () => {
  house = await openHouse();
  visitors = await Promise.all(PEOPLE.map((person) => visit(house, person)));
  team = visitorOf('partnership-team');
  await addRecordsOfThePolice(house, team);
  for (const path of KINDS) samples.set(path, await samplesOf(kindAt(path)));
}, 120_000);
afterAll(() => house.close());

async function samplesOf(kind: RecordKind): Promise<readonly Sample[]> {
  const [person] = demonstrationPeople;
  if (!person) throw new Error('Nobody is in the demonstration');
  const { items } = await kind.list({ page: 1, pageSize: 200, filters: {}, today: TODAY, person });
  const seen = jsonOf(await team.get(`/api/v1/${kind.path}?pageSize=200`))['items'] as Json[];
  return items.map((row) => ({ row, json: seen.find(({ id }) => id === row.id) ?? {} }));
}

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
  const records = samples.get(path) ?? [];
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

/** "403" with who may, or anything that is neither that nor a fault of ours. */
function verdictOn({ status, type, text }: Answer): string {
  if (status >= 500) return `fault ${status}`;
  if (status !== 403) return 'let in';
  if (type.startsWith('application/problem+json')) {
    const { grounds, detail } = JSON.parse(text) as { grounds?: unknown[]; detail: string };
    return grounds && grounds.length > 0 && detail.startsWith('This may be done by') ? 'refused' : `refused: ${text}`;
  }
  return type.startsWith('text/html') && text.includes('Who may do it') ? 'refused' : `refused: ${text.slice(0, 200)}`;
}

type Asking = readonly [what: string, asking: (visitor: Visitor) => Promise<Answer>];

/** Each asks everything; what came out otherwise than the table says, in a sentence each. */
async function surprises(
  askings: readonly Asking[],
  allowed: readonly string[],
  persons: readonly string[] = PEOPLE,
): Promise<readonly string[]> {
  const asked = persons.map(visitorOf).flatMap((visitor) =>
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
    const served = house.web.app
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
        (samples.get(path) ?? []).some(({ json }) => expectedOf(path).acts[act]?.(json).includes(person)),
      ).map(([path, act]) => `${path}/${act}`);
    expect(of('scrutineer')).toEqual(['recommendations/comment']);
    expect(PEOPLE.filter((person) => of(person).length === ACTS.length)).toEqual([]);
    expect(of('police-representative')).toEqual([
      'referrals/new',
      'referrals/information',
      'rapid-reviews/return',
      'audits/return',
      ...['progress', 'assurance', 'product', 'waiting', 'resumption', 'result'].map((act) => `recommendations/${act}`),
    ]);
  });
});

describe.each(KINDS)('%s', (path) => {
  it('have a list, as page, JSON and CSV, for whom the table names', async () => {
    const askings: Asking[] = [
      ['the list', (visitor) => visitor.page(`/${path}`)],
      ['the list as JSON', (visitor) => visitor.get(`/api/v1/${path}`)],
    ];
    if (kindAt(path).csv) askings.push(['the list as CSV', (visitor) => visitor.page(`/${path}.csv`)]);
    expect(await surprises(askings, expectedOf(path).list({}))).toEqual([]);
  });

  it('can be opened, with their history and path, by whom the table names', async () => {
    const { one } = expectedOf(path);
    const kind = kindAt(path);
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
    const act = kindAt(path).acts.find((one) => one.name === name);
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

describe('a representative', () => {
  const police = () => visitorOf('police-representative');
  const refused = async (answer: Promise<Answer>) => {
    expect(verdictOn(await answer)).toBe('refused');
  };

  it('logs a referral for no other agency', async () => {
    await refused(police().post('/api/v1/referrals', { from: 'primary-care' }));
    // The page says so beside the field.
    const page = await police().form('/referrals', { from: 'primary-care' });
    expect([page.status, page.text]).toEqual([400, expect.stringContaining('for your own agency only')]);
  });

  it.each([
    ['referrals', 'information', 'information'],
    ['rapid-reviews', 'return', 'asked'],
    ['audits', 'return', 'returns'],
  ])('answers for no other agency: %s, %s', async (path, act, list) => {
    const asked = (samples.get(path) ?? []).find(({ json }) =>
      JSON.stringify(json[list] ?? []).includes('constabulary'),
    );
    const address = `${path}/${asked?.row.id ?? ''}/${act}`;
    expect(verdictOn(await police().page(`/${address}`))).toBe('let in');
    for (const agency of ['primary-care', 'invented-beacon-college']) {
      await refused(police().post(`/api/v1/${address}`, { agency }));
      await refused(police().form(`/${address}`, { agency }));
    }
  });

  it('touches no other agency’s line', async () => {
    interface Line {
      readonly id: string;
      readonly owner: { readonly id?: string };
    }
    const shared = (samples.get('recommendations') ?? []).find(({ json }) => {
      const owners = (json['lines'] as Line[]).map(({ owner }) => owner.id);
      return owners.includes('constabulary') && owners.some((owner) => owner !== 'constabulary');
    });
    const other = (shared?.json['lines'] as Line[]).find(({ owner }) => owner.id !== 'constabulary');
    for (const act of ['progress', 'assurance', 'product', 'waiting', 'resumption', 'result']) {
      const address = `recommendations/${shared?.row.id ?? ''}/${act}`;
      await refused(police().post(`/api/v1/${address}`, { lineId: other?.id }));
      await refused(police().form(`/${address}`, { lineId: other?.id ?? '' }));
      await refused(police().page(`/${address}?line=${other?.id ?? ''}`));
    }
  });
});

describe('a delegated safeguarding partner', () => {
  it('signs off for no other partner', async () => {
    const [review] = samples.get('rapid-reviews') ?? [];
    const address = `rapid-reviews/${review?.row.id ?? ''}/sign-off`;
    for (const [person, partner] of [
      ['police-partner', 'council'],
      ['health-partner', 'police'],
      ['council-partner', 'health'],
    ] as const) {
      expect(verdictOn(await visitorOf(person).post(`/api/v1/${address}`, { partner }))).toBe('refused');
      expect(verdictOn(await visitorOf(person).form(`/${address}`, { partner }))).toBe('refused');
    }
  });
});

describe('pages of no kind', () => {
  it.each(Object.entries(furtherPages))('%s is for whom the table names', async (address, who) => {
    const askings: Asking[] = [['the page', (visitor) => visitor.page(address)]];
    if (address === '/audit-trail') askings.push(['as JSON', (visitor) => visitor.get(`/api/v1${address}`)]);
    expect(await surprises(askings, who({}))).toEqual([]);
  });

  it('let those prepare a notification who decide it, or who scrutinise it', async () => {
    for (const { row, json, persons } of scenes('rapid-reviews', preparationSheet)) {
      const sheet: Asking = ['the sheet', (visitor) => visitor.page(`/rapid-reviews/${row.id}/preparation-sheet`)];
      expect(await surprises([sheet], preparationSheet(json), persons)).toEqual([]);
    }
  });
});
