/**
 * Runs a TypeScript program of the tests in a process of its own, made by the compiler of the build. Of the platform it
 * loads the parts that such a program uses: the whole of it would take most of the short life that a victim has.
 */
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');
const settings = require('../../apps/local/swc.json');

const platform = join(__dirname, '../../dist/libs/platform/src');
const parts = [
  'clock',
  'enduring-client',
  'event-log/event-log',
  'event-log/postgres/migrate-log',
  'event-log/postgres/postgres.event-log',
  'read-store/checkpoint.row',
  'read-store/engine',
  'read-store/engine.tables',
  'read-store/read-model',
  'write/derived-id',
];

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...settings, filename, swcrc: false });
  module._compile(code, filename);
};
const load = Module._load;
Module._load = (request, ...rest) =>
  request === '#app/platform'
    ? Object.assign({}, ...parts.map((part) => load(join(platform, part), ...rest)))
    : load(request, ...rest);

require(process.argv[2]);
