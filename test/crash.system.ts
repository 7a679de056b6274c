import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startPostgres } from '../apps/local/src/postgres';
import { PATIENCE } from './patience';

const root = resolve(__dirname, '..');
/** Scores of programs are begun in a run: what Node has compiled for one, the next need not compile again. */
export const COMPILED = join(tmpdir(), 'learning-trail-compiled');

export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** A built program of the house as a process of its own, and all that it says. */
export class Program {
  said = '';
  private readonly child: ChildProcess;
  private readonly exit: Promise<unknown>;

  constructor(path: string, args: readonly string[], env: Readonly<Record<string, string>>) {
    const quiet = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', NODE_COMPILE_CACHE: COMPILED };
    this.child = spawn(process.execPath, [join(root, 'dist/apps', path), ...args], {
      cwd: root,
      env: { ...quiet, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.exit = once(this.child, 'close');
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
  }

  /** Until it has said so; fails with what it said instead. */
  async says(words: string): Promise<void> {
    const end = Date.now() + PATIENCE;
    while (!this.said.includes(words)) {
      if (this.hasEnded || Date.now() > end) throw new Error(`Not said: ${words}. But: ${this.said}`);
      await pause(5);
    }
  }

  async ended(): Promise<Ended> {
    await this.exit;
    return { code: this.child.exitCode, said: this.said };
  }

  async end(signal: NodeJS.Signals): Promise<Ended> {
    if (!this.hasEnded) this.child.kill(signal);
    return this.ended();
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }
}

/** What a program said that ended well; throws what it said otherwise. */
export async function succeeded(program: Program): Promise<string> {
  const { code, said } = await program.ended();
  if (code !== 0) throw new Error(`It ends with ${code}: ${said}`);
  return said;
}

/** The local system on a folder and a port of its own, as `npm start` runs it. */
export class LocalSystem {
  private readonly programs: Program[] = [];

  private constructor(
    readonly dataDir: string,
    readonly port: number,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  static async inNewFolder(env: Readonly<Record<string, string>> = {}): Promise<LocalSystem> {
    const dataDir = await mkdtemp(join(tmpdir(), 'learning-trail-crash-'));
    await chmod(dataDir, 0o755);
    return new LocalSystem(dataDir, await freePort(), env);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  begin(env: Readonly<Record<string, string>> = {}): Program {
    const own = { DATA_DIR: this.dataDir, PORT: String(this.port) };
    const program = new Program('local/src/main.js', [], { ...own, ...this.env, ...env });
    this.programs.push(program);
    return program;
  }

  /** Until both of its partnerships are there. */
  async start(): Promise<Program> {
    const program = this.begin();
    await program.says('for those who belong to both');
    return program;
  }

  trail(...args: readonly string[]): Promise<Ended> {
    return new Program('trail/src/main.js', args, { DATA_DIR: this.dataDir }).ended();
  }

  async databaseUrl(): Promise<string> {
    const { port, ownerPassword } = JSON.parse(await readFile(join(this.dataDir, 'postgres.json'), 'utf8')) as {
      port: number;
      ownerPassword: string;
    };
    return `postgres://learning_trail:${ownerPassword}@127.0.0.1:${port}/learning_trail`;
  }

  /** The process number of its PostgreSQL, or undefined where there is none. */
  async postmaster(): Promise<number | undefined> {
    const file = join(this.dataDir, 'postgres', 'postmaster.pid');
    const text = await readFile(file, 'utf8').catch(() => undefined);
    return text === undefined ? undefined : Number(text.split('\n')[0]);
  }

  /** Ends what still runs, a PostgreSQL left behind too, and takes the folder away. */
  async remove(): Promise<void> {
    for (const program of this.programs) await program.end('SIGKILL');
    if ((await this.postmaster()) !== undefined)
      await startPostgres({ dataDir: this.dataDir }).then((leftOver) => leftOver.stop());
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

/** Ports below those that the system itself gives to whoever asks for any: so many for each worker of the tests. */
const [LOWEST, EACH, WORKERS] = [12_000, 1_000, 20];
/** The next port is for a second partnership. */
const APART = 10;
const ours = LOWEST + EACH * (Number(process.env['JEST_WORKER_ID'] ?? 0) % WORKERS);
let tried = Math.floor((Math.random() * EACH) / APART);

/** A port that nobody uses, and that nobody else is given until it is used. */
export async function freePort(): Promise<number> {
  for (const end = tried + EACH / APART; ;) {
    const port = ours + ((tried++ * APART) % EACH);
    const probe = createServer().listen(port, '127.0.0.1');
    try {
      await once(probe, 'listening');
      return port;
    } catch (error) {
      if (tried >= end) throw error;
    } finally {
      probe.close();
    }
  }
}
