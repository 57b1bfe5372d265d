import { defineConfig } from 'vitest/config';
import { root } from '../tools/processes.mjs';

/** Waits for minutes for models that say nothing, with an idle processor: has projects of its own, to run beside others. */
const silentTest = 'tests/e2e/silent.test.ts';

/**
 * Without PANGDA_LONG=1 each file runs where it can find most in little time: in Firefox, which opens tabs slowly and
 * without a sound device hears and says nothing, those in which browsers differ; what needs few tabs of `survive` is in
 * killed.test.ts.
 */
const briefInFirefox = [
  'browser-controls',
  'canary',
  'draft',
  'first-model',
  'hostile-calls',
  'hostile-page',
  'hostile-stored',
  'keyless',
  'kept',
  'keys',
  'killed',
  'ledger-files',
  'local-origin',
  'not-allowed',
  'offline',
  'popup',
  'spend',
  'trust',
];
/** From `browser-controls` on they run in Firefox, which has less to do; `slow` plays what unit tests (growth) see too. */
const notBriefInChromium = [
  ...['survive', 'real-speech', 'slow', 'asleep-faults'],
  ...['browser-controls', 'draft', 'hostile-stored', 'kept', 'ledger-files', 'spend'],
];
/** What is left for Chromium when Firefox is through: together as long as the rest of Chromium's. */
const late = [
  ...['aside', 'built-in', 'empty', 'left-behind', 'mic', 'own-pages', 'question', 'read-aloud', 'tutor'],
  ...['voice-options', 'welcome'],
];
const filesOf = (names: readonly string[]): string[] => names.map((name) => `tests/e2e/${name}.test.ts`);

function filesFor(browser: string): { include: string[]; exclude: string[] } {
  const all = { include: ['tests/e2e/**/*.test.ts'], exclude: [silentTest] };
  if (process.env.PANGDA_LONG) return all;
  if (browser === 'firefox') return { ...all, include: filesOf(briefInFirefox) };
  if (process.env.PANGDA_PART === 'late') return { ...all, include: filesOf(late) };
  const others = process.env.PANGDA_PART === 'early' ? [...notBriefInChromium, ...late] : notBriefInChromium;
  return { ...all, exclude: [silentTest, ...filesOf(others)] };
}

/**
 * `vitest run -c tests/e2e/vitest.config.ts [--project firefox]`. One file at a time: they measure times. PANGDA_PART:
 * `early` or `late`, one part of Chromium's files; all without it.
 */
const project = (name: string, { silent = false } = {}) => ({
  test: {
    name: silent ? `${name}-silent` : name,
    root,
    ...(silent ? { include: [silentTest] } : filesFor(name)),
    ...(!silent && { globalSetup: 'tests/e2e/started-before.ts' }),
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
