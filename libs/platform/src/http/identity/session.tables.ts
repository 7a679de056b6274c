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
