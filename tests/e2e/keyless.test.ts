import { describe, expect, test } from 'vitest';
import { fixture, mainPages } from './fixtures.ts';
import { openFixture, sharedBrowser } from './session.ts';
import { shiftsOf } from './shifts.ts';
import { isBrowsersOwn, savedPage } from './web.ts';

const session = sharedBrowser();

/** Pages of the sites that have nothing to answer from. */
const pagesWithoutPanel = ['google-home', 'google-captcha', 'google-consent', 'google-images', 'google-no-results'];
const otherPagesWithoutPanel = ['baidu-home', 'baidu-captcha', 'baidu-other-tab', 'zhihu-home', 'zhihu-signin'];

describe.each(mainPages)('on %s, without a model', (name) => {
  test('one panel quotes sentences of the page', async () => {
    const tab = await openFixture(session.browser, name);
    await tab.panel.find('blockquote');
    expect(await tab.panels()).toBe(1);
    const pageText = squeezed(await tab.page.text());
    for (const quote of (await tab.panel.probe('blockquote'))?.texts ?? []) {
      const sentence = squeezed(quote.split('\n')[0] ?? '').replace(/\d+$/, '');
      expect(pageText).toContain(sentence);
    }
    await tab.raw.close();
  });

  test('the panel covers none of the results', async () => {
    const tab = await openFixture(session.browser, name);
    await tab.panel.find('blockquote');
    const covered = await tab.evaluate(() => {
      const panel = document.querySelector('pangda-panel')?.getBoundingClientRect();
      const titles = [...document.querySelectorAll('#rso h3, #content_left h3, .ContentItem')];
      const boxes = titles.map((title) => title.getBoundingClientRect()).filter(({ width }) => width > 0);
      if (!panel || boxes.length === 0) return ['nothing to compare'];
      return boxes.filter(
        (box) => box.right > panel.left && box.left < panel.right && box.bottom > panel.top && box.top < panel.bottom,
      );
    });
    expect(covered).toEqual([]);
    await tab.raw.close();
  });

  test.each([720, 800, 1000])('all of the panel is in a window %d px high', async (height) => {
    const tab = await openFixture(session.browser, name);
    await tab.raw.resize(1280, height);
    await tab.panel.find('blockquote');
    await expect.poll(() => tab.evaluate(boxAndWindow)).toMatchObject({ isInWindow: true });
    await tab.raw.close();
  });

  test('the results stand where they stand without the extension, and nothing shifts', async () => {
    const { url, html } = fixture(name);
    const places = () => {
      const all = [...document.querySelectorAll('h1, h2, h3, p, .ContentItem, input')];
      // The side column makes room for the panel: before the page is first drawn, so that nobody sees it move.
      const results = all.filter((element) => !element.closest('#rhs, #content_right, .Question-sideColumn'));
      return results.map((element) => {
        const { left, top, width } = element.getBoundingClientRect();
        return [left, top, width].map(Math.round).join(' ');
      });
    };
    const elsewhere = 'https://no-panel.test/';
    session.browser.web.serve(elsewhere, savedPage(html));
    const plain = await session.browser.open(elsewhere);
    const without = await plain.evaluate(places);
    const tab = await openFixture(session.browser, name);
    await tab.panel.find('blockquote');
    expect(await tab.evaluate(places)).toEqual(without);
    expect((await shiftsOf(tab)).page, `layout shifts of ${url}`).toEqual([]);
    await tab.raw.close();
    await plain.raw.close();
  });
});

test.each(mainPages)('on %s nothing in the panel jumps while it comes up', async (name) => {
  const tab = await openFixture(session.browser, name);
  await tab.panel.find('blockquote');
  expect((await shiftsOf(tab)).panel).toBe(0);
  await tab.raw.close();
});

test.each([...pagesWithoutPanel, ...otherPagesWithoutPanel])('%s gets no panel', async (name) => {
  const tab = await openFixture(session.browser, name);
  await expect(tab.panel.find(':root', 600)).rejects.toThrow('in vain');
  expect(await tab.panels()).toBe(0);
  await tab.raw.close();
});

test('nothing is asked of the network but the pages themselves', () => {
  const ours = session.browser.web.requests.filter(({ url }) => !isBrowsersOwn(url) && !isPagesOwn(url));
  expect(ours).toEqual([]);
});

const boxAndWindow = () => {
  const { top = -1, bottom = Number.POSITIVE_INFINITY } =
    document.querySelector('pangda-panel')?.getBoundingClientRect() ?? {};
  return { top, bottom, height: innerHeight, isInWindow: top >= 0 && bottom <= innerHeight };
};

const squeezed = (text: string): string => text.replace(/\s+/g, '');

const isPagesOwn = (url: string): boolean =>
  /^https?:\/\/(www\.google\.[a-z.]+|[wm]+\.baidu\.com|(www|zhuanlan)\.zhihu\.com|no-panel\.test)\//.test(url);
