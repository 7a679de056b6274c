import type { MigrationInterface, QueryRunner } from 'typeorm';
import { waitingIndexes } from '#app/recommendation';

/** What finds the first of what waits. A table that is made later is made with it. */
export class Waiting1795328000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const [name, statement] of Object.entries(waitingIndexes)) {
      const [, table = ''] = / ON "(\w+)"/.exec(statement) ?? [];
      if (await db.hasTable(table)) await db.query(statement.replace('INDEX ON', `INDEX IF NOT EXISTS "${name}" ON`));
    }
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('A floor is not taken down: restore a backup instead'));
  }
}
