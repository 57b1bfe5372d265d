import { JSDOM } from 'jsdom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { releasePlace, reservePlace, reservePlaceByPaint } from '../../../lib/sites/reserve.ts';

const results = 'https://www.google.com/search?q=pandas';
const frames = new Map<number, () => void>();
const paint = () => {
  for (const [id, run] of frames) {
    frames.delete(id);
    run();
  }
};

beforeEach(() => {
  let last = 0;
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.set(++last, run) && last);
  vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id));
});
afterEach(() => {
  frames.clear();
  vi.unstubAllGlobals();
});

const page = (url: string) => {
  const dom = new JSDOM('<!doctype html>', { url });
  const { document } = dom.window;
  return { dom, document, rules: () => [...document.querySelectorAll('style')].map(({ textContent }) => textContent) };
};

test('the room is kept when the first paint is due, once', () => {
  const { document, rules } = page(results);
  reservePlaceByPaint(document);
  expect(rules()).toEqual([]);
  reservePlace(document, new URL(results)); // the panel may be quicker
  paint();
  expect(rules()).toHaveLength(1);
  expect(rules()[0]).toContain('::before');
});

test('what was given back before the first paint is not kept by it', () => {
  const { document, rules } = page(results);
  reservePlaceByPaint(document);
  releasePlace(document);
  paint();
  expect(rules()).toEqual([]);
});

test('the address that counts is the one at the first paint', () => {
  const { dom, document, rules } = page(results);
  reservePlaceByPaint(document);
  dom.reconfigure({ url: 'https://www.google.com/search?q=pandas&udm=2' }); // pictures, which are not read
  paint();
  expect(rules()).toEqual([]);
});
