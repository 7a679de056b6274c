import { createRequire } from 'node:module';

/** The demonstration's provider in a process of its own, for all specs of a run. It ends with whoever started it. */
const built = (path) => createRequire(import.meta.url)(`../dist/apps/local/src/provider/${path}.js`);
const { startProvider } = built('provider');
const { newlyKept } = built('kept');
const { choices } = built('choices');

process.on('disconnect', () => process.exit());
const partnership = 'Isle of Wight Safeguarding Children Partnership';
const { settings } = await startProvider({ kept: await newlyKept(), choices, partnership });
process.send(settings);
