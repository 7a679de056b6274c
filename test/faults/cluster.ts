import { execFile } from 'node:child_process';
import { appendFile, chmod, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type LocalPostgres, startPostgres } from '../../apps/local/src/postgres';
import { Begun } from './begun';
import { prepare } from './tally';

/** A PostgreSQL of one fault test, with its disk switched on; killed, it is started again by this process. */
export class Cluster {
  private constructor(
    readonly dataDir: string,
    private readonly server: LocalPostgres,
  ) {}

  /** With the log and the tables of the tally, unless it is to stay empty. */
  static async start({ empty = false, within = tmpdir() } = {}): Promise<Cluster> {
    return Begun.by(async (begun) => {
      const dataDir = await folderIn(within, begun);
      const cluster = await Cluster.on(dataDir, begun);
      if (!empty) await prepare(cluster.url);
      return cluster;
    });
  }

  /** A copy that follows the primary and answers readers. pg_basebackup is not among the embedded programs: this is how it works. */
  static async replicaOf(primary: Cluster): Promise<Cluster> {
    return Begun.by(async (begun) => {
      const dataDir = await folderIn(tmpdir(), begun);
      const [from, to] = [join(primary.dataDir, 'postgres'), join(dataDir, 'postgres')];
      const sql = new Client({ connectionString: primary.superuserUrl });
      await sql.connect();
      begun.endedBy(() => sql.end());
      await sql.query(`select pg_backup_start('replica', true)`);
      await promisify(execFile)('cp', ['-a', from, to]);
      const { rows } = await sql.query<{ label: string }>('select labelfile as label from pg_backup_stop(false)');
      await sql.end();
      await rm(join(to, 'postmaster.pid'));
      await put(join(to, 'PG_VERSION'), join(to, 'backup_label'), rows[0]?.label ?? '');
      await put(join(to, 'PG_VERSION'), join(to, 'standby.signal'), '');
      const { username, password, hostname, port } = new URL(primary.superuserUrl);
      const conninfo = `user=${username} password=${password} host=${hostname} port=${port}`;
      await appendFile(join(to, 'postgresql.auto.conf'), `primary_conninfo = '${conninfo}'\n`);
      await copyFile(join(primary.dataDir, 'postgres.json'), join(dataDir, 'postgres.json'));
      return Cluster.on(dataDir, begun);
    });
  }

  private static async on(dataDir: string, begun: Begun): Promise<Cluster> {
    const cluster = new Cluster(dataDir, await startPostgres({ dataDir }));
    begun.endedBy(() => cluster.stop());
    return cluster;
  }

  get url(): string {
    return this.server.url;
  }

  get superuserUrl(): string {
    return this.server.superuserUrl;
  }

  /** The process number of the server that runs: undefined while there is none. */
  private async postmaster(): Promise<number | undefined> {
    const text = await readFile(join(this.dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => undefined);
    return text === undefined || !/\nready/.test(text) ? undefined : Number(text.split('\n')[0]);
  }

  /** In the middle of anything; resolves when another server is there. */
  async kill(): Promise<void> {
    let running = await this.postmaster();
    for (; running === undefined; running = await this.postmaster()) await pause(20);
    process.kill(running, 'SIGKILL');
    for (let there = running; there === running; there = (await this.postmaster()) ?? running) await pause(20);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

async function folderIn(folder: string, begun: Begun): Promise<string> {
  const made = await mkdtemp(join(folder, 'learning-trail-faults-'));
  begun.endedBy(() => rm(made, { recursive: true, force: true }));
  await chmod(made, 0o755);
  return made;
}

/** A file with the owner and the rights of another: the server runs as a user of its own. */
async function put(like: string, path: string, text: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', like, path]);
  await writeFile(path, text);
}
