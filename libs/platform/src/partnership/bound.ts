import type { DataSource } from 'typeorm';

/** Who serves people: neither owns a table nor passes by its policies, and may do what `rights.ts` lists. */
export const WEB_ROLE = 'learning_trail_web';

/** Who follows the log where it does not sign in as the owner. */
export const ENGINE_ROLE = 'learning_trail_projector';

/** Who has the right to read the log, as its schema gives it; of all partnerships, unless they are the web as well. */
export const READER_ROLE = 'learning_trail_writer';

export interface Bond {
  /** The id of a partnership: letters, digits, hyphens. */
  readonly partnership: string;
  /** As what a connection acts, whoever it signs in as. */
  readonly role?: string;
}

/**
 * The address of a database at which every connection is bound to one partnership, or to a role, or to both, from its first
 * moment on. They come with the connection's start, so that a reset leads back to them; a pooler that hands sessions around
 * refuses them (`connecting.ts`).
 */
export function boundTo(databaseUrl: string, { partnership, role }: Partial<Bond>): string {
  if (partnership !== undefined && !/^[a-z0-9-]+$/.test(partnership))
    throw new Error(`"${partnership}" cannot be the id of a partnership`);
  return startingWith(databaseUrl, {
    ...(role !== undefined && { role }),
    ...(partnership !== undefined && { 'learning_trail.partnership': partnership }),
  });
}

/** The same address, at which every session starts with these settings, beside those that the address has already. */
export function startingWith(databaseUrl: string, settings: Readonly<Record<string, string>>): string {
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  if (options.length === 0) return databaseUrl;
  const url = new URL(databaseUrl);
  const given = url.searchParams.get('options');
  url.searchParams.set('options', [...(given === null ? [] : [given]), ...options].join(' '));
  return url.href;
}

/** The web's connections pass by what keeps partnerships apart. */
export class NotBound extends Error {
  constructor(role: string) {
    super(
      `The database lets "${role}" pass by what keeps partnerships apart. The web must act as ${WEB_ROLE}: ` +
        'a role that owns no table, is no superuser and has not BYPASSRLS.',
    );
    this.name = 'NotBound';
  }
}

/** Asked before anybody is served. Throws NotBound. */
export async function insistBound(db: Pick<DataSource, 'query'>): Promise<void> {
  const [found] = await db.query<{ role: string; free: boolean }[]>(
    `SELECT current_user AS "role", r.rolsuper OR r.rolbypassrls OR coalesce(current_setting('learning_trail.partnership', true), '') = ''
        OR EXISTS (SELECT FROM pg_class AS c WHERE c.relrowsecurity AND pg_has_role(c.relowner, 'USAGE')) AS "free"
      FROM pg_roles AS r WHERE r.rolname = current_user`,
  );
  if (found?.free !== false) throw new NotBound(found?.role ?? '');
}

/** Behind a pooler the login could see by itself what only who is told may see. */
export class NotHarmless extends Error {
  constructor(login: string) {
    super(
      `"${login}" can pass by what keeps partnerships apart. Behind a pooler the web must sign in as ${WEB_ROLE}, ` +
        'or as a login that is a member of it and of nothing else: what it asks without saying for whom then finds nothing.',
    );
    this.name = 'NotHarmless';
  }
}

/**
 * The same of the login itself, whoever it acts as: behind a pooler the bond lasts for a transaction, and what would be asked
 * without one must find nothing. Throws NotHarmless.
 */
export async function insistHarmless(db: Pick<DataSource, 'query'>): Promise<void> {
  const [found] = await db.query<{ login: string; free: boolean }[]>(
    `SELECT session_user AS "login", r.rolsuper OR r.rolbypassrls
        OR EXISTS (SELECT FROM pg_class AS c WHERE c.relrowsecurity AND pg_has_role(session_user, c.relowner, 'MEMBER'))
        OR EXISTS (SELECT FROM pg_roles AS e WHERE e.rolname = $1 AND pg_has_role(session_user, e.oid, 'MEMBER'))
        OR EXISTS (SELECT FROM pg_roles AS e WHERE e.rolname = $2 AND pg_has_role(session_user, e.oid, 'USAGE')
          AND NOT pg_has_role(session_user, $3, 'USAGE')) AS "free"
      FROM pg_roles AS r WHERE r.rolname = session_user`,
    [ENGINE_ROLE, READER_ROLE, WEB_ROLE],
  );
  if (found?.free !== false) throw new NotHarmless(found?.login ?? '');
}
