import type { Files } from './files';
import type { Standing } from './scanner';

/** What is seen of a record, each of its evidence files with how it stands. What is no file is passed on as it is. */
export async function withStandings<Seen extends object>(seen: Seen, files: Files): Promise<Seen> {
  const ids = [...filesIn(seen)];
  if (ids.length === 0) return seen;
  return told(seen, await files.standings(ids)) as Seen;
}

const isFile = (value: object): value is { readonly fileId: string } =>
  'fileId' in value && 'sha256' in value && typeof value.fileId === 'string';

function* filesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if (isFile(value)) yield value.fileId;
  else for (const inner of Object.values(value)) yield* filesIn(inner);
}

function told(value: unknown, standings: ReadonlyMap<string, Standing>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => told(inner, standings));
  if (isFile(value)) return { ...value, standing: standings.get(value.fileId) ?? 'waiting' };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, told(inner, standings)]));
}
