import type { MigrationInterface, QueryRunner } from 'typeorm';
import { searching } from '#app/platform';

/** What finds words anywhere in a title, where the server has it. */
export class Searched1795327200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(searching);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('A floor is not taken down: restore a backup instead'));
  }
}
