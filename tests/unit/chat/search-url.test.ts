import { expect, test } from 'vitest';
import { searchUrl } from '../../../lib/chat/search-url.ts';

const asked = (url: string): string => [...new URL(url).searchParams.values()].at(-1) ?? '';

test('a statement is searched for without its Markdown and citations', () => {
  expect(asked(searchUrl('google', 'It is **5,895 m** high. [1][2]'))).toBe('It is 5,895 m high.');
});

test.each([
  ['google', 'www.google.com'],
  ['baidu', 'www.baidu.com'],
  ['zhihu', 'www.zhihu.com'],
] as const)('beside %s it is searched for there', (site, host) => {
  expect(new URL(searchUrl(site, '一句话')).host).toBe(host);
});

test('what a statement says is all one question', () => {
  expect(asked(searchUrl('baidu', 'a&wd=b#c?d'))).toBe('a&wd=b c?d');
});

test('a long one is cut, not in the middle of a letter', () => {
  const words = asked(searchUrl('baidu', '😀'.repeat(200)));
  expect(words.length).toBeLessThanOrEqual(80);
  expect(words).toBe('😀'.repeat(words.length / 2));
});
