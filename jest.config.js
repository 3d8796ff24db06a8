// Two projects: `unit` starts at once; `engine` has a Temporal server, the workflows' bundle and the compiled programs.
// By `npm run test:cluster` a third, alone: `cluster` has the compiled programs, and makes servers of its own.
import process from 'node:process';

// As in service, here and in the processes that tests start: React's development build notes where each element is made.
process.env.NODE_ENV = 'production';

const common = {
  roots: ['<rootDir>/test'],
  testEnvironment: '<rootDir>/test/support/environment.ts',
  transform: {
    '\\.(ts|tsx|js)$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // Each file of tests loads its modules anew: not zod's words in fifty languages, which nothing here says.
  moduleNameMapper: { '^\\.\\./locales/index\\.cjs$': '<rootDir>/test/support/no-locales.js' },
  transformIgnorePatterns: [
    '/node_modules/(?!(@fastify/cookie|@noble/hashes|@seriousme/openapi-schema-validator|content-disposition|cookie|jose|oauth4webapi|openid-client|temporal-polyfill|temporal-utils)/)',
  ],
};

const unit = {
  ...common,
  displayName: 'unit',
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '\\.(engine|cluster)\\.test\\.tsx?$'],
};

const engine = {
  ...common,
  displayName: 'engine',
  testMatch: ['**/*.engine.test.ts', '**/*.engine.test.tsx'],
  // Whole years, lives on what is killed again and again, and what every other test leans upon or waits long for, are
  // tried with everything.
  testPathIgnorePatterns: [
    '/node_modules/',
    ...(process.env.DELEGATION_FULL === '1'
      ? []
      : [
          '(plain-year|money-lives|bench-runs|-killed|campaign|ten-versions|time-skipper|mail-rate|on-s3)\\.engine\\.test\\.ts$',
        ]),
  ],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};

const cluster = { ...common, displayName: 'cluster', testMatch: ['**/*.cluster.test.ts'] };

export default {
  // Two are busy while a third waits, for a letter, a page or a server.
  maxWorkers: 3,
  testTimeout: 180_000,
  testSequencer: '<rootDir>/test/support/sequencer.js',
  // What a file leaves behind makes the next ones slower: a worker that has grown gives way to a new one.
  workerIdleMemoryLimit: '700MB',
  projects: process.env.DELEGATION_CLUSTER === '1' ? [cluster] : [unit, engine],
};
