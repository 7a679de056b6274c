import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { arch, cpus, release, tmpdir, totalmem } from 'node:os';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { startPostgres } from '../../apps/local/src/postgres';
import { trustIn } from '../../apps/local/src/postgres.trust';

/** The embedded PostgreSQL in a folder of its own, with its default settings: fsync on, unless it is forgetful. */
export interface Server {
  /** An empty database, owned by the role that signs in at this address. */
  database(): Promise<string>;
  stop(): Promise<void>;
}

/** @param forgetful Syncs nothing: for who wants to know whether a benchmark works, whatever the disk does meanwhile. */
export async function startServer(forgetful: boolean): Promise<Server> {
  const dataDir = forgetful ? undefined : await mkdtemp(join(tmpdir(), 'learning-trail-bench-'));
  if (dataDir !== undefined) await chmod(dataDir, 0o755);
  const postgres = await startPostgres(dataDir === undefined ? { temporary: true } : { dataDir });
  return {
    database: async () => {
      const url = new URL(postgres.url);
      const admin = new Client({ connectionString: postgres.superuserUrl });
      await admin.connect();
      const name = `bench_${randomUUID().slice(0, 8)}`;
      await admin.query(`create database ${name} owner ${admin.escapeIdentifier(url.username)}`);
      await admin.query(`grant pg_checkpoint to ${admin.escapeIdentifier(url.username)}`);
      await admin.end();
      const superuser = new URL(postgres.superuserUrl);
      superuser.pathname = name;
      await trustIn(superuser.href);
      url.pathname = name;
      return url.href;
    },
    stop: async () => {
      await postgres.stop();
      if (dataDir !== undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const CALM = { commits: 200, withinMs: 20, waitedMs: 1_500 } as const;
/** What PostgreSQL tidies by itself: for minutes after much was written, and in the way of all else on two cores. */
const TIDYING = `SELECT FROM pg_stat_progress_vacuum UNION ALL SELECT FROM pg_stat_progress_analyze LIMIT 1`;

/**
 * Does what a bulk load leaves to be done, which is not in the way on any day of use; and waits until the disk has taken it: for
 * so many commits in a row, none slower than that and nothing being vacuumed beside them; a second and a half for each at most.
 */
export async function tidyUp(databaseUrl: string, commits: number = CALM.commits): Promise<void> {
  // A connection of its own: that of a house gives up after two minutes, and a slow disk takes longer.
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('VACUUM (ANALYZE)');
  await client.query('CHECKPOINT');
  await client.query('CREATE TABLE IF NOT EXISTS bench_calm (n integer)');
  const end = performance.now() + commits * CALM.waitedMs;
  for (let calm = 0; calm < commits && performance.now() < end;) {
    const start = performance.now();
    await client.query('INSERT INTO bench_calm VALUES (1)');
    const isCalm = performance.now() - start < CALM.withinMs && (await client.query(TIDYING)).rowCount === 0;
    calm = isCalm ? calm + 1 : 0;
    await pause(50);
    if (performance.now() >= end)
      process.stderr.write('The disk has not calmed down: what is measured now has it against it.\n');
  }
  await client.query('DROP TABLE bench_calm');
  await client.end();
}

/** Where and of what this was measured. */
export async function circumstances(connectionString: string): Promise<readonly string[]> {
  const client = new Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('show server_version');
  const { rows: settings } = await client.query<{
    said: string;
  }>(`select string_agg(name || ' ' || setting, ', ') as said
    from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')`);
  await client.end();
  const { devDependencies } = JSON.parse(await readFile(join(__dirname, '../../../package.json'), 'utf8')) as {
    devDependencies: Readonly<Record<string, string>>;
  };
  return [
    `${new Date().toISOString().slice(0, 10)}, commit ${commit()}`,
    `${cpus().length} × ${cpus()[0]?.model.trim() ?? arch()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${release()}`,
    `Node ${process.versions.node}, PostgreSQL ${rows[0]?.server_version ?? ''} (${settings[0]?.said ?? ''})`,
    `@event-driven-io/emmett-postgresql ${devDependencies['@event-driven-io/emmett-postgresql'] ?? ''}`,
  ];
}

function commit(): string {
  try {
    const told = (...args: readonly string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
    return told('rev-parse', '--short', 'HEAD') + (told('status', '--porcelain') === '' ? '' : ' with changes');
  } catch {
    return 'unknown';
  }
}
