import { expect, test } from 'vitest';
import type { SurfaceSettings } from '../../lib/messaging/protocol.ts';
import type { Preferences } from '../../lib/model/preferences.ts';
import { send } from './ask.ts';
import { openComing } from './coming.ts';
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
/** Results whose question is none. */
const named = fixture('google-results');
const query = new URL(named.url).searchParams.get('q') ?? '';
const unquestioned = {
  url: named.url.replace(/([?&]q=)[^&]*/, '$1react+useEffect+cleanup'),
  html: named.html.replaceAll(query, 'react useEffect cleanup'),
};

test('without a model, a background that slept answers with sentences of the page', async () => {
  await prefer({});
  const { tab, end } = await openComing(session.browser, named);
  await tab.panel.find('blockquote');
  await end();
  await pause(500);
  expect(await tab.panel.count('article')).toBe(1);
  await tab.raw.close();
});

test('without a model, a panel that is to wait for a press waits for one', async () => {
  await prefer({ mode: 'click' });
  const { tab, end } = await openComing(session.browser, named);
  await tab.panel.find('textarea');
  await end();
  await pause(500);
  expect(await tab.panel.count('article')).toBe(0);
  await tab.raw.close();
});

test.each(mainPages)('%s: a background that slept asks once, before the page can hear the settings', async (name) => {
  await connect(session.browser, models.server, 'markdown');
  await prefer({ mode: 'automatic' });
  const before = asked();
  const { tab, end } = await openComing(session.browser, fixture(name));
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
