import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { JSDOM, VirtualConsole } from 'jsdom';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPage } from '../../../lib/sites/index.ts';
import type { Reading } from '../../../lib/sites/site.ts';
import { watchPage } from '../../../lib/sites/watch.ts';

const baiduCard = (words: string, n: number) =>
  `<div class="result c-container" tpl="www_index" srcid="1599" mu="https://example.org/${encodeURIComponent(words)}/${n}"><h3 class="t"><a href="http://www.baidu.com/link?url=${n}">${words} ${n}</a></h3><div class="c-abstract">About ${words}, part ${n}.</div></div>`;
const baiduList = (words: string, count = 3) =>
  `<div id="container"><div id="content_left">${Array.from({ length: count }, (_, n) => baiduCard(words, n)).join('')}</div></div>`;
const baiduUrl = (words: string) => `https://www.baidu.com/s?wd=${encodeURIComponent(words)}`;

let dom: JSDOM;
let leave: AbortController;
/** Everything said so far: the question and the number of sources, or 'nothing'. */
let said: string[];
let readings: (Reading | undefined)[];
let ended: Promise<void>;
/** What the page does between an early reading and the end of its text. */
let afterEarly: () => void;

function open(html: string, url: string, isReadEarly = false): void {
  dom = new JSDOM(html, { url, pretendToBeVisual: true, virtualConsole: new VirtualConsole() });
  leave = new AbortController();
  said = [];
  readings = [];
  ended = (async () => {
    const { document } = dom.window;
    // Its events ring too.
    if (isReadEarly) await new Promise((done) => dom.window.addEventListener('pageshow', done, { once: true }));
    const early = isReadEarly ? readPage(document, new URL(url)) : undefined;
    if (isReadEarly) afterEarly();
    for await (const reading of watchPage(document, leave.signal, early)) {
      readings.push(reading);
      said.push(reading ? `${reading.page.query} ${reading.page.sources.length}` : 'nothing');
    }
  })();
}

const wrapper = () => dom.window.document.getElementById('wrapper_wrapper') as HTMLElement; // Each page below has one.
const push = (url: string) => dom.window.history.pushState({}, '', url);
const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
async function until(condition: () => boolean, ms = 2000): Promise<void> {
  const end = performance.now() + ms;
  while (!condition() && performance.now() < end) await pass(10);
}

beforeEach(() => {
  said = [];
  afterEarly = () => {};
});
afterEach(async () => {
  leave.abort();
  await ended;
  dom.window.close();
});

test('the current reading comes at once', async () => {
  open(`<div id="wrapper_wrapper">${baiduList('moon')}</div>`, baiduUrl('moon'));
  await pass(0);
  expect(said).toEqual(['moon 3']);
});

test('what was read early is said first, and once', async () => {
  open(`<div id="wrapper_wrapper">${baiduList('moon')}</div>`, baiduUrl('moon'), true);
  await until(() => said.length > 0);
  expect(said).toEqual(['moon 3']);
  await pass(500);
  expect(said).toEqual(['moon 3']);
});

test('what has changed since an early reading is heard soon after', async () => {
  afterEarly = () => {
    wrapper().innerHTML = baiduList('moon', 4);
  };
  open(`<div id="wrapper_wrapper">${baiduList('moon')}</div>`, baiduUrl('moon'), true);
  await until(() => said.length > 1);
  expect(said).toEqual(['moon 3', 'moon 4']);
});

test('an early reading of another address is not said', async () => {
  afterEarly = () => {
    push(baiduUrl('sun'));
    wrapper().innerHTML = baiduList('sun', 2);
  };
  open(`<div id="wrapper_wrapper">${baiduList('moon')}</div>`, baiduUrl('moon'), true);
  await until(() => said.length > 0);
  expect(said).toEqual(['sun 2']);
});

test('a page with nothing to answer says nothing', async () => {
  open('<form><input id="kw"></form>', 'https://www.baidu.com/');
  await pass(50);
  expect(said).toEqual([]);
});

test('results that come later are read when they are there', async () => {
  open('<div id="wrapper_wrapper"></div>', 'https://www.baidu.com/');
  push(baiduUrl('moon'));
  wrapper().innerHTML = baiduList('moon');
  await until(() => said.length > 0);
  expect(said).toEqual(['moon 3']);
});

test('old results are not read for a new question', async () => {
  open(`<div id="wrapper_wrapper">${baiduList('moon')}</div>`, baiduUrl('moon'));
  await until(() => said.length > 0);
  push(baiduUrl('sun'));
  // The address is new, the list is not; something else on the page changes meanwhile.
  wrapper().append(dom.window.document.createElement('p'));
  await pass(700);
  expect(said).toEqual(['moon 3']);
  wrapper().innerHTML = baiduList('sun', 4);
  await until(() => said.length > 1);
  expect(said).toEqual(['moon 3', 'sun 4']);
  expect(readings[1]?.page.sources.every(({ title }) => title.startsWith('sun'))).toBe(true);
});

test('an old list that only grows is still the old list', async () => {
  open(`<div id="wrapper_wrapper">${baiduList('moon')}</div>`, baiduUrl('moon'));
  await until(() => said.length > 0);
  push(baiduUrl('sun'));
  dom.window.document.getElementById('content_left')?.insertAdjacentHTML('afterbegin', baiduCard('moon', 99));
  await pass(700);
  expect(said).toEqual(['moon 3']);
});

test('a list that never changes is taken for the answer after three seconds', async () => {
  open(`<div id="wrapper_wrapper">${baiduList('moon')}</div>`, baiduUrl('moon'));
  await until(() => said.length > 0);
  push(baiduUrl('moon?'));
  wrapper().append('x');
  await until(() => said.length > 1, 4500);
  expect(said).toEqual(['moon 3', 'moon? 3']);
});

test('going back reads the old question anew', async () => {
  open(`<div id="wrapper_wrapper">${baiduList('moon')}</div>`, baiduUrl('moon'));
  await until(() => said.length > 0);
  push(baiduUrl('sun'));
  wrapper().innerHTML = baiduList('sun');
  await until(() => said.length > 1);
  dom.window.history.back();
  await until(() => dom.window.location.href === baiduUrl('moon'));
  wrapper().innerHTML = baiduList('moon');
  await until(() => said.length > 2);
  expect(said).toEqual(['moon 3', 'sun 3', 'moon 3']);
});

test('leaving for an unsupported page says so once', async () => {
  open(`<div id="wrapper_wrapper">${baiduList('moon')}</div>`, baiduUrl('moon'));
  await until(() => said.length > 0);
  push('/more/');
  wrapper().innerHTML = '<p>more</p>';
  await until(() => said.length > 1);
  wrapper().append('still there');
  await pass(500);
  expect(said).toEqual(['moon 3', 'nothing']);
});

test('sources that load later are read, what does not concern them is not news', async () => {
  open(`<div id="wrapper_wrapper">${baiduList('moon')}</div><p id="clock"></p>`, baiduUrl('moon'));
  await until(() => said.length > 0);
  for (let tick = 0; tick < 10; tick++) {
    (dom.window.document.getElementById('clock') as HTMLElement).textContent = `${tick}`;
    await pass(40);
  }
  expect(said).toEqual(['moon 3']);
  dom.window.document.getElementById('content_left')?.insertAdjacentHTML('beforeend', baiduCard('moon', 7));
  await until(() => said.length > 1);
  expect(said).toEqual(['moon 3', 'moon 4']);
});

test('a list drawn anew is no news, but the reading given then points to where its sources stand now', async () => {
  open(`<div id="wrapper_wrapper">${baiduList('moon')}</div>`, baiduUrl('moon'));
  await until(() => said.length > 0);
  wrapper().innerHTML = baiduList('moon');
  await pass(800);
  expect(said).toEqual(['moon 3']);
  expect(readings[0]?.elements.get(1)?.isConnected).toBe(true);
});

test('a list that vanishes for a moment while it is drawn anew is not gone', async () => {
  open(`<div id="wrapper_wrapper">${baiduList('moon')}</div>`, baiduUrl('moon'));
  await until(() => said.length > 0);
  wrapper().innerHTML = '';
  await pass(600);
  wrapper().innerHTML = baiduList('moon');
  await pass(600);
  expect(said).toEqual(['moon 3']);
});

test('nothing is looked at in a hidden tab until it is shown again', async () => {
  open(`<div id="wrapper_wrapper">${baiduList('moon')}</div>`, baiduUrl('moon'));
  await until(() => said.length > 0);
  const { document } = dom.window;
  await pass(100); // The frame asked for while the page loaded comes in jsdom even after the tab is hidden.
  let state = 'hidden';
  Object.defineProperty(document, 'visibilityState', { get: () => state });
  push(baiduUrl('sun'));
  wrapper().innerHTML = baiduList('sun');
  await pass(500);
  expect(said).toEqual(['moon 3']);
  state = 'visible';
  document.dispatchEvent(new dom.window.Event('visibilitychange'));
  await until(() => said.length > 1);
  expect(said).toEqual(['moon 3', 'sun 3']);
});

test('a reader who leaves ends it', async () => {
  open(`<div id="wrapper_wrapper">${baiduList('moon')}</div>`, baiduUrl('moon'));
  await until(() => said.length > 0);
  leave.abort();
  await ended;
  push(baiduUrl('sun'));
  wrapper().innerHTML = baiduList('sun');
  await pass(400);
  expect(said).toEqual(['moon 3']);
});

test('a Zhihu page sent under another address than its own is of that address, and the next one is not', async () => {
  const html = readFileSync(resolve(import.meta.dirname, '../../fixtures/pages/zhihu-question.html'), 'utf8');
  open(html, 'https://www.zhihu.com/question/1');
  await until(() => said.length > 0);
  expect(said[0]).toMatch(/ [1-9]\d*$/);
  for (const one of dom.window.document.querySelectorAll('[itemprop=url][content*=answer]'))
    one.setAttribute('content', 'https://www.zhihu.com/question/1/answer/7');
  dom.window.document.body.append('x');
  await pass(700);
  expect(said.at(-1)).toMatch(/ [1-9]\d*$/);
  const before = said.length;
  push('https://www.zhihu.com/question/2');
  dom.window.document.body.append('x');
  await pass(700);
  expect(said).toHaveLength(before);
});

test('a Zhihu question shown under the next one’s address is not read for it', async () => {
  const html = readFileSync(resolve(import.meta.dirname, '../../fixtures/pages/zhihu-question.html'), 'utf8');
  open(html, 'https://www.zhihu.com/question/650000123');
  await until(() => said.length > 0);
  push('https://www.zhihu.com/question/650000124');
  dom.window.document.body.append('x');
  await pass(700);
  expect(said).toHaveLength(1);
  for (const title of dom.window.document.querySelectorAll('.QuestionHeader-title')) title.textContent = '下一个问题？';
  for (const item of dom.window.document.querySelectorAll('.AnswerItem'))
    item
      .querySelector('[itemprop=url][content*=answer]')
      ?.setAttribute('content', 'https://www.zhihu.com/question/650000124/answer/1');
  dom.window.document.querySelector('.QuestionRichText')?.remove();
  for (const item of [...dom.window.document.querySelectorAll('.AnswerItem')].slice(1)) item.remove();
  await until(() => said.length > 1);
  expect(said[1]).toBe('下一个问题？ 1');
});
