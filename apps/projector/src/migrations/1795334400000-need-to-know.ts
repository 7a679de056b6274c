import type { MigrationInterface, QueryRunner } from 'typeorm';
import { lookFacts } from '#app/access';
import { withholding } from '#app/restriction';

/** What is withheld from whom. The tables of rows that it looks into are made afterwards, and have to be there when it is asked. */
export class NeedToKnow1795334400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of [...withholding, ...lookFacts]) await db.query(statement);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('A floor is not taken down: restore a backup instead'));
  }
}
