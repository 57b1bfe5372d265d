import { expect, test } from 'vitest';
import { browserUnderTest } from './browser.ts';
import { openFixture } from './session.ts';
import { pause } from './tab.ts';
import { seenTracks, sharedTalk, watchTracks } from './talk.ts';

const session = sharedTalk({ microphoneIsAllowed: false });

// Firefox asks in its host's window, which automation cannot press.
test.skipIf(browserUnderTest === 'firefox')('without permission a page explains, and nothing is recorded', async () => {
  const { browser } = session;
  const tab = await openFixture(browser, 'baidu-results');
  await tab.panel.click('.pd-mic');
  await tab.panel.says('Allow the microphone in the tab that has opened');
  await watchTracks(browser);
  expect(await browser.urls()).toContain(browser.extensionUrl('mic.html'));
  await tab.panel.click({ css: 'button', says: 'Again' });
  await pause(1_000);
  expect(await seenTracks(browser)).toBe(0);
  expect((await browser.urls()).filter((url) => url.endsWith('mic.html'))).toHaveLength(1);
  expect(session.server.transcriptions).toHaveLength(0);
  await tab.raw.close();
});

test('the page about the microphone says why, and what leaves the computer', async () => {
  const { page, raw } = await session.browser.openExtension('mic.html');
  await page.says('so that you can ask by speaking');
  await page.says('Nothing is recorded to disk');
  if (browserUnderTest === 'firefox') await page.says('Remember this decision');
  await raw.close();
});
