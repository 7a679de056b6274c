import type { MigrationInterface, QueryRunner } from 'typeorm';
import { lookFacts } from '#app/access';

/** Of looks, those are gone through that a rule counts. */
export class LookFacts1795357000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of lookFacts) await db.query(statement);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('A floor is not taken down: restore a backup instead'));
  }
}
