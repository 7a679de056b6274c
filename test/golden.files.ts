import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metadata, Recorded } from '#app/kernel';
import { type Manifest, type Stored, categoryOf, lineOf, readLine } from '#app/platform';

const folder = join(__dirname, 'golden', 'events');

/** An event as a version of this system once stored it, kept for ever. */
export interface Golden {
  readonly name: string;
  readonly stored: Stored;
}

export const goldenName = (category: string, type: string, version: number): string =>
  `${category}/${type}.v${version}.json`;

/** Every golden file there is. Each is a line of an export, on lines of its own. */
export function goldenFiles(): readonly Golden[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return names.toSorted().map((name) => ({ name, stored: eventIn(readFileSync(join(folder, name), 'utf8')) }));
}

function eventIn(text: string): Stored {
  const read: Stored | Manifest = readLine(text);
  if ('format' in read) throw new Error('A golden file holds an event');
  return read;
}

/** Never over one that is there. */
export function writeGolden(stored: Stored): string {
  const { stream, type, schemaVersion } = stored;
  const name = goldenName(categoryOf(stream), type, schemaVersion);
  mkdirSync(join(folder, categoryOf(stream)), { recursive: true });
  writeFileSync(join(folder, name), `${JSON.stringify(JSON.parse(lineOf(stored)), null, 2)}\n`, { flag: 'wx' });
  return name;
}

export const recordedAs = ({ data, metadata, contentHash: _, type, ...stored }: Stored): Recorded => ({
  ...stored,
  event: { type, data: JSON.parse(data) as unknown },
  metadata: JSON.parse(metadata) as Metadata,
});
