import { execFile } from 'node:child_process';
import type { EventEmitter } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { PATIENCE } from './patience';

/** The superuser's address of the database of a house. */
export function superuserOf(databaseUrl: string): string {
  const url = new URL(process.env['SUPERUSER_URL'] ?? '');
  url.pathname = new URL(databaseUrl).pathname;
  return url.href;
}

async function asSuperuser<T>(databaseUrl: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: superuserOf(databaseUrl) });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/**
 * What a backup is made of: every table of every schema as COPY writes it. PostgreSQL's own are with it, for its statistics hold
 * values of columns: they are made anew before.
 */
export const copied = (databaseUrl: string): Promise<string> =>
  asSuperuser(databaseUrl, async (client) => {
    await client.query('ANALYZE');
    const { rows } = await client.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND n.nspname <> 'pg_toast' ORDER BY 1`,
    );
    const parts: Buffer[] = [];
    const { connection } = client as unknown as { readonly connection: EventEmitter };
    connection.on('copyData', ({ chunk }: { readonly chunk: Buffer }) => parts.push(Buffer.from(chunk)));
    for (const { name } of rows) {
      parts.push(Buffer.from(`${name}\n`));
      await client.query(`COPY (SELECT * FROM ${name}) TO STDOUT`);
    }
    return Buffer.concat(parts).toString();
  });

/** What pg_dump writes; undefined, with why, where it is not on PATH or is older than the server. */
export async function dumped(databaseUrl: string): Promise<string | { readonly not: string }> {
  const run = promisify(execFile);
  const found = await run('pg_dump', ['--version']).catch(() => undefined);
  if (!found) return { not: 'pg_dump is not on PATH' };
  const own = Number(/ (\d+)/.exec(found.stdout)?.[1]);
  const server = await asSuperuser(databaseUrl, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      `SELECT current_setting('server_version_num')::int / 10000 AS n`,
    );
    return rows[0]?.n ?? 0;
  });
  if (own < server) return { not: `pg_dump ${String(own)} dumps no server of version ${String(server)}` };
  return (await run('pg_dump', ['--dbname', superuserOf(databaseUrl)], { maxBuffer: 1e9 })).stdout;
}

/** The folders of the server's in which this database leaves something, after a CHECKPOINT: its tables, the server's log, its WAL. */
async function places(databaseUrl: string): Promise<readonly string[]> {
  const [at = '', oid = ''] = await asSuperuser(databaseUrl, async (client) => {
    await client.query('CHECKPOINT');
    const { rows } = await client.query<{ at: string; oid: string }>(
      `SELECT current_setting('data_directory') AS at, oid::text FROM pg_database WHERE datname = current_database()`,
    );
    return [rows[0]?.at, rows[0]?.oid];
  });
  const found = [`base/${oid}`, 'log', 'pg_wal'].map((place) => join(at, place)).filter((place) => existsSync(place));
  expect(found.length).toBeGreaterThanOrEqual(2);
  return found;
}

/** The files of the server in which these words stand. */
export async function onDisk(databaseUrl: string, words: string): Promise<readonly string[]> {
  const args = ['-rlaF', words, ...(await places(databaseUrl))];
  return (await grep(args)).split('\n').filter((line) => line !== '');
}

/** What grep says. The server's WAL is everybody's: where a file of it was gone when its turn came, all is looked through again. */
async function grep(args: readonly string[]): Promise<string> {
  for (const end = Date.now() + PATIENCE; ;) {
    try {
      const env = { ...process.env, LC_ALL: 'C' };
      return (await promisify(execFile)('grep', args, { maxBuffer: 1e7, env })).stdout;
    } catch (error) {
      const { code, stderr = '' } = error as { code?: number; stderr?: string };
      // It found nothing.
      if (code === 1) return '';
      const isGone = /^(?:grep: .*: No such file or directory\n)+$/.test(stderr);
      if (code !== 2 || !isGone || Date.now() > end) throw error;
    }
  }
}

/** Those of them that are files of tables. */
export async function inTables(databaseUrl: string, bytes: Buffer): Promise<readonly string[]> {
  const [tables = ''] = await places(databaseUrl);
  const files = readdirSync(tables).map((name) => join(tables, name));
  return files.filter((path) => read(path).includes(bytes));
}

/** Nothing of a file that is gone by then. */
function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/**
 * Those of them in which this still stands when its table has been written anew: VACUUM FULL keeps the old rows that a
 * transaction of somebody else's, in any database of the server, may still see.
 */
export async function leftInTables(databaseUrl: string, table: string, bytes: Buffer): Promise<readonly string[]> {
  for (const end = Date.now() + PATIENCE; ;) {
    await asSuperuser(databaseUrl, (client) => client.query(`VACUUM FULL ${table}`));
    const left = await inTables(databaseUrl, bytes);
    if (left.length === 0 || Date.now() > end) return left;
    await new Promise((done) => setTimeout(done, 250));
  }
}
