import type { MigrationInterface, QueryRunner } from 'typeorm';
import { keptFormAbout, refuseEmptying } from '#app/platform';

/** What an erasure has to reach of typed forms, and that evidence files are not emptied away. */
export class Traces1795348800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of [keptFormAbout, refuseEmptying]) await db.query(statement);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('A floor is not taken down: restore a backup instead'));
  }
}
