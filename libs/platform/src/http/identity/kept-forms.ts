import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Clock } from '../../clock';
import { type KeptForm, type Whose, opened, sealed } from './kept-form';

/** How long a form is kept, in milliseconds. */
const KEPT_FOR = 24 * 60 * 60 * 1000;
/** Of one person; the oldest go first. */
const MOST_OF_ONE = 20;

/** Forms that came when their person was no longer signed in, encrypted, until they are sent again or a day has passed. */
export class KeptForms {
  constructor(
    private readonly db: Pick<DataSource, 'query'>,
    private readonly secret: string,
    private readonly clock: Clock,
  ) {}

  /** Keeps the form in place of one kept before for the same address. False where it is too long. */
  async keep(whose: Whose, form: KeptForm): Promise<boolean> {
    const bytes = sealed(form, whose, this.secret);
    if (bytes === undefined) return false;
    const until = new Date(this.clock.now().getTime() + KEPT_FOR);
    await this.db.query(
      `INSERT INTO "kept_form" ("person", "address", "until", "sealed", "about") VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ("person", "address", "partnership") DO UPDATE SET "until" = excluded."until", "sealed" = excluded."sealed"`,
      [whose.person, digest(whose.address), until, bytes, aboutOf(whose.address).map(digest)],
    );
    await this.db.query(
      `DELETE FROM "kept_form" WHERE "person" = $1 AND "address" IN
         (SELECT "address" FROM "kept_form" WHERE "person" = $1 ORDER BY "until" DESC, "address" OFFSET $2)`,
      [whose.person, MOST_OF_ONE],
    );
    return true;
  }

  async find(whose: Whose): Promise<KeptForm | undefined> {
    const [found] = await this.db.query<{ sealed: Buffer }[]>(
      `SELECT "sealed" FROM "kept_form" WHERE "person" = $1 AND "address" = $2 AND "until" > $3`,
      [whose.person, digest(whose.address), this.clock.now()],
    );
    return found && opened(found.sealed, whose, this.secret);
  }

  /** It has been sent, or is not wanted any more. */
  async drop({ person, address }: Whose): Promise<void> {
    await this.db.query(`DELETE FROM "kept_form" WHERE "person" = $1 AND "address" = $2`, [person, digest(address)]);
  }

  /**
   * Drops what anybody had typed about these: records by the address of their page, and whatever a form's query names by its id;
   * how many there were. `within` is a transaction.
   */
  async dropAbout(these: readonly string[], within: Pick<DataSource, 'query'> = this.db): Promise<number> {
    const dropped = await within.query<{ n: number }[]>(
      `WITH dropped AS (DELETE FROM "kept_form" WHERE "about" && $1 RETURNING 1) SELECT count(*)::int AS n FROM dropped`,
      [these.map(digest)],
    );
    return dropped[0]?.n ?? 0;
  }

  /** Drops all whose day has passed. */
  async prune(): Promise<void> {
    await this.db.query(`DELETE FROM "kept_form" WHERE "until" <= $1`, [this.clock.now()]);
  }
}

/** The page of the record whose form it is, and all that its query names: "/referrals/…/correction?person=…" is about both. */
function aboutOf(address: string): readonly string[] {
  const [path = '', query = ''] = address.split(/\?(.*)/s);
  return [path.split('/').slice(0, 3).join('/'), ...new URLSearchParams(query).values()];
}

/** An address may be longer than an index takes, and tells which record it was about. */
const digest = (address: string): Buffer => createHash('sha256').update(address).digest();
