import type { MigrationInterface, QueryRunner } from 'typeorm';
import { identityTables } from '#app/platform';

/** Accounts and invitations of those who sign in. */
export class Identities1795312800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of identityTables) await db.query(statement);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('A floor is not taken down: restore a backup instead'));
  }
}
