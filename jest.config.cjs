const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

module.exports = {
  ...jestConfig,
  roots: ['<rootDir>/force-app/main/default/lwc'],
  testMatch: ['**/__tests__/**/*.test.ts'],
  moduleFileExtensions: ['ts', 'js', 'html', 'json'],
  transform: { '\\.css$': '<rootDir>/test/jest/no-styles.cjs', ...jestConfig.transform },
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/.cache/', '<rootDir>/screens/'],
  setupFilesAfterEnv: [...jestConfig.setupFilesAfterEnv, '<rootDir>/test/jest/setup.ts'],
  collectCoverageFrom: ['force-app/main/default/lwc/**/*.ts', '!**/__tests__/**'],
  // The first test of a file waits until its modules are compiled, on two cores that lint at the same time.
  testTimeout: 30_000,
  coverageDirectory: '<rootDir>/build/coverage',
  // Istanbul reports no file at all for TypeScript.
  coverageProvider: 'v8',
};
