import { defineConfig } from 'vitest/config';
import { root } from '../tools/processes.mjs';

/** Waits for minutes for models that say nothing, with an idle processor: has projects of its own, to run beside others. */
const silentTest = 'tests/e2e/silent.test.ts';

/**
 * `vitest run -c tests/e2e/vitest.config.ts [--project firefox]`. Every test runs once in each browser, one file at a
 * time: they measure times.
 */
const project = (name: string, { silent = false } = {}) => ({
  test: {
    name: silent ? `${name}-silent` : name,
    root,
    include: [silent ? silentTest : 'tests/e2e/**/*.test.ts'],
    // Minutes long there, since Firefox opens tabs slowly; run it by name with PANGDA_LONG=1. What needs few tabs of it
    // is in killed.test.ts.
    exclude: [
      ...(silent ? [] : [silentTest]),
      ...(name === 'firefox' && !process.env.PANGDA_LONG ? ['tests/e2e/survive.test.ts'] : []),
    ],
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
  test: {
    projects: ['chromium', 'firefox'].flatMap((name) => [project(name), project(name, { silent: true })]),
    fileParallelism: false,
  },
});
