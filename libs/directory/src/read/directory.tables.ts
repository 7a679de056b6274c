const common = `"id" text PRIMARY KEY, "reference" text NOT NULL, "title" text NOT NULL, "revision" integer NOT NULL,
    "status" text NOT NULL, "since" date, "endedOn" date, "detail" jsonb NOT NULL`;

export const directoryTables = [
  `CREATE TABLE "agency_1" (${common}, "kind" text NOT NULL)`,
  `CREATE TABLE "group_1" (${common}, "parent" text)`,
  `CREATE TABLE "post_2" (${common}, "agency" text, "groups" text[] NOT NULL, "signIn" text, "role" text, "partner" text)`,
  `CREATE INDEX ON "post_2" ("signIn", "role")`,
  `CREATE TABLE "meeting_1" ("key" text PRIMARY KEY, "group" text NOT NULL, "date" date NOT NULL, "label" text NOT NULL)`,
  `CREATE INDEX ON "meeting_1" ("group", "date" DESC)`,
];
