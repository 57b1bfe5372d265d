import { expect, test } from 'vitest';
import type { SurfaceSettings } from '../../lib/messaging/protocol.ts';
import type { Preferences } from '../../lib/model/preferences.ts';
import { send } from './ask.ts';
import { openComing, resultsFor } from './coming.ts';
import { fixture, mainPages } from './fixtures.ts';
import { connect, ended, sharedModelServer } from './model.ts';
import { sharedBrowser } from './session.ts';
import { pause } from './tab.ts';

const session = sharedBrowser();
const models = sharedModelServer();
const asked = () => models.server.questions().length;

/** Changes preferences as the options page does, and lets the background fall asleep behind it. */
async function prefer(change: Partial<Preferences>): Promise<void> {
  const tab = await session.browser.openExtension('options.html');
  const told: unknown = await send(tab, { call: 'surface.settings', request: {} });
  const { preferences } = (told as { reply: SurfaceSettings }).reply;
  await send(tab, { call: 'options.savePreferences', request: { preferences: { ...preferences, ...change } } });
  await tab.raw.close();
  await session.browser.stopBackground();
}

const everywhere = { google: true, baidu: true, zhihu: true };
const named = fixture('google-results');
const unquestioned = resultsFor('react useEffect cleanup');

test.each([
  ['answers with sentences of the page', {}, 'blockquote', 1],
  ['waits for a press where it is to wait for one', { mode: 'click' }, 'textarea', 0],
] as const)('without a model, a panel whose background slept %s', async (_, change, seen, answers) => {
  await prefer(change);
  const { tab, end } = await openComing(session.browser, named);
  await tab.panel.find(seen);
  await end();
  await pause(500);
  expect(await tab.panel.count('article')).toBe(answers);
  await tab.raw.close();
});

test.each(mainPages)('%s: a background that slept asks once, before the page can hear the settings', async (name) => {
  await connect(session.browser, models.server, 'markdown');
  await prefer({ mode: 'automatic' });
  const before = asked();
  // A background may take more than a second to start where others keep the processor.
  const { tab, end } = await openComing(session.browser, fixture(name), { busyMs: 3_000 });
  await ended(tab);
  await end();
  await pause(500);
  expect(asked() - before).toBe(1);
  const ranMs = Number(await tab.evaluate(() => document.documentElement.dataset.ranMs));
  expect(models.server.questions()[before]?.startedMs).toBeLessThan(ranMs);
  expect(await tab.panel.count('article')).toBe(1);
  await tab.raw.close();
});

test.each([
  ['a press', { mode: 'click' }, named],
  ['a question', { mode: 'questions' }, unquestioned],
] as const)('a background that slept asks no model when it is to wait for %s', async (_, change, page) => {
  await connect(session.browser, models.server, 'echo');
  await prefer(change);
  const before = asked();
  const { tab, end } = await openComing(session.browser, page);
  await tab.panel.find('textarea');
  await pause(500);
  await end();
  await pause(500);
  expect(asked() - before).toBe(0);
  expect(await tab.panel.count('article')).toBe(0);
  await tab.raw.close();
});

test('a background that slept asks nothing where the panel is not wanted, and shows none', async () => {
  await connect(session.browser, models.server, 'echo');
  await prefer({ mode: 'automatic', sites: { ...everywhere, baidu: false } });
  const before = asked();
  // Another page than above: what has been answered is not asked again.
  const { tab, end } = await openComing(session.browser, fixture('baidu-results'));
  await pause(1_500);
  await end();
  await pause(500);
  expect(asked() - before).toBe(0);
  expect(await tab.panels()).toBe(0);
  await tab.raw.close();
  await prefer({ sites: everywhere });
});
