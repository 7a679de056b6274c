import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Stored, categoryOf } from '#app/platform';
import { goldenName } from './golden.files';

const KEPT = join(__dirname, 'golden', 'fields.json');

/** Of one version of an event type: its fields, and whether each of its events has them. */
export type Fields = Readonly<Record<string, 'always' | 'sometimes'>>;

export const nameOf = ({ stream, type, schemaVersion }: Stored): string =>
  goldenName(categoryOf(stream), type, schemaVersion);

/** `lines[].owner.kind` and the like. */
export function fieldsOf({ data }: Pick<Stored, 'data'>): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const each of value) walk(each, `${path}[]`);
    else if (typeof value === 'object' && value !== null)
      for (const [name, each] of Object.entries(value)) {
        const at = `${path}${path && '.'}${name}`;
        found.add(at);
        walk(each, at);
      }
  };
  walk(JSON.parse(data), '');
  return found;
}

export function fieldsIn(events: readonly Stored[]): Fields {
  const each = events.map(fieldsOf);
  const all = [...new Set(each.flatMap((fields) => [...fields]))].toSorted();
  return Object.fromEntries(
    all.map((field) => [field, each.every((fields) => fields.has(field)) ? 'always' : 'sometimes']),
  );
}

/** What is new in an event, or lacking, for its version. */
export function strangeIn(event: Stored, kept: Fields): readonly string[] {
  const has = fieldsOf(event);
  return [
    ...[...has].filter((field) => !kept[field]).map((field) => `has ${field}`),
    ...Object.keys(kept)
      .filter((field) => kept[field] === 'always' && !has.has(field))
      .map((field) => `lacks ${field}`),
  ];
}

export const fields = (): Readonly<Record<string, Fields>> =>
  JSON.parse(readFileSync(KEPT, 'utf8')) as Record<string, Fields>;

export const writeFields = (all: Readonly<Record<string, Fields>>): void => {
  writeFileSync(KEPT, `${JSON.stringify(all, null, 2)}\n`);
};
