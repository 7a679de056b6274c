import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Manifest, NotAnExport, type Stored, readLine } from '#app/platform';
import { CannotRead } from './opened';

/** Longer than any line: an append has a million bytes at most, and JSON doubles some of them. */
const LONGEST = 16_000_000;

/** So many faults are kept: in a large file that is no export every line is one. */
const MOST_FAULTS = 100;

/**
 * An export in a file, read as often as it takes. `faults` are what its lines and its manifest say against the last reading;
 * `untold` how many more there were.
 */
export class ExportFile {
  faults: string[] = [];
  untold = 0;

  private constructor(
    private readonly path: string,
    /** Undefined where the last line is none. */
    readonly manifest: Manifest | undefined,
    readonly bytes: number,
  ) {}

  /** Throws CannotRead. */
  static async open(path: string): Promise<ExportFile> {
    try {
      const file = await open(path);
      try {
        const { size } = await file.stat();
        const tail = Buffer.alloc(Math.min(size, 2_000));
        await file.read(tail, 0, tail.length, size - tail.length);
        return new ExportFile(path, manifestIn(tail.toString('utf8').trimEnd().split('\n').at(-1) ?? ''), size);
      } finally {
        await file.close();
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new CannotRead(`${path} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : String(code)}.`);
    }
  }

  async *events(): AsyncGenerator<Stored, void, undefined> {
    this.faults = [];
    this.untold = 0;
    const sha256 = createHash('sha256');
    let [number, count, ended]: [number, number, boolean] = [0, 0, false];
    let [first, last]: [string | null, string | null] = [null, null];
    for await (const line of linesOf(this.path)) {
      number++;
      const read = this.read(line, number);
      if (ended) this.wrong(`Line ${number}: it stands behind the manifest`);
      if (read && 'format' in read) {
        const found = { count, first, last, sha256: sha256.copy().digest('hex') };
        for (const difference of differences(read, found)) this.wrong(difference);
        ended = true;
      } else sha256.update(line).update('\n');
      if (!read || 'format' in read) continue;
      count++;
      last = read.position.toString();
      first ??= last;
      yield read;
    }
    if (!ended) this.faults.push('The file has no manifest in its last line: its end is missing');
  }

  private wrong(fault: string): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push(fault);
    else this.untold++;
  }

  private read(line: string, number: number): Stored | Manifest | undefined {
    try {
      return readLine(line);
    } catch (error) {
      if (!(error instanceof NotAnExport)) throw error;
      this.wrong(`Line ${number}: ${error.message}`);
      return undefined;
    }
  }
}

function differences(manifest: Manifest, found: Omit<Manifest, 'format' | 'dense'>): readonly string[] {
  const compared = [
    ['count', 'events'],
    ['first', 'as its first position'],
    ['last', 'as its last position'],
  ] as const;
  const different = compared
    .filter(([field]) => manifest[field] !== found[field])
    .map(
      ([field, words]) => `The manifest has ${manifest[field] ?? 'none'} ${words}, the file ${found[field] ?? 'none'}`,
    );
  if (manifest.sha256 !== found.sha256)
    different.push('The bytes of the file are not those that the manifest was made for');
  return different;
}

function manifestIn(line: string): Manifest | undefined {
  try {
    const read = readLine(line);
    return 'format' in read ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Line by line at line breaks and nowhere else, so that the bytes can be hashed. */
async function* linesOf(path: string): AsyncGenerator<string, void, undefined> {
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 18 })) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST) throw new CannotRead(`${path} is no export: a line in it does not end.`);
    yield* lines;
  }
  if (rest !== '') yield rest;
}
