/**
 * Runs a TypeScript program of the tests in a process of its own, made by the compiler of the build. Of the platform it
 * loads the parts that such a program uses, when it uses them: more would take most of the short life that a victim has.
 */
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');
const settings = require('../../apps/local/swc.json');

const platform = join(__dirname, '../../dist/libs/platform/src');
/** In the order in which they are looked through. */
const parts = [
  'clock',
  'event-log/event-log',
  'event-log/postgres/postgres.event-log',
  'event-log/postgres/migrate-log',
  'enduring-client',
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
const part = (path) => load(join(platform, path), module, false);
const exported = new Proxy({}, { get: (_, name) => part(parts.find((path) => name in part(path)))[name] });
Module._load = (request, ...rest) => (request === '#app/platform' ? exported : load(request, ...rest));

require(process.argv[2]);
// A victim never ends by itself, and only then would Node keep for the next what it has compiled.
Module.flushCompileCache?.();
