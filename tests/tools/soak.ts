/**
 * Long runs of the built extension in a real browser; too long for every change.
 *
 *   node tests/tools/soak.ts faults [FAULTS.json]   plays a fault catalogue; --real-time: with the product's own patience
 *   node tests/tools/soak.ts kills [100]            kills the background at random moments of answers
 *   node tests/tools/soak.ts tabs [50]              so many pages at once, each with its own question
 *   node tests/tools/soak.ts silence [180]          a model that says nothing for so many seconds
 *   node tests/tools/soak.ts slow [DOCUMENTS.json]  answers made to be slow, streamed and in one piece; Chromium only
 *
 *   --browser chromium|firefox   chromium unless given
 */
import { parseArgs } from 'node:util';
import type { BrowserName } from './browsers.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { browser: { type: 'string', default: 'chromium' }, 'real-time': { type: 'boolean', default: false } },
});
const [what = '', given] = positionals;
const browser: BrowserName = values.browser === 'firefox' ? 'firefox' : 'chromium';

const runs: Record<string, () => Promise<boolean>> = {
  faults: async () =>
    (await import('./soak-faults.ts')).faults(
      browser,
      given ?? 'tests/fixtures/streams/faults.json',
      values['real-time'],
    ),
  kills: async () => (await import('./soak-kills.ts')).kills(browser, Number(given ?? 100)),
  tabs: async () => (await import('./soak-tabs.ts')).tabs(browser, Number(given ?? 50)),
  slow: async () => (await import('./soak-slow.ts')).slow(given),
  silence: async () => (await import('./soak-silence.ts')).silence(browser, Number(given ?? 180)),
};
const run = runs[what];
if (!run) throw new Error(`No such run: ${what}. There are: ${Object.keys(runs).join(', ')}`);
process.exitCode = (await run()) ? 0 : 1;
