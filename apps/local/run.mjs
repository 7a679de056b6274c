import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';
import { say, Trouble } from './progress.mjs';

const oldest = [22, 12];

/**
 * Runs a built program on the Node 24 that npm brought, and ends as it ends. `flags` are Node's own.
 * Its standard streams are ours; signals we get, it gets. If we are killed, its channel to us closes ("disconnect").
 */
export async function run(program, args, flags = []) {
  const child = spawn(nodeToUse(), [...flags, join(root, program), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const forward = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
  const orphaned = stopWhenOrphaned(child);
  const [code, signal] = await new Promise((done, failed) => {
    child.on('error', failed).on('exit', (...how) => done(how));
  });
  clearInterval(orphaned);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, forward);
  if (signal !== null) process.kill(process.pid, signal);
  process.exitCode = code ?? 1;
}

/** npm that was killed outright passes no signal on; we notice that whoever started us is no longer there. */
function stopWhenOrphaned(child) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const before = starters();
  return setInterval(() => starters() !== before && child.kill('SIGTERM'), 1000).unref();
}

/** Our parent, and where that is only the shell npm put between (seen on Linux), npm itself. */
function starters() {
  const parent = process.ppid;
  try {
    const [, name, above] = /^Name:\s*(\S+)[^]*^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${parent}/status`, 'utf8'));
    return /^(ba|da)?sh$/.test(name) ? `${parent} ${above}` : `${parent}`;
  } catch {
    return `${parent}`;
  }
}

/** Our own Node where npm has one for this platform, else the machine's when it is young enough. */
function nodeToUse() {
  const own = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    throw new Trouble(
      `npm has no Node 24 for ${process.platform} on ${process.arch}, and yours is ${process.versions.node}. ` +
        `Install Node ${oldest.join('.')} or later (24 is best), then run this again.`,
    );
  }
  say(
    `Running on your own Node ${process.versions.node}: npm has no Node 24 for ${process.platform} on ${process.arch}.`,
  );
  return process.execPath;
}
