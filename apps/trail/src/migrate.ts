import 'reflect-metadata';
import { type LogPlace, eventStoreDbUrlOf, pooledIn } from '#app/platform';
import { type Mark, markEmpty, migrate } from '../../projector/src/migrate';

const MARKS: Readonly<Record<string, Mark>> = { '--demonstration': 'demonstration', '--real': 'real' };
const SAID: Readonly<Record<Mark, string>> = {
  demonstration: 'It is marked as a demonstration: the local system opens it, and a real web never will.',
  real: 'It is marked for real use: the web opens it, and the demonstration never will.',
};

/**
 * Brings log and rows of DATABASE_URL up to date. With --demonstration or --real it marks a database that holds no record
 * yet, for good: as one of invented people only, or as one of real use. 1 when it is marked otherwise, or holds records
 * and no mark.
 */
export async function migrateTo(args: readonly string[]): Promise<number> {
  const databaseUrl = process.env['DATABASE_URL'];
  if (!databaseUrl) {
    process.stderr.write('DATABASE_URL is missing: the address of the PostgreSQL database.\n');
    return 2;
  }
  const unknown = args.find((arg) => !Object.hasOwn(MARKS, arg)) ?? args[1];
  if (unknown !== undefined) {
    process.stderr.write(
      `There is no "${unknown}" here. Try: trail migrate --real, or trail migrate --demonstration\n`,
    );
    return 2;
  }
  const place = { databaseUrl, eventStoreDbUrl: eventStoreDbUrlOf(process.env), pooled: pooledIn(process.env) };
  await migrate(databaseUrl, place);
  process.stdout.write('The database is up to date.\n');
  const mark = MARKS[args[0] ?? ''];
  return mark === undefined ? 0 : markAs(mark, place);
}

async function markAs(mark: Mark, place: LogPlace): Promise<number> {
  const marked = await markEmpty(place.databaseUrl, mark, place);
  if (marked === mark) {
    process.stdout.write(`${SAID[mark]}\n`);
    return 0;
  }
  const why = marked === undefined ? 'It holds records already and has no mark' : `It is marked otherwise (${marked})`;
  process.stderr.write(`${why}: it is left as it is.\n`);
  return 1;
}
