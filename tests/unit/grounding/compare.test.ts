import { describe, expect, test } from 'vitest';
import { compareAnswers } from '../../../lib/grounding/compare.ts';

describe('two answers to one question', () => {
  test('in other words with the same facts are the same', () => {
    expect(
      compareAnswers('珠穆朗玛峰高 8848.86 米，2020 年测得。[1]', '2020年测量的结果是：珠穆朗玛峰8848.86米。[2]'),
    ).toEqual({ onlyFirst: [], onlySecond: [] });
  });

  test('differ in the number that only one has, as it is written there', () => {
    const { onlyFirst, onlySecond } = compareAnswers('It is 5,895 m high.', 'It is 5,985 m high.');
    expect(onlyFirst.join()).toContain('5,895');
    expect(onlySecond.join()).toContain('5,985');
  });

  test('write one number in two ways without differing', () => {
    expect(compareAnswers('人口131万。', '人口1,313,851人。')).toEqual({ onlyFirst: [], onlySecond: [] });
  });

  test('differ in a name', () => {
    const { onlyFirst, onlySecond } = compareAnswers(
      'First climbed by Hans Meyer.',
      'First climbed by Ludwig Purtscheller.',
    );
    expect(onlyFirst.join()).toContain('Meyer');
    expect(onlySecond.join()).toContain('Purtscheller');
  });

  test('one of which says nothing', () => {
    expect(compareAnswers('', '共 12 人。').onlySecond).toHaveLength(1);
  });
});
