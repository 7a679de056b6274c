import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Lease } from './checkpoint';

/** How long a lead holds without a sign of life, in milliseconds. */
export const LEASE_MS = 10_000;

/** A lead just taken or renewed, and where the reader stands. */
export interface Held extends Lease {
  readonly position: bigint;
  /** When the latest of its own events up to there was recorded, ISO; empty where there was none. */
  readonly time: string;
}

const UNTIL = `clock_timestamp() + $3 * interval '1 millisecond'`;

/** The clock is the database's, and runs on within a transaction. A row that somebody is just moving is led: passed over. */
const claiming = (free: string, wait: string): string => `
  UPDATE "checkpoint" AS c SET "owner" = $1, "leaseUntil" = ${UNTIL},
    "epoch" = c."epoch" + CASE WHEN c."owner" IS DISTINCT FROM $1 THEN 1 ELSE 0 END
  FROM (SELECT "reader" FROM "checkpoint" WHERE "reader" = ANY ($2) AND "state" = 'running' AND ${free}
    ORDER BY "reader" FOR UPDATE ${wait}) AS free
  WHERE c."reader" = free."reader" RETURNING c."reader", c."epoch", c."position",
    CASE WHEN c."reachedTime" > '-infinity' THEN c."reachedTime" END AS "time"`;

/** Nobody says a time so far ahead: it was said before the clock was put back, by one that may be long dead. */
export const holding = (until: string, milliseconds = String(LEASE_MS)): string =>
  `${until} BETWEEN clock_timestamp() AND clock_timestamp() + 3 * greatest(${milliseconds}, ${LEASE_MS}) * interval '1 millisecond'`;

const CLAIM = claiming(`("owner" = $1 OR NOT ${holding('"leaseUntil"', '$3')})`, 'SKIP LOCKED');
const RENEW = claiming(`"owner" = $1`, '');
const TAKE_OVER = claiming('TRUE', '');

/** What was lost stays lost. A row that this engine is just moving is renewed by the next sign, or by the next claim. */
const LEAD_ON = `UPDATE "checkpoint" SET "leaseUntil" = ${UNTIL} WHERE "reader" IN (SELECT "reader" FROM "checkpoint"
    WHERE "owner" = $1 AND "reader" = ANY ($2) AND "state" = 'running' ORDER BY "reader" FOR UPDATE SKIP LOCKED)`;
/** The rows are locked in the order in which they are moved and taken over. */
const RELEASE = `UPDATE "checkpoint" SET "owner" = NULL, "leaseUntil" = '-infinity', "epoch" = "epoch" + 1
  WHERE "reader" IN (SELECT "reader" FROM "checkpoint" WHERE "owner" = $1 AND "reader" = ANY ($2) ORDER BY "reader" FOR UPDATE)`;
const STAY = `UPDATE "engine" SET "seenUntil" = ${UNTIL} WHERE "id" = $1 AND "readers" = $2`;

interface Row {
  readonly reader: string;
  readonly epoch: string;
  readonly position: string;
  readonly time: Date | null;
}

/**
 * Shares the readers among the engines at work. A lease is a row with a time limit, never a lock of a session: a dead
 * engine is succeeded when its time is over, a slow one is fenced off by the epoch, and a pooler may sit between.
 */
export class Leases {
  constructor(
    private readonly db: DataSource,
    private readonly owner: string,
    private readonly readers: readonly string[],
    private readonly milliseconds = LEASE_MS,
  ) {}

  /** Takes or renews the lead of those readers that fall to this engine, where they are free; gives the others away. */
  async claim(): Promise<readonly Held[]> {
    await this.signOn();
    const engines: { id: string; readers: string[] }[] = await this.db.query(
      `SELECT "id", "readers" FROM "engine" WHERE ${holding('"seenUntil"', '$1')}`,
      [this.milliseconds],
    );
    const mine = this.readers.filter((reader) => {
      const able = engines.filter(({ readers }) => readers.includes(reader)).map(({ id }) => id);
      return leaderAmong(able, reader) === this.owner;
    });
    await this.release(this.readers.filter((reader) => !mine.includes(reader)));
    return this.take(CLAIM, mine);
  }

  /** Takes or renews the lead of one reader for as long as nobody else has it, and shares it with nobody. */
  async hold(reader: string): Promise<Held | undefined> {
    const [held] = await this.take(CLAIM, [reader]);
    return held;
  }

  /** Renews the lead of one reader; never takes it again once somebody else has had it, or it was paused. */
  async renew(reader: string): Promise<Held | undefined> {
    const [held] = await this.take(RENEW, [reader]);
    return held;
  }

  /** Takes the lead of every reader, whoever has it. Safe, for the epoch fences the others off: for who is alone at work. */
  async takeOver(): Promise<readonly Held[]> {
    await this.signOn();
    await this.db.query(`DELETE FROM "engine" WHERE "id" <> $1 AND "readers" && $2`, [this.owner, this.readers]);
    return this.take(TAKE_OVER, this.readers);
  }

  /** Keeps what this engine leads as long as the job lasts: a step may take longer than a lead holds. */
  async during<T>(job: () => Promise<T>): Promise<T> {
    const ended = new AbortController();
    const signs = this.giveSigns(ended.signal);
    try {
      return await job();
    } finally {
      ended.abort();
      await signs;
    }
  }

  private async giveSigns(signal: AbortSignal): Promise<void> {
    const sign = [this.owner, this.readers, this.milliseconds];
    while (await setTimeout(this.milliseconds / 3, true, { signal }).catch(() => false))
      for (const sql of [STAY, LEAD_ON]) await this.db.query(sql, sign).catch(() => undefined);
  }

  /**
   * Gives everything away, so that others need not wait. Where that fails they wait until its time is over: it is never thrown
   * in place of what ended the work.
   */
  async signOff(): Promise<void> {
    try {
      await this.release(this.readers);
      await this.db.query(`DELETE FROM "engine" WHERE "id" = $1`, [this.owner]);
    } catch {
      // The database is away, or refuses.
    }
  }

  private async signOn(): Promise<void> {
    await this.db.query(
      `INSERT INTO "engine" ("id", "readers", "seenUntil") VALUES ($1, $2, ${UNTIL})
        ON CONFLICT ("id") DO UPDATE SET "seenUntil" = excluded."seenUntil"`,
      [this.owner, this.readers, this.milliseconds],
    );
    await this.db.query(`DELETE FROM "engine" WHERE "seenUntil" < clock_timestamp() - interval '1 hour'`);
  }

  private async release(readers: readonly string[]): Promise<void> {
    if (readers.length === 0) return;
    await this.db.query(RELEASE, [this.owner, readers]);
  }

  private async take(sql: string, readers: readonly string[]): Promise<readonly Held[]> {
    const [rows] = await this.db.query<[Row[], number]>(sql, [this.owner, readers, this.milliseconds]);
    return rows.map(({ reader, epoch, position, time }) => ({
      reader,
      epoch: BigInt(epoch),
      position: BigInt(position),
      time: time?.toISOString() ?? '',
    }));
  }
}

/** Every engine comes to the same answer by itself, and one that leaves or joins changes as little as can be. */
function leaderAmong(engines: readonly string[], reader: string): string | undefined {
  const weight = (engine: string) => createHash('sha256').update(`${engine} ${reader}`).digest('hex');
  return engines.toSorted((a, b) => (weight(a) < weight(b) ? -1 : 1))[0];
}
