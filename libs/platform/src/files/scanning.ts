import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Logger } from 'pino';
import type { FileBytes, StoredBytes } from './file-bytes';
import { PACE, type Pace, type Scanner } from './scanner';

/** So long a file is left to whoever has it scanned, and is taken up again when they have not answered for it by then. */
export const LEFT_ALONE = `clock_timestamp() + interval '3 minutes'`;

/** Takes up files that wait: any that are due, or these, which whoever has just kept them may take at once. */
const CLAIM = `UPDATE "evidence_file" SET "dueAt" = ${LEFT_ALONE} WHERE "id" IN (
    SELECT "id" FROM "evidence_file"
    WHERE "standing" = 'waiting' AND ("dueAt" <= clock_timestamp() OR "tries" = 0 AND "id" = ANY ($1))
      AND ($1::uuid[] IS NULL OR "id" = ANY ($1))
    ORDER BY "dueAt" LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING "id"`;
const ANSWERED = `UPDATE "evidence_file" SET "standing" = $2, "found" = $3, "scannedAt" = clock_timestamp()
  WHERE "id" = $1 AND "standing" = 'waiting'`;
/** Ten seconds, then twice as long each time, to ten minutes at most. */
const FAILED = `UPDATE "evidence_file" SET "tries" = "tries" + 1,
    "dueAt" = clock_timestamp() + least(interval '10 minutes', $2::float8 * power(2, least("tries", 10)) * interval '1 millisecond')
  WHERE "id" = $1 AND "standing" = 'waiting'`;

const AT_ONCE = 4;

/** Has files scanned: at once when they come, and by looking for those that still wait. Any number of processes may do it. */
export class Scanning {
  private following: Promise<void> | undefined;
  private readonly ending = new AbortController();

  constructor(
    private readonly db: DataSource,
    private readonly keys: FileBytes,
    private readonly scanner: Scanner,
    private readonly logger: Pick<Logger, 'warn'>,
    private readonly pace: Pace = PACE,
  ) {}

  /** Scans these, those of them that wait and that nobody else has taken up. Never throws: what fails is tried again. */
  async scan(ids: readonly string[]): Promise<void> {
    await this.takeUp(ids, ids.length).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'Files could not be taken up for scanning');
    });
  }

  /** Nest calls it when the house opens. */
  onApplicationBootstrap(): void {
    this.following ??= this.look();
  }

  /** Nest calls it when the house closes, before the database is let go. */
  async onModuleDestroy(): Promise<void> {
    this.ending.abort();
    await this.following;
  }

  private async look(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      const found = await this.takeUp(null, AT_ONCE).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'Nobody can tell which files wait to be scanned');
        return 0;
      });
      if (found < AT_ONCE) await pause(this.pace.every, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** How many it took up. */
  private async takeUp(ids: readonly string[] | null, most: number): Promise<number> {
    const [claimed] = await this.db.query<[{ id: string }[], number]>(CLAIM, [ids, most]);
    await Promise.all(claimed.map(({ id }) => this.one(id)));
    return claimed.length;
  }

  private async one(id: string): Promise<void> {
    try {
      const [row] = await this.db.query<StoredBytes[]>(
        'SELECT "bytes", "sealed" FROM "evidence_file" WHERE "id" = $1',
        [id],
      );
      if (!row) return;
      const verdict = await this.scanner.scan(await this.keys.stored(id, row));
      const said = verdict.clean ? ['clean', null] : ['refused', verdict.found];
      await this.db.query(ANSWERED, [id, ...said]);
      if (!verdict.clean) this.logger.warn({ file: id, found: verdict.found }, 'A file was refused');
    } catch (error) {
      this.logger.warn({ err: error, file: id }, 'A file could not be scanned: it is tried again');
      await this.db.query(FAILED, [id, this.pace.again]);
    }
  }
}
