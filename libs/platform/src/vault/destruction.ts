import type { DataSource, EntityManager } from 'typeorm';
import { LOCKS } from '../advisory-locks';
import type { Files } from '../files/files';
import type { KeptForms } from '../http/identity/kept-forms';
import { PersonConcernedRow } from './concerned.row';
import type { Vault } from './vault';

/** Whose keys, which evidence files, and what the forms are about in which such details may have been typed: pages of records, ids. */
export interface ToDestroy {
  readonly subjects: readonly string[];
  readonly files: readonly string[];
  readonly forms: readonly string[];
}

/** What was reached. */
export interface Destroyed {
  /** People whose key was destroyed. */
  readonly keys: number;
  /** Of the people named, those whose key had been destroyed before. */
  readonly before: number;
  /** Sealed details that nothing opens any more. */
  readonly details: number;
  readonly files: number;
  readonly keptForms: number;
}

/** What was destroyed, by the request that led to it: counts alone, written in the transaction that destroys. */
export const erasureDoneTable: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS "erasure_done" ("request" text PRIMARY KEY, "report" jsonb NOT NULL,
    "at" timestamptz NOT NULL DEFAULT now())`,
];

/**
 * Destroys what is kept of people: keys, files and typed forms in one transaction or none, once for each request. Who may ask for
 * it is not its business: the slice `erasure` alone comes here, for what two people have approved.
 */
export class Destruction {
  constructor(
    private readonly db: DataSource,
    private readonly vault: Vault,
    private readonly files: Files,
    private readonly kept: KeptForms,
  ) {}

  /**
   * Answers with what it reached, and with the same again when it is asked again; with nothing where it is hindered. Whether it
   * is, is asked under the lock that `holding` takes.
   */
  once(request: string, what: ToDestroy, hindered: () => Promise<boolean>): Promise<Destroyed | undefined> {
    return this.db.transaction(async (rows) => {
      await oneAtATime(rows);
      const [done] = await rows.query<{ report: Destroyed }[]>(
        `SELECT "report" FROM "erasure_done" WHERE "request" = $1`,
        [request],
      );
      if (done) return done.report;
      if (await hindered()) return undefined;
      const report = await this.destroy(what, rows);
      await rows.query(`INSERT INTO "erasure_done" ("request", "report") VALUES ($1, $2)`, [request, report]);
      return report;
    });
  }

  /** While this is being recorded nothing is destroyed. */
  holding<T>(record: () => Promise<T>): Promise<T> {
    return this.db.transaction(async (rows) => {
      await oneAtATime(rows);
      return record();
    });
  }

  private async destroy({ subjects, files, forms }: ToDestroy, rows: EntityManager): Promise<Destroyed> {
    const details = await sealedOf(subjects, rows);
    let keys = 0;
    for (const subject of subjects) if (await this.vault.erase(subject, rows)) keys++;
    const shredded = await this.files.shred(files, rows);
    const keptForms = await this.kept.dropAbout(forms, rows);
    return { keys, before: subjects.length - keys, details, files: shredded, keptForms };
  }
}

/**
 * Who has the lock asks the log over another connection. Behind a pooler of a few sessions those who wait must give theirs back
 * before long, or it finds none: they are told that the lock was not given (55P03), and nothing was done.
 */
async function oneAtATime(rows: EntityManager): Promise<void> {
  await rows.query(`SET LOCAL lock_timeout = '2s'`);
  await rows.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.erasing]);
}

/** How many sealed details the rows hold of them. */
async function sealedOf(subjects: readonly string[], rows: EntityManager): Promise<number> {
  let count = 0;
  for (const id of subjects) {
    const row = await rows.getRepository(PersonConcernedRow).findOneBy({ id });
    count += Object.keys(row?.details ?? {}).length;
  }
  return count;
}
