import { defineConfig } from 'vitest/config';
import { root } from '../tools/processes.mjs';

/** `vitest run -c tests/unit/vitest.config.ts`: what needs no browser. */
export default defineConfig({
  root,
  // The browser's messages; WXT gives them to the extension.
  resolve: { alias: { '#i18n': `${root}/tests/fakes/i18n.ts` } },
  test: {
    include: ['tests/unit/**/*.test.{ts,tsx}'],
    environment: 'node',
    maxWorkers: 2,
    setupFiles: 'tests/unit/sdk.ts',
  },
});
