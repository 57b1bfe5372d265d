import { describe, expect, test } from 'vitest';
import { eachWord, sentences, width, words } from '../../../lib/grounding/segment.ts';
import { growth } from '../growth.ts';
import { hostile } from './make.ts';

const split = (text: string): string[] => sentences(text).map((sentence) => sentence.text);

describe('a sentence ends', () => {
  test.each([
    [
      'at Chinese stops, with what closes after them',
      '他说：“走吧。”好！真的？！是；完了',
      ['他说：“走吧。”', '好！', '真的？！', '是；完了'],
    ],
    ['at English stops before a space', 'It works! Does it? Yes.', ['It works!', 'Does it?', 'Yes.']],
    ['at a line break, stop or not', '- one\n- two\r\n三', ['- one', '- two', '三']],
    [
      'at dots that stand for what is left out',
      'Jul 3, 2026 ... The game was played',
      ['Jul 3, 2026 ...', 'The game was played'],
    ],
    ['with the number that cites its source', '增长6.4%。[1][2] 下降。', ['增长6.4%。[1][2]', '下降。']],
    [
      'at the wide gaps of flattened Chinese text',
      '旅客2500万人次  新华社电　　第二段',
      ['旅客2500万人次', '新华社电', '第二段'],
    ],
    ['between scripts', '版本是v2.0.然后发布。It is out.', ['版本是v2.0.', '然后发布。', 'It is out.']],
  ])('%s', (_, text, expected) => expect(split(text)).toEqual(expected));
});

describe('a sentence goes on', () => {
  test.each([
    ['after titles and Latin abbreviations', 'Dr. Smith met Mr. Lee, e.g. at noon.'],
    ['after initials', 'J. K. Rowling wrote it.'],
    ['inside U.S. and a.m.', 'The U.S. Senate met at 9 a.m. on Monday.'],
    ['after No. before a number', 'See No. 5 and Fig. 3 for more.'],
    ['in decimals, versions and addresses', 'Version 2.0.1 costs $3.50 at https://a.com/b?c=d.e today.'],
    ['after the mark of a list', '1. First things first'],
    ['after a quoted question', '"Really?" she said.'],
  ])('%s', (_, text) => expect(split(text)).toEqual([text]));
});

test('every sentence is the text between its offsets, trimmed, in order, and nothing but white space is lost', () => {
  for (const [name, text] of Object.entries(hostile)) {
    let last = 0;
    for (const sentence of sentences(text)) {
      expect(text.slice(sentence.start, sentence.end), name).toBe(sentence.text);
      expect(sentence.text.trim(), name).not.toBe('');
      expect(text.slice(last, sentence.start).trim(), name).toBe('');
      last = sentence.end;
    }
    expect(text.slice(last).trim(), name).toBe('');
  }
});

test('a very long sentence is cut at commas and no wider than three lines', () => {
  const parts = split(`${'这是一个很长的句子，'.repeat(100)}完。`);
  expect(parts.length).toBeGreaterThan(4);
  for (const part of parts.slice(0, -1)) expect(part.endsWith('，')).toBe(true);
  for (const part of parts) expect(width(part)).toBeLessThanOrEqual(362);
});

test('a cut never falls inside a letter', () => {
  for (const part of split('😀'.repeat(3000))) expect(part.isWellFormed()).toBe(true);
});

test('words: Han letters and pairs, Latin words without plural or possessive, plain numbers', () => {
  expect(words('北京人')).toEqual(['北', '北京', '京', '京人', '人']);
  expect(words("China's big cities don't")).toEqual(['china', 'big', 'city', 'dont']);
  expect(words('1,234.5 ５Ｇ RTX4090')).toEqual(['1234.5', '5', 'g', 'rtx', '4090']);
  expect(words('Málaga Ma\u0301laga')).toEqual(['malaga', 'malaga']);
  expect(words('臺灣')).toEqual(words('台湾'));
  expect(words('glass bus this')).toEqual(['glass', 'bus', 'this']);
});

test('ten times the text takes about ten times as long', () => {
  for (const unit of ['中', 'a', '\n', ' ', '. ', 'a.', '"', '…', '[1]', ')']) {
    const work = (text: string): unknown => [sentences(text), eachWord(text, () => {})];
    expect(growth(work, unit.repeat(10_000), unit.repeat(100_000), 50), JSON.stringify(unit)).toBeLessThan(50);
  }
}, 20_000);
