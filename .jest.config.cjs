/** As in the build. */
const typescript = ['@swc/jest', require('./apps/local/swc.json')];

const shared = {
  rootDir: __dirname,
  // Packages once for all spec files of a worker, our own modules anew for each.
  testEnvironment: '<rootDir>/test/jest/environment.cjs',
  runtime: '<rootDir>/test/jest/runtime.cjs',
  transform: { '\\.ts$': typescript },
  moduleNameMapper: { '^#app/([^/]+)$': '<rootDir>/libs/$1/src/index.ts' },
};
module.exports = {
  // Two cores and a real database: what is slow is not wrong. A test that hangs still ends.
  testTimeout: 180_000,
  testSequencer: '<rootDir>/test/jest/longest-first.cjs',
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs}/**/*.spec.ts'] },
    { ...shared, displayName: 'house', testMatch: ['<rootDir>/test/house/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'],
      globalSetup: '<rootDir>/test/postgres.start.ts',
      globalTeardown: '<rootDir>/test/postgres.stop.ts',
    },
  ],
};
