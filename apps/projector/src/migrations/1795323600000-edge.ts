import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rateLimitTable, scanColumns } from '#app/platform';

/** Counts of requests, and how each evidence file stands with the scanner. */
export class Edge1795323600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of [rateLimitTable, ...scanColumns]) await db.query(statement);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('A floor is not taken down: restore a backup instead'));
  }
}
