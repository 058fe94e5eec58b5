import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/**
 * The tests of the core, and the rooms that they cover. Adapters and the command line run mostly in child processes.
 */
const TESTS = [
  'answer',
  'chat',
  'commands',
  'domain',
  'language',
  'library',
  'questions',
  'render',
  'search',
];
const ROOMS = ['domain', 'language', 'search', 'library', 'answer', 'render', 'chat'];

/** `npm run coverage`: the tests of the core with V8 coverage. It fails below the floors. */
export default defineConfig({
  test: {
    ...base.test,
    include: TESTS.map((area) => `tests/${area}/**/*.test.ts`),
    coverage: {
      enabled: true,
      provider: 'v8',
      include: [...ROOMS.map((room) => `src/${room}/**/*.ts`), 'commands/**/*.ts'],
      thresholds: { statements: 90, branches: 81, functions: 89, lines: 91 },
      reporter: ['text-summary'],
      reportsDirectory: 'node_modules/.cache/coverage',
    },
  },
});
