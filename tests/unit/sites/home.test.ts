import { expect, test } from 'vitest';
import { homeAddress, homeOf, searchAddress } from '../../../lib/sites/home.ts';
import { googleHomeMatches } from '../../../lib/sites/matches.ts';
import { readQuery } from '../../../lib/sites/query.ts';

const google = new URL('https://www.google.com/');
const baidu = new URL('https://www.baidu.com/');

test.each([
  ['https://www.google.com/', 'google'],
  ['https://www.google.com/?hl=de', 'google'],
  ['https://www.google.com.hk/webhp?hl=zh-TW#x', 'google'],
  ['https://www.baidu.com/?tn=98010089_dg', 'baidu'],
  ['https://m.baidu.com/', 'baidu'],
  ['http://www.google.com/', undefined],
  ['https://www.google.com/search?q=a', undefined],
  ['https://www.google.com/maps', undefined],
  ['https://www.google.com.evil.example/', undefined],
  ['https://google.com.evil.example/', undefined],
  ['https://www.baidu.com/s?wd=a', undefined],
  ['https://news.baidu.com/', undefined],
  ['https://www.zhihu.com/', undefined],
])('%s is the home page of %s', (address, engine) => {
  expect(homeOf(new URL(address))).toBe(engine);
});

test.each([
  'how tall is the eiffel tower?',
  '埃菲尔铁塔有多高？',
  'C++ & C# 100% a+b=c',
  '“引号” #标签 / 路径?x=1&wd=别的',
  '𠮷野家在哪里 🎉',
  "what's  new\n today",
])('the engines read the question %j as it was spoken', (question) => {
  const spoken = question.replace(/\s+/g, ' ').trim();
  const onGoogle = new URL(searchAddress(google, question) ?? '');
  expect([onGoogle.origin, onGoogle.pathname]).toEqual(['https://www.google.com', '/search']);
  expect(readQuery(onGoogle.search, ['q'])).toBe(spoken);
  const onBaidu = new URL(searchAddress(baidu, question) ?? '');
  expect([onBaidu.origin, onBaidu.pathname]).toEqual(['https://www.baidu.com', '/s']);
  expect(readQuery(onBaidu.search, ['wd', 'word'])).toBe(spoken);
});

test('the language a home page shows itself in is kept, and nothing else of its address', () => {
  expect(searchAddress(new URL('https://www.google.de/webhp?hl=zh-CN&q=old&evil=1'), '水')).toBe(
    'https://www.google.de/search?q=%E6%B0%B4&hl=zh-CN',
  );
  expect(searchAddress(new URL('https://www.google.com/?hl=zh%26q%3Dx'), 'a')).toBe(
    'https://www.google.com/search?q=a',
  );
  expect(searchAddress(new URL('https://m.baidu.com/?from=1'), '水')).toBe('https://m.baidu.com/s?word=%E6%B0%B4');
});

test('half a character is no reason to fail', () => {
  expect(searchAddress(google, 'a\ud842b')).toBe('https://www.google.com/search?q=a%20b');
});

test('nothing asked is nothing searched, and no other page is a place to search from', () => {
  expect(searchAddress(google, ' \n ')).toBeUndefined();
  expect(searchAddress(new URL('https://example.org/'), 'a')).toBeUndefined();
});

test('where to search from elsewhere is a home page, and the guard runs on each of Google’s', () => {
  for (const [engine, address] of Object.entries(homeAddress)) expect(homeOf(new URL(address))).toBe(engine);
  expect(googleHomeMatches).toContain(homeAddress.google);
  for (const match of googleHomeMatches) expect(homeOf(new URL(match.replace(/\*$/, '')))).toBe('google');
});
