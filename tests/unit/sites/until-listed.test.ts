import { JSDOM } from 'jsdom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { untilListed } from '../../../lib/sites/until-listed.ts';
import { soon } from '../soon.ts';

/** A document whose parser is at work: what is put into it comes at its end. */
let dom: JSDOM;
let document: Document;
let state: DocumentReadyState;
let isListed: boolean;
let looked: number;
/** It is listed once this has come, and not before. */
async function expectListedBy(parent: Element, markup: string): Promise<void> {
  await soon();
  expect(isListed).toBe(false);
  put(parent, markup);
  await soon();
  expect(isListed).toBe(true);
}
const put = (parent: Element, markup: string): Element => {
  parent.insertAdjacentHTML('beforeend', markup);
  return parent.lastElementChild as Element; // it was put there just now
};

beforeEach(() => {
  dom = new JSDOM('<body></body>');
  document = dom.window.document;
  state = 'loading';
  isListed = false;
  looked = 0;
  Object.defineProperty(document, 'readyState', { get: () => state });
  vi.stubGlobal('MutationObserver', dom.window.MutationObserver);
  const find = () => {
    looked++;
    return document.getElementById('list') ?? undefined;
  };
  void untilListed(document, find).then(() => {
    isListed = true;
  });
});
afterEach(() => vi.unstubAllGlobals());

test('a list is there when something follows it, and not before', async () => {
  const wrapper = put(put(document.body, '<div></div>'), '<div></div>');
  const list = put(wrapper, '<div id="list"></div>');
  await soon();
  put(list, '<p>one</p>');
  await soon();
  put(list, '<p>two</p>');
  await expectListedBy(wrapper, '<div>beside it</div>');
});

test('what follows may stand much farther out', async () => {
  const main = put(document.body, '<main></main>');
  put(put(main, '<div></div>'), '<div id="list"></div>');
  await expectListedBy(main, '<div></div>');
});

test('what scripts and other extensions put behind everything meanwhile says nothing', async () => {
  const list = put(put(document.body, '<div></div>'), '<div id="list"></div>');
  put(document.body, '<script src="https://example.org/"></script>');
  put(document.documentElement, '<other-panel></other-panel>');
  await expectListedBy(list.parentElement as Element, '<div>beside it</div>'); // it was put there
});

test("the server's data behind everything says that it is whole", async () => {
  put(document.body, '<div id="list"></div>');
  await expectListedBy(document.body, '<script id="data" type="text/json">{}</script>');
});

test('several steps of the parser may be one', async () => {
  put(document.body, '<main><div id="list"><p>one</p></div><div></div></main>');
  await soon();
  expect(isListed).toBe(true);
});

test('a page without a list is waited for until it is whole', async () => {
  put(document.body, '<div>something else</div>');
  put(document.body, '<footer></footer>');
  await soon();
  expect(isListed).toBe(false);
  state = 'interactive';
  document.dispatchEvent(new dom.window.Event('readystatechange'));
  await Promise.resolve();
  expect(isListed).toBe(true);
});

test('no task of the page comes in between', async () => {
  const main = put(document.body, '<main><div id="list"></div></main>');
  await soon();
  expect(isListed).toBe(false);
  put(main, '<div></div>');
  for (let hop = 0; hop < 5; hop++) await Promise.resolve();
  expect(isListed).toBe(true);
});

test('it looks no more when it has seen it', async () => {
  const main = put(document.body, '<main><div id="list"></div><div></div></main>');
  await soon();
  expect(isListed).toBe(true);
  const before = looked;
  put(main, '<div></div>');
  document.dispatchEvent(new dom.window.Event('readystatechange'));
  await soon();
  expect(looked).toBe(before);
});
