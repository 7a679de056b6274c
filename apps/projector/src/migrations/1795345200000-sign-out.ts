import type { MigrationInterface, QueryRunner } from 'typeorm';
import { signOutTables } from '#app/platform';

/** Sign-out on a provider's word, the exact end of an idle session, and invitations whose acceptance is not on record yet. */
export class SignOut1795345200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of signOutTables) await db.query(statement);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('A floor is not taken down: restore a backup instead'));
  }
}
