import type { DataSource } from 'typeorm';
import type { Clock } from '../../clock';
import type { Leaving, LogoutAsked } from './logout-tokens';
import { IDLE, type SignIn, type Uses, overBy } from './session.life';

/** Where somebody is signed in, and when something was last done there (ISO instant). */
export interface SignedIn extends SignIn {
  readonly usedAt: string;
}

/** Before anything was done with a session it was last used when it began. */
const USED_AT = `COALESCE("used_at", ("sess" -> 'signIn' ->> 'beganAt')::timestamptz)`;

/** Sessions for which a provider vouched, of one of its own ($4) or of a person ($3): what it asks to be ended. */
const VOUCHED = `"sess" -> 'vouched' ->> 'provider' = $1 AND "sess" -> 'vouched' ->> 'issuer' = $2
            AND ($3::text IS NULL OR "sess" -> 'vouched' ->> 'subject' = $3)
            AND ($4::text IS NULL OR "sess" -> 'vouched' ->> 'sid' = $4
              OR $3 IS NOT NULL AND "sess" -> 'vouched' ->> 'sid' IS NULL)`;

/** Where people are signed in. */
export class Sessions implements Uses {
  constructor(
    private readonly db: Pick<DataSource, 'query'>,
    private readonly clock: Clock,
  ) {}

  /** Those of one person that are not past their time, the one used last first. */
  async of(person: string): Promise<readonly SignedIn[]> {
    const rows = await this.db.query<{ signIn: SignIn; usedAt: Date }[]>(
      `SELECT "sess" -> 'signIn' AS "signIn", ${USED_AT} AS "usedAt" FROM "session" WHERE "person" = $1`,
      [person],
    );
    const now = this.clock.now();
    return rows
      .map(({ signIn, usedAt }) => ({ ...signIn, usedAt: usedAt.toISOString() }))
      .filter((signIn) => overBy(signIn, now) === undefined)
      .toSorted((one, other) => other.usedAt.localeCompare(one.usedAt));
  }

  /**
   * When a session was used before now (its id is the cookie's); undefined where it has been ended. While it is not idle, that it
   * is used now is noted by the same statement. That waits for no disk: after a crash of PostgreSQL a session may be a moment
   * older than it was, and ends so much sooner.
   */
  async use(sid: string): Promise<string | undefined> {
    const [found] = await this.db.query<{ at: Date }[]>(
      `WITH unhurried AS (SELECT set_config('synchronous_commit', 'off', true)),
         seen AS (SELECT ${USED_AT} AS at FROM "session" WHERE "sid" = $1 FOR UPDATE),
         noted AS (UPDATE "session" SET "used_at" = greatest(seen.at, $2) FROM seen, unhurried
           WHERE "sid" = $1 AND seen.at > $2::timestamptz - make_interval(secs => $3))
       SELECT at FROM seen`,
      [sid, this.clock.now(), IDLE / 1000],
    );
    return found?.at.toISOString();
  }

  /**
   * Ends the sessions for which a provider vouched, as it asks: one of its own (`sid`), or all of a person. How many those were;
   * undefined where the same request was carried out before.
   */
  async endVouched(provider: string, { issuer, subject, sid, jti, until }: LogoutAsked): Promise<number | undefined> {
    const [done] = await this.db.query<{ first: boolean; ended: number }[]>(
      `WITH first AS (
         INSERT INTO "logout_token" ("issuer", "jti", "until") VALUES ($2, $5, $6) ON CONFLICT DO NOTHING RETURNING TRUE),
       ended AS (
         DELETE FROM "session" USING first
          WHERE ${VOUCHED}
         RETURNING TRUE)
       SELECT EXISTS (SELECT FROM first) AS first, (SELECT count(*)::int FROM ended) AS ended`,
      [provider, issuer, subject ?? null, sid ?? null, jti, until],
    );
    return done?.first ? done.ended : undefined;
  }

  /** Whether a request was carried out before. */
  async wasAsked({ issuer, jti }: Pick<LogoutAsked, 'issuer' | 'jti'>): Promise<boolean> {
    const found = await this.db.query<unknown[]>(`SELECT FROM "logout_token" WHERE "issuer" = $1 AND "jti" = $2`, [
      issuer,
      jti,
    ]);
    return found.length > 0;
  }

  /** The same sessions, of somebody who has left another partnership of this house; how many. */
  async endAll({ provider, issuer, subject, sid }: Leaving): Promise<number> {
    return this.delete(VOUCHED, [provider, issuer, subject ?? null, sid ?? null]);
  }

  /** Ends one of a person's sessions, by the id that its sign-in has. False where they have no such session. */
  async end(person: string, id: string): Promise<boolean> {
    return (await this.delete(`"person" = $1 AND "sess" -> 'signIn' ->> 'id' = $2`, [person, id])) > 0;
  }

  /** Ends all of a person's sessions but one; how many that were still good. */
  async endOthers(person: string, but: string): Promise<number> {
    const others = (await this.of(person)).filter(({ id }) => id !== but);
    await this.delete(`"person" = $1 AND "sess" -> 'signIn' ->> 'id' <> $2`, [person, but]);
    return others.length;
  }

  /** Drops the rows that not even a late form needs any more. */
  async prune(): Promise<void> {
    await this.delete('"expire" < to_timestamp($1)', [this.clock.now().getTime() / 1000]);
    // Written by the machine's clock, as tokens are.
    await this.db.query('DELETE FROM "logout_token" WHERE "until" < now()');
  }

  private async delete(which: string, parameters: readonly unknown[]): Promise<number> {
    const [, deleted] = await this.db.query<[unknown, number]>(`DELETE FROM "session" WHERE ${which}`, [...parameters]);
    return deleted;
  }
}
