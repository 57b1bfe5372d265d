import { expect, test } from 'vitest';
import { spokenNames } from '../../../lib/voice/reading/turn-text.ts';
import { createSourceNames } from '../../../lib/voice/speaking/source-names.ts';
import { unitsOf } from './fake-voice.ts';

const names = { 1: '知乎', 2: 'Wikipedia', 3: '人民日报' };
const said = (...units: Parameters<typeof unitsOf>): string[] => {
  const all = unitsOf(...units);
  const textOf = createSourceNames(names);
  return all.map((_, index) => textOf(all, index));
};

test('the language of the sentence decides how a name is put', () => {
  expect(said({ text: '山很高。', cites: [1] }, { text: 'It is far.', lang: 'en', cites: [2] })).toEqual([
    '据知乎，山很高。',
    'According to Wikipedia, It is far.',
  ]);
});

test('two sources are both named, more are not listed', () => {
  expect(said({ text: '山很高。', cites: [1, 3] })).toEqual(['据知乎和人民日报，山很高。']);
  expect(said({ text: '山很高。', cites: [1, 2, 3] })).toEqual(['据知乎和Wikipedia，山很高。']);
});

test('in the middle of a sentence the name comes behind', () => {
  const clause = { text: '山很高，', pauseAfterMs: 0 };
  expect(said(clause, { text: '路也远。', cites: [1] })[1]).toBe('路也远，据知乎。');
  expect(said(clause, { text: 'and far away.', lang: 'en', cites: [2] })[1]).toBe(
    'and far away, according to Wikipedia.',
  );
});

test('a number without a name is not spoken of, and no name is made up', () => {
  expect(said({ text: '山很高。', cites: [9] }, '没有出处。')).toEqual(['山很高。', '没有出处。']);
});

test('a repetition says the same', () => {
  const units = unitsOf({ text: '一。', cites: [1] }, { text: '二。', cites: [1] });
  const textOf = createSourceNames(names);
  expect([0, 1, 0].map((index) => textOf(units, index))).toEqual(['据知乎，一。', '二。', '据知乎，一。']);
});

test('a site is spoken of without what only addresses have; an answer by its writer', () => {
  const source = { title: '', url: '', text: '', kind: 'organic' as const };
  expect(
    spokenNames([
      { ...source, number: 1, site: 'www.example.com' },
      { ...source, number: 2, site: 'https://travel.example.com › tips' },
      { ...source, number: 3, site: 'Earth Journal' },
      { ...source, number: 4, site: '知乎', author: '张三', kind: 'answer' },
      { ...source, number: 5, site: '知乎', author: '张三' },
      { ...source, number: 6, site: '' },
    ]),
  ).toEqual({ 1: 'example.com', 2: 'travel.example.com', 3: 'Earth Journal', 4: '张三', 5: '知乎' });
});
