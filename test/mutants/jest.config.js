// Jest as it tries mutants: the unit tests of a copy of the sources, in which `mutant` tells which one is in force.
import config from '../../jest.config.js';

export default {
  ...config.projects.find(({ displayName }) => displayName === 'unit'),
  rootDir: '../..',
  testTimeout: config.testTimeout,
  runner: '<rootDir>/test/mutants/runner.ts',
  testEnvironment: '<rootDir>/test/mutants/environment.ts',
  sandboxInjectedGlobals: ['mutant'],
  reporters: [],
};
