import type { MigrationInterface, QueryRunner } from 'typeorm';
import { withholding } from '#app/restriction';

/** What is withheld is worked out without room made beforehand for half of all records. */
export class Withheld1795352400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of withholding) await db.query(statement);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('A floor is not taken down: restore a backup instead'));
  }
}
