import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recorded } from '#app/kernel';
import { type Stored, readLine } from '#app/platform';
import { recordedAs } from './golden.files';

const KEPT = join(__dirname, 'golden', 'understood.json');
const YEAR = join(__dirname, 'golden', 'year.jsonl');

/** What is made of a golden event among the others of a record of the year, as sums. */
export interface Understood {
  /** By reader. */
  readonly rows: Readonly<Record<string, string>>;
  readonly state: string;
}

/** The kept sample of events, as they were stored. */
export const storedYear = (): readonly Stored[] =>
  readFileSync(YEAR, 'utf8')
    .trim()
    .split('\n')
    .map((line) => readLine(line) as Stored);

export const year = (): readonly Recorded[] => storedYear().map(recordedAs);

export const understood = (): Readonly<Record<string, Understood>> =>
  JSON.parse(readFileSync(KEPT, 'utf8')) as Record<string, Understood>;

export const writeUnderstood = (all: ReadonlyMap<string, Understood>): void => {
  writeFileSync(KEPT, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
};

/** The same for the same content, whatever the order of its fields. */
export const sumOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([value], inOrder))
    .digest('hex')
    .slice(0, 16);

function inOrder(_name: string, value: unknown): unknown {
  if (value instanceof Map || value instanceof Set) return [...(value as Iterable<unknown>)];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
