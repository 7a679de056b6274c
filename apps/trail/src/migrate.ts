import { migrate } from '../../projector/src/migrate';

/** Brings log and rows of DATABASE_URL up to date. */
export async function migrateTo(): Promise<number> {
  const databaseUrl = process.env['DATABASE_URL'];
  if (!databaseUrl) {
    process.stderr.write('DATABASE_URL is missing: the address of the PostgreSQL database.\n');
    return 2;
  }
  await migrate(databaseUrl);
  process.stdout.write('The database is up to date.\n');
  return 0;
}
