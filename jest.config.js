/** Unit tests stand beside the code; tests that need servers live under test/ (npm run test:integration).
 * The conformance vectors under test/vectors/ and the figures of the pages (test/docs/) need none: unit tests. */
const swc = [
  '@swc/jest',
  {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022', experimental: { keepImportAttributes: true } },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  // A module and a program of the same name may stand side by side: the module is meant.
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: { '^.+\\.ts$': swc },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/.whiteslip/', '<rootDir>/.stryker/'],
};

export default {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      setupFiles: ['<rootDir>/test/support/seed-properties.ts'],
      testMatch: ['<rootDir>/*/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/(?!vectors/|docs/)'],
    },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/vectors/', '<rootDir>/test/docs/'],
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
    },
  ],
  coverageDirectory: 'coverage',
  coverageReporters: ['text-summary', 'json-summary'],
  collectCoverageFrom: ['domain/**/*.ts', '!domain/**/*.test.ts'],
};
