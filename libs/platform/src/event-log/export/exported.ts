import type { Stored } from '../event-log';

/** How an export is written; the last line of a whole one is its manifest. */
export const EXPORT_FORMAT = 'learning-trail/export/v1';

/** What an export says of itself in its last line. */
export interface Manifest {
  readonly format: typeof EXPORT_FORMAT;
  readonly count: number;
  /** Positions are numbered without gaps. */
  readonly dense: boolean;
  /** Positions of the first and the last event; null where there is none. */
  readonly first: string | null;
  readonly last: string | null;
  /** Of all the lines before this one, line breaks included: 64 hexadecimal digits. */
  readonly sha256: string;
}

/** One event as one line: data and metadata are the stored bytes, as JSON strings, so that nothing reads them differently. */
export const lineOf = ({ position, contentHash, ...stored }: Stored): string =>
  JSON.stringify({
    position: position.toString(),
    stream: stored.stream,
    revision: stored.revision,
    type: stored.type,
    schemaVersion: stored.schemaVersion,
    id: stored.id,
    at: stored.at,
    data: stored.data,
    metadata: stored.metadata,
    contentHash: Buffer.from(contentHash).toString('hex'),
  });

/** A line that no export of this format has. */
export class NotAnExport extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'NotAnExport';
  }
}

/** What a line of an export holds. Throws NotAnExport. */
export function readLine(line: string): Stored | Manifest {
  const read = parsed(line);
  if ('format' in read) return manifestIn(read);
  const wrong = Object.entries(FIELDS).find(([name, fits]) => !fits(read[name]));
  if (wrong) throw new NotAnExport(`its ${wrong[0]} is missing or not as an export writes it`);
  const { position, contentHash, ...rest } = read as unknown as Omit<Stored, 'position' | 'contentHash'> & {
    position: string;
    contentHash: string;
  };
  return { ...rest, position: BigInt(position), contentHash: Buffer.from(contentHash, 'hex') };
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const matches =
  (pattern: RegExp) =>
  (value: unknown): boolean =>
    typeof value === 'string' && pattern.test(value);

const FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  position: matches(/^\d{1,19}$/),
  stream: isText,
  revision: isCount,
  type: isText,
  schemaVersion: isCount,
  id: isText,
  at: isText,
  data: isText,
  metadata: isText,
  contentHash: matches(/^[0-9a-f]{64}$/),
};

function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(line);
    if (typeof read === 'object' && read !== null) return read as Readonly<Record<string, unknown>>;
  } catch {
    // Said below.
  }
  throw new NotAnExport('it is not a JSON object');
}

function manifestIn(read: Readonly<Record<string, unknown>>): Manifest {
  if (read['format'] !== EXPORT_FORMAT) throw new NotAnExport(`its format is not ${EXPORT_FORMAT}`);
  if (!isCount(read['count']) || typeof read['dense'] !== 'boolean' || !matches(/^[0-9a-f]{64}$/)(read['sha256']))
    throw new NotAnExport('it is not a whole manifest');
  return read as unknown as Manifest;
}
