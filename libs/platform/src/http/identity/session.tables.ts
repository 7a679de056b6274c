/**
 * Whose a session is stands in a column of its own, which the database draws from what the session holds: the store of
 * express-session need not know of it, and a person's sessions are found by an index. It is empty before sign-in.
 */
export const sessionTables: readonly string[] = [
  `ALTER TABLE "session" ADD COLUMN "person" text GENERATED ALWAYS AS ("sess" -> 'signIn' ->> 'person') STORED`,
  `CREATE INDEX ON "session" ("person") WHERE "person" IS NOT NULL`,
  `CREATE TABLE "kept_form" ("person" text NOT NULL, "address" bytea NOT NULL, "until" timestamptz NOT NULL,
    "sealed" bytea NOT NULL, PRIMARY KEY ("person", "address"))`,
  `CREATE INDEX ON "kept_form" ("until")`,
];

/**
 * - used_at: when something was last done with a session; apart from what it holds, so that noting it undoes no other change.
 * - logout_token: requests of sign-in services to sign somebody out, by their id: each is carried out once.
 * - acceptance: invitations that were accepted and are not on record yet, with the id of the command that records them.
 */
export const signOutTables: readonly string[] = [
  `ALTER TABLE "session" ADD COLUMN "used_at" timestamptz`,
  `UPDATE "session" SET "used_at" = ("sess" -> 'signIn' ->> 'usedAt')::timestamptz WHERE "person" IS NOT NULL`,
  `CREATE TABLE "logout_token" ("issuer" text NOT NULL, "jti" text NOT NULL, "until" timestamptz NOT NULL,
    PRIMARY KEY ("issuer", "jti"))`,
  `CREATE INDEX ON "logout_token" ("until")`,
  `CREATE TABLE "acceptance" ("command" uuid PRIMARY KEY, "person" text NOT NULL, "provider" text NOT NULL,
    "at" timestamptz NOT NULL)`,
];

/** What a kept form is about, as digests. Of forms from before it is empty; they are gone within a day. */
export const keptFormAbout = `ALTER TABLE "kept_form" ADD COLUMN "about" bytea[] NOT NULL DEFAULT '{}'`;
