import type { Files, KeptFile } from './files';
import type { Standing } from './scanner';

/** What is seen of a record, each of its evidence files with how it stands. What is no file is passed on as it is. */
export async function withStandings<Seen extends object>(seen: Seen, files: Files): Promise<Seen> {
  const ids = [...filesIn(seen)].map(({ fileId }) => fileId);
  if (ids.length === 0) return seen;
  return told(seen, await files.standings(ids)) as Seen;
}

const isFile = (value: object): value is Pick<KeptFile, 'fileId' | 'name'> =>
  'fileId' in value && 'sha256' in value && typeof value.fileId === 'string';

/** Every evidence file that stands anywhere in what is known of a record. */
export function* filesIn(value: unknown): Generator<Pick<KeptFile, 'fileId' | 'name'>> {
  if (typeof value !== 'object' || value === null) return;
  if (isFile(value)) yield value;
  else for (const inner of Object.values(value)) yield* filesIn(inner);
}

function told(value: unknown, standings: ReadonlyMap<string, Standing>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => told(inner, standings));
  if (isFile(value)) {
    const standing = standings.get(value.fileId) ?? 'waiting';
    return { ...value, ...(standing === 'shredded' && { name: 'Not kept any more' }), standing };
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, told(inner, standings)]));
}
