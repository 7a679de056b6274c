import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from '../../apps/local/build.mjs';
import { install, root } from '../../apps/local/install.mjs';
import { main } from '../../apps/local/progress.mjs';
import { run } from '../../apps/local/run.mjs';

/** `npm run bench`, `npm run bench:scale`: builds the house and the benchmarks, then runs one. Progress goes to standard error. */
await main(async () => {
  const [program = 'speed', ...args] = process.argv.slice(2);
  await install('all');
  await build();
  await compile(join(root, 'dist/test/bench'));
  await run(`dist/test/bench/${program}.js`, args);
});

async function compile(into) {
  const { default: swc } = await import('@swc/core');
  const settings = JSON.parse(await readFile(join(root, 'apps/local/swc.json'), 'utf8'));
  const from = join(root, 'test/bench');
  await rm(into, { recursive: true, force: true });
  await mkdir(into, { recursive: true });
  for (const file of (await readdir(from)).filter((name) => /(?<!\.spec)\.ts$/.test(name))) {
    const { code } = await swc.transformFile(join(from, file), { ...settings, swcrc: false });
    await writeFile(join(into, `${basename(file, '.ts')}.js`), code);
  }
}
