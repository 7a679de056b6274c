import type { MigrationInterface, QueryRunner } from 'typeorm';
import { erasureDoneTable, shredding } from '#app/platform';

/** What was destroyed and when, and evidence files that were destroyed. */
export class Erasure1795338000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of [...erasureDoneTable, ...shredding]) await db.query(statement);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('A floor is not taken down: restore a backup instead'));
  }
}
