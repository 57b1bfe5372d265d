import { describe, expect, test } from 'vitest';
import { checksOf } from '../../../lib/grounding/checks.ts';
import type { Source } from '../../../lib/model/page.ts';

const source = (text: string): Source => ({
  ...{ number: 1, title: '', url: 'https://one.example/', site: 'one.example', kind: 'organic' },
  text,
});

describe('why only part of a sentence was found', () => {
  test.each([
    ['It stands in Tanzania [1].', 'Mount Kilimanjaro is a dormant volcano in Tanzania, in Africa.', ['stands']],
    ['这座桥由钢铁建造，横跨长江[1]。', '这座桥横跨长江，全长一千六百米，是一座公路桥。', ['由钢铁建造']],
  ])('its words that stand nowhere there are named: %s', (answer, text, words) => {
    const [check] = checksOf(answer, [source(text)]);
    expect(check?.verdict).toBe('partly');
    expect(check?.missing.words).toEqual(words);
  });

  test('nothing is named besides what tells more: a number', () => {
    const [check] = checksOf('It has stood in Tanzania since 1999 [1].', [
      source('A volcano that has stood in Tanzania.'),
    ]);
    expect(check?.missing).toEqual({ numbers: ['1999'], names: [], changed: [] });
  });
});

describe('one thing written in two ways is found', () => {
  test.each([
    ['中秋节是9月25日，星期五[1]。', '2026年中秋节是9月25日（周五），放假3天。'],
    ['中秋節是9月25日，禮拜五[1]。', '2026年中秋節是9月25日（週五），放假3天。'],
    ['The tower is 330 meters high [1].', 'The Eiffel Tower is 330 m high.'],
    ['The tower is 330 m high [1].', 'The Eiffel Tower is 330 metres high.'],
  ])('%s', (answer, text) => {
    expect(checksOf(answer, [source(text)])[0]?.verdict).toBe('found');
  });

  test('and another day is not', () => {
    const [check] = checksOf('中秋节是9月25日，星期六[1]。', [source('2026年中秋节是9月25日（周五），放假3天。')]);
    expect(check?.verdict).toBe('partly');
    expect(check?.missing.changed).toEqual([{ said: '六', source: '五' }]);
  });
});
