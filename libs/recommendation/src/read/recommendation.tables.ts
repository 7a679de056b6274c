import { searched } from '#app/platform';

/** By what home looks for what waits: names that an older database gives them → what makes them. */
export const waitingIndexes: Readonly<Record<string, string>> = {
  recommendation_review: `CREATE INDEX ON "recommendation_3" ("nextReview", "madeOn") WHERE "open"`,
  recommendation_line_due: `CREATE INDEX ON "recommendation_line_2" ("due") WHERE "open"`,
  recommendation_line_awaited: `CREATE INDEX ON "recommendation_line_2" ("awaitedBy") WHERE "open" AND "awaited"`,
  recommendation_line_given: `CREATE INDEX ON "recommendation_line_2" ("state") WHERE "open"`,
};

/** The tables of this slice's rows, as TypeORM asks for them. */
export const recommendationTables = [
  `CREATE TABLE "recommendation_3" ("id" text PRIMARY KEY, "reference" text NOT NULL, "title" text NOT NULL, "revision" integer NOT NULL,
    "standing" text NOT NULL, "open" boolean NOT NULL, "madeOn" date NOT NULL, "monitor" text NOT NULL, "themes" text[] NOT NULL,
    "sourceKind" text NOT NULL, "sourceId" text NOT NULL, "sourceReference" text NOT NULL, "owners" text[] NOT NULL,
    "nearestDue" date, "firstDue" date, "closedOn" date, "nextReview" date, "productOnly" boolean NOT NULL,
    "escalatedTo" text[] NOT NULL, "detail" jsonb NOT NULL)`,
  `CREATE INDEX ON "recommendation_3" ("madeOn" DESC, "reference" DESC)`,
  `CREATE INDEX ON "recommendation_3" ("standing")`,
  `CREATE INDEX ON "recommendation_3" ("monitor")`,
  `CREATE INDEX ON "recommendation_3" ("sourceId")`,
  `CREATE INDEX ON "recommendation_3" USING gin ("themes")`,
  `CREATE INDEX ON "recommendation_3" USING gin ("owners")`,
  `CREATE INDEX ON "recommendation_3" USING gin ("escalatedTo")`,
  searched('recommendation_3'),
  `CREATE TABLE "recommendation_theme_1" ("theme" text PRIMARY KEY, "used" integer NOT NULL)`,
  `CREATE TABLE "recommendation_line_2" ("id" text PRIMARY KEY, "recommendation" text NOT NULL, "lineId" text NOT NULL, "owner" text NOT NULL,
    "state" text NOT NULL, "open" boolean NOT NULL, "due" date, "targetLabel" text, "awaited" boolean NOT NULL, "awaitedBy" date,
    "revision" integer NOT NULL, "line" jsonb NOT NULL)`,
  `CREATE INDEX ON "recommendation_line_2" ("recommendation")`,
  `CREATE INDEX ON "recommendation_line_2" ("owner") WHERE "open"`,
  ...Object.values(waitingIndexes),
];
