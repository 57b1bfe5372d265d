import { defineConfig } from 'vitest/config';
import { root } from '../tools/processes.mjs';

/** `vitest run -c tests/unit/vitest.config.ts`: what needs no browser. */
export default defineConfig({
  root,
  test: { include: ['tests/unit/**/*.test.{ts,tsx}'], environment: 'node' },
});
