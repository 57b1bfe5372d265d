import { defineConfig } from 'vitest/config';

/** `vitest run`: what needs no browser. The tests that do have a configuration of their own: tests/e2e/vitest.config.ts. */
export default defineConfig({
  test: { include: ['tests/unit/**/*.test.{ts,tsx}'], environment: 'node' },
});
