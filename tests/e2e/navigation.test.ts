import { expect, test } from 'vitest';
import type { Browser } from './browser.ts';
import { fixture, mainPages } from './fixtures.ts';
import { connect, ended, sharedModelServer } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';
import { pause, type Tab } from './tab.ts';
import { savedPage } from './web.ts';

const session = sharedBrowser();
const models = sharedModelServer();

const baidu = fixture('baidu-results');
const otherSearch = {
  url: 'https://www.baidu.com/s?ie=utf-8&wd=%E9%87%8D%E9%98%B3%E8%8A%82%E6%94%BE%E5%87%A0%E5%A4%A9%E5%81%87',
  html: baidu.html.replaceAll('中秋节是哪一天放假几天', '重阳节放几天假').replaceAll('中秋', '重阳'),
};
const zhihu = fixture('zhihu-question');
const otherQuestion = {
  url: 'https://www.zhihu.com/question/650000456',
  html: zhihu.html
    .replaceAll('650000123', '650000456')
    .replaceAll('为什么电动车一到冬天续航就打折？怎么用能少掉一些？', '热泵空调省电吗？'),
};

/** What a site's own script does when it moves on without a load: other content, then (or before) another address. */
const moveOn = (tab: Tab, into: string, { url, html }: { url: string; html: string }): Promise<void> =>
  tab.evaluate(
    ({ into: selector, url: address, html: text }) => {
      const next = new DOMParser().parseFromString(text, 'text/html');
      history.pushState({}, '', address);
      const place = document.querySelector(selector);
      const content = next.querySelector(selector);
      if (!place || !content) throw new Error(`${selector} is not there`);
      place.replaceWith(document.importNode(content, true));
      document.title = next.title;
    },
    { into, url, html },
  );

/** The panel's sentences, once they are all of the given page's. */
const quotesOf = (tab: Tab, mark: string, other: string): Promise<string> =>
  tab.panel.until(`it quotes ${mark} and not ${other}`, async () => {
    const text = await tab.panel.text('blockquote');
    return text.includes(mark) && !text.includes(other) ? text : undefined;
  });

test('a search within the Baidu page gives quotes of the new results, in one panel', async () => {
  const tab = await openFixture(session.browser, 'baidu-results');
  await quotesOf(tab, '中秋', '重阳');
  await moveOn(tab, '#container', otherSearch);
  await quotesOf(tab, '重阳', '中秋');
  expect(await tab.panels()).toBe(1);
  await tab.raw.close();
});

test('back after a search within the page brings back the first question', async () => {
  const tab = await openFixture(session.browser, 'baidu-results');
  await quotesOf(tab, '中秋', '重阳');
  await tab.evaluate(() => {
    const first = document.querySelector('#container')?.cloneNode(true);
    addEventListener('popstate', () => {
      if (first) document.querySelector('#container')?.replaceWith(first);
    });
  });
  await moveOn(tab, '#container', otherSearch);
  await quotesOf(tab, '重阳', '中秋');
  await tab.evaluate(() => history.back());
  await quotesOf(tab, '中秋', '重阳');
  expect(await tab.panels()).toBe(1);
  await tab.raw.close();
});

test("Zhihu's router leads to another question, and the panel with it", async () => {
  const tab = await openFixture(session.browser, 'zhihu-question');
  await tab.panel.find('blockquote');
  await moveOn(tab, '#root', otherQuestion);
  await tab.panel.says('热泵');
  await tab.panel.find('blockquote');
  expect(await tab.panels()).toBe(1);
  await tab.raw.close();
});

test('from the Zhihu feed to a question without a load, the panel appears', async () => {
  const tab = await openFixture(session.browser, 'zhihu-home');
  await pause(300);
  expect(await tab.panels()).toBe(0);
  await moveOn(tab, '#root', zhihu);
  await tab.panel.find('blockquote');
  expect(await tab.panels()).toBe(1);
  await tab.raw.close();
});

test("from Google's pictures to its results without a load, the panel appears", async () => {
  const tab = await openFixture(session.browser, 'google-images');
  await pause(300);
  expect(await tab.panels()).toBe(0);
  await moveOn(tab, 'body', fixture('google-results'));
  await tab.panel.find('blockquote');
  expect(await tab.panels()).toBe(1);
  await tab.raw.close();
});

test('a page restored from the back-forward cache has its panel still', async () => {
  const tab = await openFixture(session.browser, 'google-results');
  await tab.panel.find('blockquote');
  const before = await tab.panel.text('blockquote');
  await tab.evaluate(() => Object.assign(window, { isTheSamePage: true }));
  await leaveAndComeBack(session.browser, tab);
  // Else the browser loaded the page anew, and this test would say nothing.
  expect(await tab.evaluate(() => 'isTheSamePage' in window)).toBe(true);
  expect(await tab.panel.text('blockquote')).toBe(before);
  expect(await tab.panels()).toBe(1);
  await tab.raw.close();
});

test('a panel the page removes comes back, once', async () => {
  const tab = await openFixture(session.browser, 'google-results');
  await tab.panel.find('blockquote');
  await tab.evaluate(() => document.querySelector('pangda-panel')?.remove());
  await tab.panel.find('blockquote');
  await pause(500);
  expect(await tab.panels()).toBe(1);
  await tab.raw.close();
});

test('a page that draws its whole body anew gets the panel again', async () => {
  const tab = await openFixture(session.browser, 'google-results');
  await tab.panel.find('blockquote');
  await tab.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement;
    for (const panel of copy.querySelectorAll('pangda-panel')) panel.remove();
    document.body.replaceWith(copy);
  });
  await tab.panel.find('blockquote');
  await pause(500);
  expect(await tab.panels()).toBe(1);
  await tab.raw.close();
});

test.each(mainPages)('%s: asked once and answered while what follows the results is still coming', async (name) => {
  await connect(session.browser, models.server, 'markdown');
  const { url, html } = fixture(name);
  const rest = Promise.withResolvers<string>();
  session.browser.web.serve(url, {
    ...savedPage(html.replace(/<\/body>[\s\S]*/, '<script type="text/json">{"data":')),
    rest: [rest.promise],
  });
  const asked = () => models.server.questions().length;
  const before = asked();
  const tab = await openAway(session.browser);
  const loaded = tab.raw.goto(url);
  for (const end = Date.now() + 10_000; asked() === before && Date.now() < end; ) await pause(50);
  await tab.panel.until('words are shown', async () => (await tab.panel.text('.pd-answer')) !== '' || undefined);
  // The panel's own script does not wait for the page either: the answer is drawn as one, and can be asked on about.
  await ended(tab);
  await tab.panel.find('.pd-answer table');
  await tab.panel.find('textarea');
  expect(await tab.evaluate(() => document.readyState)).toBe('loading');
  rest.resolve('0}</script></body></html>');
  await loaded;
  await pause(500);
  await ended(tab);
  expect(asked()).toBe(before + 1);
  expect(await tab.panels()).toBe(1);
  await tab.raw.close();
});

test.each(['google-rhs', 'baidu-results', 'zhihu-question'])(
  '%s: asked before the scripts behind its results have run',
  async (name) => {
    await connect(session.browser, models.server, 'echo');
    const { url, html } = fixture(name);
    const rest = Promise.withResolvers<string>();
    const body = html.indexOf('<body');
    session.browser.web.serve(url, { body: html.slice(0, body), rest: [rest.promise] });
    const before = models.server.questions().length;
    const tab = await openAway(session.browser);
    const loaded = tab.raw.goto(url);
    for (const untilMs = Date.now() + 10_000; (await tab.raw.url()) === away && Date.now() < untilMs; ) await pause(50);
    await pause(700); // The settings are there long before.
    const busy = 'for (const end = Date.now() + 1500; Date.now() < end; ); document.body.dataset.ranMs = Date.now();';
    rest.resolve(html.slice(body).replace('</body>', `<script>${busy}</script></body>`));
    await loaded;
    await ended(tab);
    const [asked] = models.server.questions().slice(before);
    expect(asked?.startedMs).toBeLessThan(Number(await tab.evaluate(() => document.body.dataset.ranMs)));
    await tab.raw.close();
  },
);

test.each([
  ['google-rhs', '#rhs'],
  ['baidu-results', '#content_right'],
] as const)(
  '%s: the panel is in its column before the scripts behind that run, and stays where it is',
  async (name, css) => {
    await connect(session.browser, models.server, 'markdown');
    const { url, html } = fixture(name);
    const body = html.indexOf('<body');
    const rest = Promise.withResolvers<string>();
    const end = Promise.withResolvers<string>();
    session.browser.web.serve(url, { body: html.slice(0, body), rest: [rest.promise, end.promise] });
    const tab = await openAway(session.browser);
    const loaded = tab.raw.goto(url);
    for (const untilMs = Date.now() + 10_000; (await tab.raw.url()) === away && Date.now() < untilMs; ) await pause(50);
    await pause(700); // the settings are there long before
    const look = 'document.documentElement.dataset.isThere = String(!!document.querySelector("pangda-panel"))';
    rest.resolve(
      html.slice(body).replace(/<\/body>[\s\S]*/, `<script>${look}</script><script type="text/json">{"data":`),
    );
    await tab.panel.until('words are shown', async () => (await tab.panel.text('.pd-answer')) !== '' || undefined);
    const boxes = () =>
      tab.evaluate((selector) => {
        const both = ['pangda-panel', selector].map((one) => document.querySelector(one));
        return both.map((one) => {
          const { left, top, width, height } = one?.getBoundingClientRect() ?? new DOMRect();
          return { left, top, right: left + width, bottom: top + height };
        });
      }, css);
    const [panel, place] = await boxes();
    expect(await tab.evaluate(() => [document.readyState, document.documentElement.dataset.isThere])).toEqual([
      'loading',
      'true',
    ]);
    expect(panel?.left).toBeGreaterThanOrEqual(place?.left ?? Infinity);
    expect(panel?.right).toBeLessThanOrEqual((place?.right ?? 0) + 1);
    expect(panel?.bottom).toBeLessThanOrEqual((place?.bottom ?? 0) + 1);
    end.resolve('0}</script></body></html>');
    await loaded;
    await pause(500);
    expect((await boxes())[0]).toEqual(panel);
    await tab.raw.close();
  },
);

const away = 'https://away.test/';
function openAway(browser: Browser): Promise<Tab> {
  browser.web.serve(away, savedPage('<!doctype html><title>away</title><p>away'));
  return browser.open(away);
}

async function leaveAndComeBack(browser: Browser, tab: Tab): Promise<void> {
  browser.web.serve(away, savedPage('<!doctype html><title>away</title><p>away'));
  await tab.raw.goto(away);
  await tab.page.says('away');
  await tab.raw.back();
  await tab.panel.find('blockquote');
}
