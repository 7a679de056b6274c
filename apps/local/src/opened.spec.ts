import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** A process that is asked to end, with 50 milliseconds for closing; what it has opened is said in JavaScript. */
const asked = (opening: string): string => `
  const { setTimeout: pause } = require('node:timers/promises');
  const typescript = require('typescript');
  require.extensions['.ts'] = (module, file) =>
    module._compile(typescript.transpileModule(require('fs').readFileSync(file, 'utf8'), {
      compilerOptions: { module: 'commonjs', target: 'es2023' } }).outputText, file);
  const { Opened } = require('./opened.ts');
  const opened = new Opened(console.log, 50);
  ${opening}
  opened.closeOnSignal();
  process.emit('SIGTERM');`;

async function ended(opening: string): Promise<{ readonly code: unknown; readonly said: string }> {
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
  const child = spawn(process.execPath, ['-e', asked(opening)], { cwd: resolve(__dirname), stdio });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, said };
}

describe('a process that is asked to end', () => {
  it('ends well however long that takes which is closed in its own time', async () => {
    const { code, said } = await ended(`
      opened.add(() => pause(500).then(() => console.log('closed')), { inItsOwnTime: true });`);
    expect([code, said]).toEqual([0, expect.stringMatching(/is kept\.\nclosed\n$/)]);
  });

  it('does not wait for anything else', async () => {
    const { code, said } = await ended(`
      opened.add(async () => console.log('closed'), { inItsOwnTime: true });
      opened.add(() => pause(600_000));`);
    expect([code, said]).toEqual([1, expect.not.stringContaining('closed')]);
  });
});
