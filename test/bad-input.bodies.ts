/** As much of JSON Schema as the forms describe themselves with. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly format?: string;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly contentEncoding?: string;
}

/** Something at a place in a body, by JSON pointer. */
export interface Leaf {
  readonly pointer: string;
  readonly value: unknown;
}

/** What is put in the place of a fitting value; undefined leaves it as it is. */
export type Spoil = (schema: Schema) => unknown;

export const propertiesOf = (schema: Schema): readonly (readonly [string, Schema])[] =>
  Object.entries(schema.properties ?? {});

/** A value of the right shape: it need not be one that the house knows. */
function fitting(schema: Schema): unknown {
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return fitting(first);
  return schema.const ?? schema.enum?.[0] ?? FITTING[schema.type ?? 'string']?.(schema);
}

const FITTING: Readonly<Record<string, (schema: Schema) => unknown>> = {
  array: ({ minItems, items }) => Array.from({ length: minItems ?? 1 }, () => fitting(items ?? {})),
  object: (schema) => Object.fromEntries(propertiesOf(schema).map(([name, property]) => [name, fitting(property)])),
  boolean: () => true,
  integer: ({ minimum }) => minimum ?? 1,
  number: ({ minimum }) => minimum ?? 1,
  string: ({ format }) => (format === 'date' ? '2026-11-20' : 'x'),
};

/** A body in which everything that `spoil` answers for is spoilt, groups of fields and lists of them included. */
export function spoilt(schema: Schema, spoil: Spoil): { readonly body: unknown; readonly leaves: readonly Leaf[] } {
  const leaves: Leaf[] = [];
  const at = (part: Schema, pointer: string): unknown => {
    const bad = pointer === '' ? undefined : spoil(part);
    if (bad !== undefined) {
      leaves.push({ pointer, value: bad });
      return bad;
    }
    if (part.type === 'object')
      return Object.fromEntries(
        propertiesOf(part).map(([name, property]) => [name, at(property, `${pointer}/${name}`)]),
      );
    if (part.type === 'array' && part.items?.type === 'object') return [at(part.items, `${pointer}/0`)];
    return fitting(part);
  };
  return { body: at(schema, ''), leaves };
}

/** As many characters as all that it may hold has at most; Infinity where nothing says so. */
export function mostIn(schema: Schema): number {
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return Math.max(...either.map(mostIn));
  const among = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (among) return Math.max(...among.map((one) => String(one).length));
  return MOST[schema.type ?? 'string']?.(schema) ?? FIGURES;
}

/** Of a number, a day or an answer of yes or no. */
const FIGURES = 30;

const MOST: Readonly<Record<string, (schema: Schema) => number>> = {
  array: ({ maxItems, items }) => (maxItems ?? Infinity) * mostIn(items ?? {}),
  object: (schema) => propertiesOf(schema).reduce((sum, [, property]) => sum + mostIn(property), 0),
  string: ({ format, maxLength, contentEncoding }) => {
    // A file is not kept in an event.
    if (contentEncoding !== undefined) return 0;
    return format === undefined ? (maxLength ?? Infinity) : FIGURES;
  },
};

const isText = ({ type, format, enum: among, const: only }: Schema): boolean =>
  type === 'string' && format === undefined && among === undefined && only === undefined;

/** Spoils only what a person writes, not lists and choices. */
export const text =
  (value: string): Spoil =>
  (schema) =>
    isText(schema) ? value : undefined;

export const date =
  (value: unknown): Spoil =>
  ({ type, format }) =>
    type === 'string' && format === 'date' ? value : undefined;

/** The first of them that spoils it. */
export const either =
  (...spoils: readonly Spoil[]): Spoil =>
  (schema) =>
    spoils.map((spoil) => spoil(schema)).find((value) => value !== undefined);

/** A value of another type than the field's own. */
export const another =
  (values: Readonly<Record<string, unknown>>): Spoil =>
  ({ type }) =>
    values[type ?? 'union'] ?? 42;

export const WRONG_TYPES: Readonly<Record<string, Spoil>> = {
  'a number for words, words for a list': another({ array: 'x', object: 'x', boolean: 'yes', integer: 'three' }),
  'a list for words, a group for a list': another({ string: ['x'], array: {}, object: [], boolean: 1, integer: [1] }),
  'a group for words, null for a list': another({
    string: { x: 1 },
    array: [null],
    object: 1,
    boolean: {},
    integer: {},
  }),
};

/** A list in a list in a list …, as JSON. */
export const nestedDeep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** A body as a browser's form sends it: criteria[0][reason]. */
export function asForm(leaves: readonly Leaf[]): Record<string, string> {
  return Object.fromEntries(
    leaves.map(({ pointer, value }) => {
      const [, first = '', ...rest] = pointer.split('/');
      return [first + rest.map((step) => `[${step}]`).join(''), String(value)];
    }),
  );
}
