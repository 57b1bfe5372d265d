import { expect, test } from 'vitest';
import { isAllSame } from '../../../lib/voice/tutor/compared.ts';
import { compareRepeated } from '../../../lib/voice/tutor/recognised.ts';

/** As a line: a word that is missing in (brackets), one that is extra after a plus. */
const compared = (expected: string, recognised: string, lang: 'zh' | 'en') =>
  compareRepeated(expected, recognised, lang)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'missing' ? `(${text})` : `+${text}`))
    .join(' ');

test('English is compared by the word, whatever its capitals and marks', () => {
  expect(compared("I'd like a cup of tea, please.", 'i’d like cup of the tea please', 'en')).toBe(
    "I'd like (a) cup of +the tea please",
  );
  expect(compared('thorough', 'though', 'en')).toBe('(thorough) +though');
});

test('Chinese is compared by the letter, in either script', () => {
  expect(compared('我想学中文。', '我想雪中文', 'zh')).toBe('我 想 (学) +雪 中 文');
  expect(isAllSame(compareRepeated('这个国家', '這個國家', 'zh'))).toBe(true);
  expect(compared('打开 Wi-Fi', '打开wi fi', 'zh')).toBe('打 开 Wi Fi');
});

test('nothing recognised is all missing, and nothing expected all extra', () => {
  expect(compared('two words', '', 'en')).toBe('(two) (words)');
  expect(compared('', '两个', 'zh')).toBe('+两 +个');
  expect(isAllSame([])).toBe(true);
});

test('long texts are compared as far as anybody repeats them', () => {
  const long = 'word '.repeat(5_000);
  expect(compareRepeated(long, long, 'en')).toHaveLength(200);
});
