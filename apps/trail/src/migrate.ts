import 'reflect-metadata';
import { eventStoreDbUrlOf } from '#app/platform';
import { markEmpty, migrate } from '../../projector/src/migrate';

/**
 * Brings log and rows of DATABASE_URL up to date. With --demonstration it marks a database that holds no record yet as one
 * of invented people only, which is what a web of this version opens; 1 when there are records and no such mark.
 */
export async function migrateTo(args: readonly string[]): Promise<number> {
  const databaseUrl = process.env['DATABASE_URL'];
  if (!databaseUrl) {
    process.stderr.write('DATABASE_URL is missing: the address of the PostgreSQL database.\n');
    return 2;
  }
  const unknown = args.find((arg) => arg !== '--demonstration');
  if (unknown !== undefined) {
    process.stderr.write(`There is no "${unknown}" here. Try: trail migrate --demonstration\n`);
    return 2;
  }
  const eventStoreDbUrl = eventStoreDbUrlOf(process.env);
  await migrate(databaseUrl, eventStoreDbUrl);
  process.stdout.write('The database is up to date.\n');
  return args.length === 0 ? 0 : markDemonstration(databaseUrl, eventStoreDbUrl);
}

async function markDemonstration(databaseUrl: string, eventStoreDbUrl: string | undefined): Promise<number> {
  if ((await markEmpty(databaseUrl, 'demonstration', eventStoreDbUrl)) !== 'demonstration') {
    process.stderr.write('It holds records already and is not marked as a demonstration: it is left as it is.\n');
    return 1;
  }
  process.stdout.write('It is marked as a demonstration.\n');
  return 0;
}
