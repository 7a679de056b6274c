import type { MigrationInterface, QueryRunner } from 'typeorm';
import { declaredIndex } from '#app/scrutiny';

/** What finds the decisions at which conflicts of interest were declared. A table that is made later is made with it. */
export class Conflicts1795341600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const [, table = ''] = / ON "(\w+)"/.exec(declaredIndex) ?? [];
    if (await db.hasTable(table))
      await db.query(declaredIndex.replace('INDEX ON', 'INDEX IF NOT EXISTS "audit_trail_declared" ON'));
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('A floor is not taken down: restore a backup instead'));
  }
}
