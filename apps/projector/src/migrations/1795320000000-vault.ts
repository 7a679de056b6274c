import type { MigrationInterface, QueryRunner } from 'typeorm';
import { vaultTables } from '#app/platform';

/** The keys of the people concerned. */
export class Vault1795320000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of vaultTables) await db.query(statement);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('A floor is not taken down: restore a backup instead'));
  }
}
