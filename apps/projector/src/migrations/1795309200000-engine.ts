import type { MigrationInterface, QueryRunner } from 'typeorm';
import { engineTables } from '#app/platform';

/** The engine's own tables: leads, troubles and parked events beside the checkpoints, which are kept. */
export class Engine1795309200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of engineTables) await db.query(statement);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('A floor is not taken down: restore a backup instead'));
  }
}
