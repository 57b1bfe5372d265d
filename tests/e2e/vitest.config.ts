import { defineConfig } from 'vitest/config';
import { root } from '../tools/processes.mjs';

/**
 * `vitest run -c tests/e2e/vitest.config.ts [--project firefox]`. Every test runs once in each browser. One file at a
 * time: they measure times, and two browsers on a small machine disturb each other.
 */
const project = (name: string) => ({
  test: {
    name,
    root,
    include: ['tests/e2e/**/*.test.ts'],
    // Minutes long there, since Firefox opens tabs slowly; run it by name with PANGDA_LONG=1. What needs few tabs of it
    // is in killed.test.ts.
    exclude: name === 'firefox' && !process.env.PANGDA_LONG ? ['tests/e2e/survive.test.ts'] : [],
    environment: 'node',
    env: { PANGDA_BROWSER: name },
    testTimeout: 40_000,
    // A busy machine is late with a click or a page now and then; what fails twice is broken.
    retry: 1,
    hookTimeout: 60_000,
  },
});

export default defineConfig({
  root,
  test: { projects: [project('chromium'), project('firefox')], fileParallelism: false },
});
