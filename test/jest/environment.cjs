const { ModernFakeTimers } = require('@jest/fake-timers');
const { TestEnvironment } = require('jest-environment-node');
const { ModuleMocker } = require('jest-mock');

/**
 * Where packages note the classes that were declared to them. Ours are declared anew by each spec file: kept, they would be
 * sought through again with every form that is checked and every connection that is opened, more of them with each file.
 */
const REGISTERS = ['classValidatorMetadataStorage', 'typeormMetadataArgsStorage'];

/** Where Jest notes how long the tests of a spec file may take that has said so itself: the next has not. */
const OWN_TIME = Symbol.for('TEST_TIMEOUT_SYMBOL');

/**
 * Spec files run among the globals of the process itself, so that packages can be loaded once for all of them (runtime.cjs):
 * an Array, a Date or an Error is the same to a package as to us, as it is in use. What a spec file changes on the globals, in
 * the environment or on `process.exit` is taken back after it. What is new there stays: a package that is loaded once puts
 * there once what it needs (google-protobuf its `proto`).
 */
module.exports = class OneRealm extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.before = {
      globals: Object.getOwnPropertyDescriptors(globalThis),
      env: { ...process.env },
      exit: process.exit,
    };
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    // Those of long ago, which nobody asks for.
    this.fakeTimers = null;
    this.fakeTimersModern = new ModernFakeTimers({ config: config.projectConfig, global: globalThis });
  }

  async teardown() {
    await super.teardown();
    const { globals, env, exit } = this.before;
    process.exit = exit;
    for (const noted of [...REGISTERS, OWN_TIME]) delete globalThis[noted];
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
    for (const key of Reflect.ownKeys(globals)) {
      const now = Object.getOwnPropertyDescriptor(globalThis, key);
      if (now?.value !== globals[key].value) Reflect.defineProperty(globalThis, key, globals[key]);
    }
  }
};
