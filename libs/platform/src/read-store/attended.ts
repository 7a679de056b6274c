import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { LOCKS } from '../advisory-locks';

/** So often PostgreSQL looks whether who asked is still there. */
const GONE = '5s';

/** Between two tries to break off what is under way: it may be between two statements, in milliseconds. */
const BREAK_OFF_MS = 100;

/** The sessions in which a rebuild's statements are under way, wherever a pooler has put them. */
const OWN = `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 AND objid = $2 AND objsubid = 2 AND granted`;

/** First the table is gone through; what is found is then sorted and written, and its number known. */
const INDEXED = `SELECT coalesce(sum(CASE WHEN tuples_total > 0 THEN 0.5 + 0.5 * tuples_done / tuples_total
      WHEN blocks_total > 0 THEN 0.5 * blocks_done / blocks_total ELSE 0 END), 0)::float8 AS "done"
  FROM pg_stat_progress_create_index WHERE pid IN (${OWN})`;

/** While something goes on. */
interface Watch {
  readonly signal: AbortSignal;
  /** So often somebody looks, in milliseconds. */
  readonly everyMs: number;
  /** Why it is to be broken off, if it is. */
  readonly why: () => Promise<Error | undefined>;
}

/**
 * Statements that take minutes, and somebody who looks after them from another connection: says how far they are, and breaks
 * them off. They are known by a lock that only they hold, for as long as their transaction lasts.
 */
export class Attended {
  private readonly key = [LOCKS.rebuilding, randomInt(2 ** 31 - 1)] as const;

  constructor(
    private readonly db: DataSource,
    private readonly watch: Watch,
  ) {}

  transaction<T>(work: (rows: EntityManager) => Promise<T>): Promise<T> {
    return this.db.transaction(async (rows) => {
      await this.hold(rows);
      return work(rows);
    });
  }

  /** All that is asked is asked of one moment, and what is written meanwhile nobody else sees, now or later. */
  async apart<T>(work: (rows: EntityManager) => Promise<T>): Promise<T> {
    const runner = this.db.createQueryRunner();
    try {
      await runner.startTransaction('REPEATABLE READ');
      await this.hold(runner.manager);
      return await work(runner.manager);
    } finally {
      await runner.rollbackTransaction().catch(() => undefined);
      await runner.release();
    }
  }

  /** Does something, and tells how it gets on: at once, now and then, and when it is done. Throws why, where it was broken off. */
  async during<T>(work: () => Promise<T>, tell: () => Promise<void>): Promise<T> {
    const { signal, everyMs } = this.watch;
    let why = await this.watch.why();
    if (why) throw why;
    await tell();
    const working = work();
    const over = working.then(
      () => true,
      () => true,
    );
    for (;;) {
      const pause = why ? setTimeout(BREAK_OFF_MS, false) : setTimeout(everyMs, false, { signal, ref: false });
      if (await Promise.race([over, pause.catch(() => false)])) break;
      // A database that does not answer just now is asked again.
      why ??= await this.watch.why().catch(() => undefined);
      await (why ? this.breakOff() : tell()).catch(() => undefined);
    }
    if (why) throw why;
    const done = await working;
    await tell().catch(() => undefined);
    return done;
  }

  /** How many indexes are made of those that are being made, by halves and smaller parts. */
  async indexed(): Promise<number> {
    const [found] = await this.db.query<{ done: number }[]>(INDEXED, [...this.key]);
    return found?.done ?? 0;
  }

  /**
   * PostgreSQL looks itself whether anybody is still there who waits: who is killed breaks nothing off. Where its system tells
   * nobody of a connection that was closed, as Windows, it refuses to look, and the statement goes on to its end.
   */
  private async hold(rows: EntityManager): Promise<void> {
    await rows.query(`DO $$ BEGIN PERFORM set_config('client_connection_check_interval', '${GONE}', true);
      EXCEPTION WHEN invalid_parameter_value THEN NULL; END $$`);
    await rows.query('SELECT pg_advisory_xact_lock_shared($1, $2)', [...this.key]);
  }

  private async breakOff(): Promise<void> {
    await this.db.query(`SELECT pg_cancel_backend(pid) FROM (${OWN}) AS own`, [...this.key]);
  }
}
