import { expect, test } from 'vitest';
import { indexedTerms, searchWords, termHash, termsOf } from '../../../lib/ledger/tokens.ts';
import { aRecord } from './records.ts';

test('Chinese is found by its characters and their pairs, Latin by words in small letters', () => {
  expect([...termsOf('光合作用 uses CO2')]).toEqual(['光', '光合', '合', '合作', '作', '作用', '用', 'uses', 'co2']);
});

test('full-width letters and digits are the same as the others', () => {
  expect([...termsOf('ＧＤＰ１２０')]).toEqual(['gdp120']);
});

test('a character outside the basic plane stays whole', () => {
  expect([...termsOf('𠮷野家')]).toEqual(['𠮷', '𠮷野', '野', '野家', '家']);
});

test('what is typed must stand as a phrase where it is Chinese, and word for word otherwise', () => {
  expect(searchWords('光合作用 Light, energy')).toEqual({
    terms: ['光合', '合作', '作用', 'light', 'energy'],
    phrases: ['光合作用'],
  });
  expect(searchWords('塔 高塔')).toEqual({ terms: ['塔', '高塔'], phrases: [] });
  expect(searchWords(' ?! ')).toEqual({ terms: [], phrases: [] });
});

test('every term of what is sought is among the terms of a text that says it', () => {
  const text = termsOf('2026年上海GDP增长了5.2%，为近年最高。');
  for (const typed of ['上海', 'gdp', '增长了', '近年最高', '2026']) {
    expect(searchWords(typed).terms.filter((term) => !text.has(term))).toEqual([]);
  }
});

test('a record is found by its question, its answer and its sources, by ascending hashes', () => {
  const terms = indexedTerms(aRecord());
  expect([...terms]).toEqual([...terms].sort((a, b) => a - b));
  for (const word of ['多高', '120', '1990', 'wiki', 'small']) expect(terms).toContain(termHash(word));
  expect(terms).not.toContain(termHash('没有'));
});
