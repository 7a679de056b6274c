const { createRequire, isBuiltin } = require('node:module');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** Our own modules, by path or by `#app/…`, and what Jest gives to a spec file. */
const OWN = /^(?:[./#]|@jest\/globals$)/;

/**
 * Packages are loaded by Node, as they are in use, once for all spec files of a worker; our own modules are evaluated anew
 * for each. Left to itself, Jest evaluates some thousand modules of packages again for each of hundreds of spec files.
 */
module.exports = class PackagesOnce extends Runtime {
  constructor(...given) {
    super(...given);
    const [{ rootDir }] = given;
    const { executor } = this;
    this.packages = createRequire(`${rootDir}/package.json`);
    // Jest would compile for a realm of the spec file's own, in which nothing is an Array to a package.
    executor.compile = (source, filename) => compileFunction(source, executor.injectedModuleParameters, { filename });
  }

  requireModuleOrMock(from, name) {
    return OWN.test(name) || isBuiltin(name) ? super.requireModuleOrMock(from, name) : this.packages(name);
  }
};
