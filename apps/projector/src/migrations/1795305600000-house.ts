import type { MigrationInterface, QueryRunner } from 'typeorm';

const house = [
  `CREATE TABLE "checkpoint" ("reader" text PRIMARY KEY, "position" bigint NOT NULL)`,
  `CREATE TABLE "reference_series" ("series" text PRIMARY KEY, "last" integer NOT NULL)`,
  `CREATE TABLE "evidence_file" ("id" uuid PRIMARY KEY, "sha256" text NOT NULL, "name" text NOT NULL, "type" text NOT NULL,
    "size" integer NOT NULL, "keptBy" text NOT NULL, "bytes" bytea NOT NULL)`,
  `CREATE TABLE "session" ("sid" varchar PRIMARY KEY, "sess" json NOT NULL, "expire" timestamp(6) NOT NULL)`,
  `CREATE INDEX ON "session" ("expire")`,
  `CREATE TABLE "house" ("key" text PRIMARY KEY, "value" text NOT NULL)`,
];

/** The first floor: checkpoints, references, files, sessions. The rows of the slices have tables of their own making. */
export class House1795305600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of house) await db.query(statement);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('The first floor is not taken down: restore a backup instead'));
  }
}
