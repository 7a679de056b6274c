/**
 * Who signs in with which account, and who has been asked to. Beside the log and not in it: whoever is released is forgotten.
 *
 * - identity: the account by which a provider knows a person. One account for a person, one person for an account.
 * - invitation: the hash of the one-time code that a person was given last.
 */
export const identityTables: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS "identity" ("issuer" text NOT NULL, "subject" text NOT NULL, "person" text NOT NULL UNIQUE,
    "since" timestamptz NOT NULL, PRIMARY KEY ("issuer", "subject"))`,
  `CREATE TABLE IF NOT EXISTS "invitation" ("person" text PRIMARY KEY, "code_hash" text NOT NULL UNIQUE,
    "expires_at" timestamptz NOT NULL)`,
];
