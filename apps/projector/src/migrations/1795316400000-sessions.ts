import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sessionTables } from '#app/platform';

/** Whose a session is, and forms that came too late for theirs. */
export class Sessions1795316400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of sessionTables) await db.query(statement);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('A floor is not taken down: restore a backup instead'));
  }
}
