import { expect, test } from 'vitest';
import { browserUnderTest } from './browser.ts';
import { fixture } from './fixtures.ts';
import { connect, ended, sharedModelServer } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';
import { untilWords, wordsShown } from './survival.ts';
import { pause, type Tab } from './tab.ts';
import { savedPage } from './web.ts';

const session = sharedBrowser();
const models = sharedModelServer();
const asked = () => models.server.questions().length;

async function openWith(model: string): Promise<Tab> {
  await connect(session.browser, models.server, model);
  return openFixture(session.browser, 'google-results');
}

test('the same question in two tabs is one request, and both are told all of it', async () => {
  const before = asked();
  const one = await openWith('paced-62-20');
  await untilWords(one, 5);
  const other = await openFixture(session.browser, 'google-results');
  await untilWords(other, 5);
  await Promise.all([ended(one), ended(other)]);
  expect([await wordsShown(one), await wordsShown(other)]).toEqual([62, 62]);
  expect(asked() - before).toBe(1);
  await one.raw.close();
  await other.raw.close();
});

test('the second tab has the whole answer after the first, which asked, was closed', async () => {
  const before = asked();
  const one = await openWith('paced-63-15');
  await untilWords(one, 5);
  const other = await openFixture(session.browser, 'google-results');
  await untilWords(other, 5);
  await one.raw.close();
  await ended(other);
  expect(await wordsShown(other)).toBe(63);
  expect(asked() - before).toBe(1);
  await other.raw.close();
});

test('going away in the middle and back soon shows the whole answer', async () => {
  const before = asked();
  const tab = await openWith('paced-81-20');
  await untilWords(tab, 10);
  session.browser.web.serve('https://elsewhere.test/', '<!doctype html><title>elsewhere</title>');
  await tab.raw.goto('https://elsewhere.test/');
  await pause(500);
  await tab.raw.back();
  await ended(tab);
  expect(await wordsShown(tab)).toBe(81);
  expect(asked() - before).toBe(1);
  await tab.raw.close();
});

test('back after the answer was given up, the part is there with its reason, or it is asked anew: never a wait', async () => {
  const tab = await openWith('paced-200-20');
  const shown = await untilWords(tab, 10);
  session.browser.web.serve('https://elsewhere.test/', '<!doctype html><title>elsewhere</title>');
  await tab.raw.goto('https://elsewhere.test/');
  await pause(6_500);
  await tab.raw.back();
  await untilWords(tab, shown);
  await tab.raw.close();
});

test('eight tabs at once: each has its own whole answer, four at a time, the others see their place', {
  timeout: 90_000,
}, async () => {
  const { server } = models;
  await connect(session.browser, server, 'slow-echo-4');
  const { html } = fixture('google-results');
  const before = asked();
  const tabs = await Promise.all(
    Array.from({ length: 8 }, (_, at) => {
      const query = `question number ${at}`;
      const page = html.replaceAll('how high is mount kilimanjaro', query);
      return session.browser.openSaved(`https://www.google.com/search?q=${encodeURIComponent(query)}`, page);
    }),
  );
  let queued = 0;
  await Promise.all(
    tabs.map(async (tab) => {
      await tab.panel.until(
        'the answer is done',
        async () => {
          if (/Number \d+ in the queue/.test(await tab.panel.text('article'))) queued += 1;
          return (await tab.panel.count('article[data-status=done]')) > 0 || undefined;
        },
        70_000,
      );
    }),
  );
  for (const [at, tab] of tabs.entries()) {
    const text = await tab.panel.text('article');
    expect(text).toContain(`question number ${at}`);
    expect(text.match(/question number \d+/g)?.every((found) => found === `question number ${at}`)).toBe(true);
  }
  expect(asked() - before).toBe(8);
  expect(server.live().most).toBeLessThanOrEqual(4);
  expect(queued).toBeGreaterThan(0);
  await Promise.all(tabs.map((tab) => tab.raw.close()));
});

test('the extension replaced under a page in the middle: one panel, and its end is told', async () => {
  session.browser.web.serve('https://www.google.com/', savedPage(''));
  const tab = await openWith('paced-300-20');
  const shown = await untilWords(tab, 10);
  const options = await session.browser.openExtension('options.html');
  await options.raw.evaluate('void setTimeout(() => chrome.runtime.reload(), 100)').catch(() => {});
  // Firefox runs the content scripts of the new one in pages that are open; Chromium leaves the old ones alone.
  if (browserUnderTest === 'chromium') {
    await tab.panel.says('Pangda was updated', 5_000);
    expect(await wordsShown(tab)).toBeGreaterThanOrEqual(shown);
  } else {
    await pause(2_000);
    await tab.panel.until('one panel that is not stuck', async () => (await tab.panels()) <= 1 || undefined);
    await untilWords(tab, 1);
  }
  expect(await tab.panels()).toBe(1);
});
