import { createHash, randomBytes } from 'node:crypto';
import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import type { Clock } from '../clock';
import { derivedId } from '../write/derived-id';

/** An account as its provider knows it: the ID token's `iss` and `sub`. An e-mail address is no identity. */
export interface Account {
  readonly issuer: string;
  readonly subject: string;
}

/** A one-time invitation. The code is told once and never kept. */
export interface Invitation {
  /** 256 random bits, for an address: letters, digits, `-` and `_`. */
  readonly code: string;
  readonly expiresAt: Date;
}

/**
 * `unknown`: never given, used already, or made void by a later one. `expired`: seven days have passed. `taken`: the account
 * is somebody else's; the invitation still stands, for another account.
 */
export type Refusal = 'unknown' | 'expired' | 'taken';

/** An invitation that somebody accepted, until it is on record that they did. */
export interface Acceptance {
  /** The id of the command that records it: derived from the invitation, so that it is recorded once however often it is tried. */
  readonly command: string;
  readonly person: string;
  /** As people call it. */
  readonly provider: string;
  readonly at: Date;
}

const SEVEN_DAYS = 7 * 24 * 60 * 60 * 1000;
const CODE_BYTES = 32;
/** PostgreSQL's unique_violation. */
const TWICE = '23505';

/** Which account belongs to which person. Accounts come in by invitation only: nobody registers themselves. */
export class Identities {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The id of the person to whom an account belongs. */
  async find(issuer: string, subject: string): Promise<string | undefined> {
    const [row] = await this.db.query<{ person: string }[]>(
      `SELECT "person" FROM "identity" WHERE "issuer" = $1 AND "subject" = $2`,
      [issuer, subject],
    );
    return row?.person;
  }

  /** Makes an invitation, good for seven days. An earlier one of the same person is void from now on. */
  async invite(person: string): Promise<Invitation> {
    const code = randomBytes(CODE_BYTES).toString('base64url');
    const expiresAt = new Date(this.clock.now().getTime() + SEVEN_DAYS);
    await this.db.query(
      `INSERT INTO "invitation" ("person", "code_hash", "expires_at") VALUES ($1, $2, $3)
       ON CONFLICT ("person", "partnership") DO UPDATE SET "code_hash" = excluded."code_hash", "expires_at" = excluded."expires_at"`,
      [person, hashOf(code), expiresAt],
    );
    return { code, expiresAt };
  }

  /** Whom a code invites, for the page that explains it before anybody signs in. */
  async invited(code: string): Promise<{ readonly person: string } | { readonly refused: Exclude<Refusal, 'taken'> }> {
    return this.standing(this.db.manager, code, '');
  }

  /**
   * Gives an account to the person whom the code invites, in place of the one they had. The code is then used up. That it was
   * accepted, and at which provider (`via`), is kept in the same moment until it is on record: see `unrecorded`.
   */
  async accept(
    code: string,
    { issuer, subject }: Account,
    via?: string,
  ): Promise<{ readonly person: string } | { readonly refused: Refusal }> {
    try {
      return await this.db.transaction(async (rows) => {
        const found = await this.standing(rows, code, 'FOR UPDATE');
        if ('refused' in found) return found;
        await rows.query(
          `INSERT INTO "identity" ("issuer", "subject", "person", "since") VALUES ($1, $2, $3, $4)
           ON CONFLICT ("person", "partnership") DO UPDATE
             SET "issuer" = excluded."issuer", "subject" = excluded."subject", "since" = excluded."since"`,
          [issuer, subject, found.person, this.clock.now()],
        );
        await rows.query(`DELETE FROM "invitation" WHERE "person" = $1`, [found.person]);
        await endSessions(rows, found.person);
        if (via !== undefined)
          await rows.query(`INSERT INTO "acceptance" ("command", "person", "provider", "at") VALUES ($1, $2, $3, $4)`, [
            derivedId('invitation accepted', hashOf(code)),
            found.person,
            via,
            this.clock.now(),
          ]);
        return found;
      });
    } catch (error) {
      if (isTwice(error)) return { refused: 'taken' };
      throw error;
    }
  }

  /** What was accepted, by this person or by anybody, and is not on record yet: the process may have died in between. */
  async unrecorded(person?: string): Promise<readonly Acceptance[]> {
    return this.db.query<Acceptance[]>(
      `SELECT "command", "person", "provider", "at" FROM "acceptance" WHERE $1::text IS NULL OR "person" = $1 ORDER BY "at"`,
      [person ?? null],
    );
  }

  /** It is on record now, or is not to be. */
  async settle({ command }: Acceptance): Promise<void> {
    await this.db.query(`DELETE FROM "acceptance" WHERE "command" = $1`, [command]);
  }

  /** Forgets the account and the invitation of a person, who then signs in no more. */
  async release(person: string): Promise<void> {
    await this.db.transaction(async (rows) => {
      await rows.query(`DELETE FROM "invitation" WHERE "person" = $1`, [person]);
      await rows.query(`DELETE FROM "identity" WHERE "person" = $1`, [person]);
      await rows.query(`DELETE FROM "acceptance" WHERE "person" = $1`, [person]);
      await endSessions(rows, person);
    });
  }

  private async standing(rows: EntityManager, code: string, lock: '' | 'FOR UPDATE') {
    const [found] = await rows.query<{ person: string; expires_at: Date }[]>(
      `SELECT "person", "expires_at" FROM "invitation" WHERE "code_hash" = $1 ${lock}`,
      [hashOf(code)],
    );
    if (!found) return { refused: 'unknown' } as const;
    return found.expires_at <= this.clock.now() ? ({ refused: 'expired' } as const) : { person: found.person };
  }
}

/**
 * A person here is the holder of a role, and the next holder is the same person to the record. What the one before has
 * open in a browser, or had typed, is not the next one's.
 */
async function endSessions(rows: EntityManager, person: string): Promise<void> {
  await rows.query(`DELETE FROM "session" WHERE "person" = $1`, [person]);
  await rows.query(`DELETE FROM "kept_form" WHERE "person" = $1`, [person]);
}

/** A code is random enough to need no salt; found by its hash, it is compared in no readable time. */
const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

const isTwice = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === TWICE;
