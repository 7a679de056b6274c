import { build } from './build.mjs';
import { install } from './install.mjs';
import { main } from './progress.mjs';
import { run } from './run.mjs';

/** MiB for what is young. Left to itself, Node lets it grow to a third of what a rebuild uses, and is no faster for it. */
const YOUNG = 24;

/** `npm run --silent trail -- …`: the command line. Standard output is the command's alone; progress goes to standard error. */
await main(async () => {
  await install('run');
  await build();
  await run('dist/apps/trail/src/main.js', process.argv.slice(2), [`--max-semi-space-size=${YOUNG}`]);
});
