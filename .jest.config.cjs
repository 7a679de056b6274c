/** Nest 12 ships ES modules only; swc turns them into CommonJS, as it turns our TypeScript here and in the build alike. */
const typescript = ['@swc/jest', require('./apps/local/swc.json')];
const esModules = [
  '@swc/jest',
  { jsc: { target: 'es2023', parser: { syntax: 'ecmascript' } }, module: { type: 'commonjs' } },
];

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '\\.ts$': typescript, '\\.m?js$': esModules },
  transformIgnorePatterns: [
    '/node_modules/(?!@nestjs/|jose/|file-type/|strtok3/|token-types/|@tokenizer/|@borewit/|uint8array-extras/|openid-client/|oauth4webapi/|oidc-provider/)',
  ],
  moduleNameMapper: { '^#app/([^/]+)$': '<rootDir>/libs/$1/src/index.ts' },
};
module.exports = {
  // Two cores and a real database: what is slow is not wrong. A test that hangs still ends.
  testTimeout: 60_000,
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
