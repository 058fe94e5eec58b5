import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/helpers/local-names-only.ts'],
    // Most suites wait for sockets, databases and browsers: more of them than cores run side by side.
    maxWorkers: availableParallelism() + 1,
    // No test mocks a module or leaves anything behind in one: loading the chats' SDKs anew for every file costs a
    // third of it all.
    isolate: false,
    // Some suites start a real browser or a real PostgreSQL; and a machine may be busy: the default 5 s is for pure
    // functions.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
