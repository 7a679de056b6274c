import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { COMPILED } from '../crash.system';
import { PATIENCE } from '../patience';

/** A program of a fault test as a process of its own, and every whole line that it has said. */
export class Child {
  readonly lines: string[] = [];
  private rest = '';
  private isClosed = false;
  private readonly process: ChildProcess;
  private readonly closed: Promise<unknown>;

  constructor(program: 'appender' | 'projector' | 'obedient', ...args: readonly string[]) {
    const run = [join(__dirname, 'run.cjs'), join(__dirname, `${program}.child.ts`), ...args];
    this.process = spawn(process.execPath, run, {
      cwd: resolve(__dirname, '../..'),
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', NODE_COMPILE_CACHE: COMPILED },
      stdio: 'pipe',
    });
    this.closed = once(this.process, 'close').then(() => (this.isClosed = true));
    // Told something after its end.
    this.process.stdin?.on('error', () => undefined);
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on('data', (chunk: Buffer) => {
        const lines = (this.rest + chunk.toString()).split('\n');
        this.rest = lines.pop() ?? '';
        this.lines.push(...lines);
      });
  }

  /** It works: it has said something. */
  get isUp(): boolean {
    return this.lines.length > 0;
  }

  get hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /** Until some line says so, from the given one on. */
  async says(words: string, from = 0): Promise<void> {
    const end = Date.now() + PATIENCE;
    while (!this.lines.slice(from).some((line) => line.includes(words))) {
      if (this.hasEnded || Date.now() > end)
        throw new Error(`Not said: ${words}. But: ${this.lines.slice(-20).join('\n')}`);
      await pause(10);
    }
  }

  /** The rest of the line with which it answers what it is told; undefined where it ends before it does. */
  async answers(line: string, beginning: string): Promise<string | undefined> {
    const from = this.lines.length;
    this.process.stdin?.write(`${line}\n`);
    for (;;) {
      const wasClosed = this.isClosed;
      const answer = this.lines.slice(from).find((each) => each.startsWith(beginning));
      if (answer !== undefined || wasClosed) return answer?.slice(beginning.length);
      await pause(2);
    }
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.process.kill(signal);
  }

  /** In the middle of anything. Resolves when nothing of it is left and all that it said is here. */
  async kill(): Promise<void> {
    if (!this.hasEnded) this.process.kill('SIGKILL');
    await this.closed;
  }
}
