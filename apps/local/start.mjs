import { build } from './build.mjs';
import { install } from './install.mjs';
import { main } from './progress.mjs';
import { run } from './run.mjs';

/** `npm start`: installs what is missing, builds what changed, runs the local system. */
await main(async () => {
  await install('run');
  await build();
  await run('dist/apps/local/src/main.js', process.argv.slice(2));
});
