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
    ['该药物主要用于治疗高血压和心脏病[1]。', '这种药物用于治疗高血压、心脏病等多种慢性疾病，疗效稳定。', ['主要']],
    ['图书馆在礼拜一晚上关闭维修[1]。', '图书馆晚上关闭维修，请各位读者注意开放时间，谢谢合作。', ['礼拜一']],
    ['Swimmers rest an hour after eating a meal [1].', 'Swimmers rest after eating a meal, says the pool.', ['hour']],
  ])('its words that stand nowhere there are named: %s', (answer, text, words) => {
    const [check] = checksOf(answer, [source(text)]);
    expect(check?.verdict).toBe('partly');
    expect(check?.missing.words).toEqual(words);
  });

  test('neighbours that only stand otherwise are not', () => {
    const words = '长城是中国古代的军事防御工程，历代都有修建。';
    const [check] = checksOf('长城是古代中国修建的军事防御工程[1]。', [source(words)]);
    expect(check?.verdict).toBe('partly');
    expect(check?.missing.words).toBeUndefined();
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

  test('a measure in short is one only behind a number', () => {
    const [check] = checksOf('The H bomb was tested there in the spring [1].', [
      source('The hour bomb was tested there in the spring of that year.'),
    ]);
    expect(check?.verdict).toBe('partly');
  });

  test('and another day is not', () => {
    const [check] = checksOf('中秋节是9月25日，星期六[1]。', [source('2026年中秋节是9月25日（周五），放假3天。')]);
    expect(check?.verdict).toBe('partly');
    expect(check?.missing.changed).toEqual([{ said: '六', source: '五' }]);
  });
});
