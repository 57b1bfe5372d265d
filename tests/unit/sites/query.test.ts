import { expect, test } from 'vitest';
import { readQuery } from '../../../lib/sites/query.ts';

/** 中秋节放假 in GBK. */
const gbk = '%D6%D0%C7%EF%BD%DA%B7%C5%BC%D9';

test('a plus is a space and the words are trimmed and single-spaced', () => {
  expect(readQuery('?q=+how++high%20is+it%3F+', ['q'])).toBe('how high is it?');
});

test('a percent-encoded plus stays a plus', () => {
  expect(readQuery('?q=c%2B%2B+vs+c', ['q'])).toBe('c++ vs c');
});

test('a declared GBK query is decoded as GBK', () => {
  expect(readQuery(`?ie=gb2312&wd=${gbk}`, ['wd', 'word'])).toBe('中秋节放假');
});

test('bytes that are not UTF-8 are read as GBK without being declared', () => {
  expect(readQuery(`?wd=${gbk}`, ['wd', 'word'])).toBe('中秋节放假');
});

test('UTF-8 is read as UTF-8 even where GBK is declared', () => {
  expect(readQuery(`?ie=gbk&wd=${encodeURIComponent('中秋节放假')}`, ['wd'])).toBe('中秋节放假');
});

test('two characters of declared GBK that happen to be valid UTF-8 are read as declared', () => {
  // 联通 in GBK is the well-known case: C1 AA CD A8.
  expect(readQuery('?ie=gb2312&wd=%C1%AA%CD%A8', ['wd'])).toBe('联通');
});

test('characters that were not encoded are taken as they are', () => {
  expect(readQuery('?wd=中秋 节', ['wd'])).toBe('中秋 节');
});

test('a lone percent sign is a percent sign', () => {
  expect(readQuery('?q=100%+sure+%zz', ['q'])).toBe('100% sure %zz');
});

test('the first name that is present and not empty wins', () => {
  expect(readQuery('?wd=&word=b', ['wd', 'word'])).toBe('b');
  expect(readQuery('?word=b&wd=a', ['wd', 'word'])).toBe('a');
});

test('an absent query is empty, and a longer name is not mistaken for a shorter one', () => {
  expect(readQuery('?oq=x&aq=y', ['q'])).toBe('');
});

test('emoji survive', () => {
  expect(readQuery(`?q=${encodeURIComponent('🐼 panda')}`, ['q'])).toBe('🐼 panda');
  expect(readQuery('?q=🐼', ['q'])).toBe('🐼');
});
