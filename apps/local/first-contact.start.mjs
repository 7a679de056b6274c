import { spawn } from 'node:child_process';
import { say, Trouble } from './progress.mjs';

const LONGEST_MS = 600_000;

/** One `npm start`, and when it said and served what. Times are milliseconds from its beginning. */
export class Start {
  said = '';
  marks = [];
  began = performance.now();

  constructor(folder, settings) {
    const env = { ...process.env, ...settings };
    for (const name of Object.keys(env)) if (/^npm_(lifecycle|package|command)/.test(name)) delete env[name];
    this.child = spawn('npm', ['start', '--silent'], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.ended = new Promise((done) => this.child.on('close', (code) => done(code)));
    this.ended.then(() => (this.isOver = true));
    for (const stream of [this.child.stdout, this.child.stderr]) stream.on('data', (chunk) => this.hear(String(chunk)));
  }

  hear(text) {
    this.said += text;
    for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
      this.marks.push([performance.now() - this.began, line]);
      say(`  │ ${line}`);
    }
  }

  at(words) {
    return this.marks.find(([, line]) => line.includes(words))?.[0];
  }

  /** Until the sign-in page comes as a person would get it: asked for from the beginning, ten times a second. */
  async firstPage(url) {
    while (performance.now() - this.began < LONGEST_MS) {
      if (this.isOver) throw new Trouble(`npm start ended before it served a page:\n${this.said}`);
      const page = await fetch(`${url}/sign-in`).catch(() => undefined);
      if (page?.ok && (await page.text()).includes('Partnership Team')) return performance.now() - this.began;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Trouble('No page came within ten minutes.');
  }

  /** As a terminal does it: Ctrl-C goes to every process of the group. */
  async interrupt() {
    const asked = performance.now();
    if (!this.isOver) process.kill(-this.child.pid, 'SIGINT');
    await this.ended;
    return performance.now() - asked;
  }
}
