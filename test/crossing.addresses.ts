import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Registry } from '#app/platform';
import { SHOWS_NOTHING } from './access.routes';
import type { Side } from './crossing.houses';
import type { Described } from './openapi.structure';
import { addressesOf } from './security/routes';
import { type Answer, type Visitor, ask, jsonOf } from './visitor';

/** An address with ids of somebody else's in it. */
export type Foreign = readonly [address: string, ids: readonly string[]];

const lastOf = (path: string): string => path.split('/').at(-1) ?? '';

const getsOf = ({ house }: Side): readonly string[] =>
  addressesOf(house.web.app).flatMap(({ method, path }) => (method === 'GET' ? [path] : []));

export const actsOf = ({ house }: Side, path: string): readonly string[] =>
  (house.web.app.get(Registry).at(path)?.acts ?? []).map(({ name }) => name);

/** Every address with an id in it, where what stands there is the other partnership's, and not one of the same id. */
export function foreignTo(asked: Side, held: Side): readonly Foreign[] {
  const isTheirs = (path: string, id: string): boolean => !asked.ids.get(path)?.includes(id);
  const idsAt = (path: string): readonly string[] =>
    (held.ids.get(path) ?? []).filter((id) => isTheirs(path, id)).slice(0, 2);
  const kinds = asked.house.web.app.get(Registry).kinds.map(({ path }) => path);
  const atPath = (path: string): readonly Foreign[] =>
    kinds
      .filter((kind) => path.includes(':kind') || path.includes(`/${kind}/`))
      .flatMap((kind) =>
        idsAt(kind)
          .slice(0, 1)
          .flatMap((id) =>
            (path.includes(':act') ? actsOf(asked, kind) : ['']).map((act): Foreign => {
              const parts = { kind, id, act, file: lastOf(held.file), subject: lastOf(held.subject) };
              return [path.replace(/:(\w+)/g, (_, name: keyof typeof parts) => parts[name]), [id]];
            }),
          ),
      );
  const ofParts = (path: string): readonly Foreign[] =>
    ['/', '/api/v1/'].map((root) => [root + path, path.split('/').filter((part) => part.length > 20)] as const);
  const histories = asked.house.web.app
    .get(Registry)
    .kinds.flatMap(({ path, category }) =>
      idsAt(path).map((id): Foreign => [`/api/v1/history?stream=${category}-${id}`, [id]]),
    );
  const routes = getsOf(asked).filter((path) => path.includes(':id'));
  return [...routes.flatMap(atPath), ...[held.file, held.subject].flatMap(ofParts), ...histories];
}

/** What stands under the ids that both have: the directory's agencies, groups and roles. */
export const sharedBy = (asked: Side, held: Side): readonly string[] =>
  asked.house.web.app
    .get(Registry)
    .kinds.flatMap(({ path, category }) =>
      (asked.ids.get(path) ?? [])
        .filter((id) => held.ids.get(path)?.includes(id))
        .flatMap((id) => [
          `/${path}/${id}`,
          `/${path}/${id}/history`,
          `/${path}/${id}/looks`,
          `/api/v1/${path}/${id}`,
          `/api/v1/history?stream=${category}-${id}`,
        ]),
    );

/** Every address of a list, a table or a page that names no record. */
export const listsOf = (asked: Side): readonly string[] =>
  getsOf(asked)
    .filter((path) => !/:(?!kind)/.test(path) && !(path in SHOWS_NOTHING))
    .flatMap((path) =>
      path.includes(':kind') ? [...asked.ids.keys()].map((kind) => path.replace(':kind', kind)) : [path],
    );

/** The same address with ids that nobody has. */
export function nowhere([address, ids]: Foreign): Foreign {
  const others = ids.map(() => randomUUID());
  return [ids.reduce((path, id, n) => path.replaceAll(id, others[n] ?? ''), address), others];
}

export const asking = (visitor: Visitor, path: string): Promise<Answer> =>
  path.startsWith('/api/') ? visitor.get(path) : visitor.page(path);

/** An answer without what is new each time, and with one name for the ids that were asked. */
export const plain = ({ status, location, text }: Answer, asked: readonly string[]): unknown => {
  const same = (words: string): string =>
    asked
      .reduce((all, id) => all.replaceAll(id, 'ID').replaceAll(encodeURIComponent(id), 'ID'), words)
      .replaceAll(/nonce="[^"]*"|value="[\w-]{20,}"|"correlationId":"[^"]*"/g, '');
  return { status, location: same(location), text: same(text) };
};

/** One filter that a list declares: what may be chosen, or nothing where words may be typed. */
interface Filter {
  readonly name: string;
  readonly among?: readonly string[];
}

/** The filters of every list, by the end of its address (`referrals`, `audit-trail`, `me/looks`), as the API describes itself. */
export async function filtersOf({ house }: Side): Promise<Filters> {
  const { paths } = jsonOf(await ask(`${house.url}/api/openapi.json`)) as unknown as Described;
  return new Map(
    Object.entries(paths).flatMap(([path, { get }]) => {
      const filters = (get?.parameters ?? [])
        .filter((each) => each.in === 'query')
        .map(({ name, schema }): Filter => {
          const among = schema['enum'] as readonly string[] | undefined;
          return { name, ...(among && { among }) };
        });
      return filters.length === 0 ? [] : [[path.replace('/api/v1/', ''), filters] as const];
    }),
  );
}

/** A list with filters, each with one of its choices or with something of the other's. */
export interface Sought {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

const listAt = (path: string): string => path.replace(/^\/(?:api\/v1\/)?/, '').replace(/\.csv$/, '');

/** What was taken from the other, to be sought in a list: its own kind of record’s, or anything where the list is of no kind. */
export type Taken = ReadonlyMap<string, readonly string[]>;

const fitting = (path: string, taken: Taken): readonly string[] => {
  const own = taken.get(listAt(path)) ?? [];
  return own.length > 0 ? own : [...taken.values()].flat();
};

type Filters = ReadonlyMap<string, readonly Filter[]>;

const wordsIn = (text: string): number => text.split(' ').length;

/** Every list with each of its filters that takes words, and something of the other’s in it. */
export const everyFilter = (lists: readonly string[], filters: Filters, taken: Taken): readonly Sought[] =>
  lists.flatMap((path) =>
    (filters.get(listAt(path)) ?? [])
      .filter(({ name, among }) => among === undefined && !name.startsWith('page'))
      .flatMap(({ name }) =>
        fitting(path, taken)
          .toSorted((a, b) => wordsIn(b) - wordsIn(a))
          .slice(0, 2)
          .map((words) => ({ path, query: { [name]: words } })),
      ),
  );

/** Any list, page or API, with some of its filters set to one of its choices, or to something that was taken from the other. */
export function soughtIn(lists: readonly string[], filters: Filters, taken: Taken): fc.Arbitrary<Sought> {
  return fc.constantFrom(...lists.filter((path) => filters.has(listAt(path)))).chain((path) => {
    const words = fc.constantFrom(...fitting(path, taken));
    const valueOf = ({ name, among = [] }: Filter): fc.Arbitrary<string> => {
      const chosen = name.startsWith('page') ? ['1', '2'] : among;
      return chosen.length === 0 ? words : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...chosen) }, words);
    };
    return fc
      .subarray([...(filters.get(listAt(path)) ?? [])], { maxLength: 2 })
      .chain((some) => fc.record(Object.fromEntries(some.map((each) => [each.name, valueOf(each)]))))
      .map((query) => ({ path, query }));
  });
}

export const addressOf = ({ path, query }: Sought): string => {
  const words = new URLSearchParams(query).toString();
  return words === '' ? path : `${path}?${words}`;
};
