import { expect, test } from 'vitest';
import { isEnoughToAsk, isQuestion } from '../../../lib/answer/when.ts';
import type { Page } from '../../../lib/model/page.ts';

test.each([
  '乞力马扎罗山多高',
  '为什么天是蓝的',
  '中秋节放几天',
  'how high is kilimanjaro',
  'What is Bun',
  '這是什麼？',
  '今天会下雨吗',
])('%s is a question', (query) => expect(isQuestion(query)).toBe(true));

test.each(['淘宝', 'react useEffect cleanup', '北京 天气', 'github', 'whatsapp', '几何画板'])(
  '%s is not a question',
  (query) => expect(isQuestion(query)).toBe(false),
);

test('a list with hardly a result is not asked about while more may come; a question with one answer is', () => {
  const page = (kind: Page['kind'], count: number): Page => ({
    ...{ site: 'google', kind, url: 'https://www.google.com/search', query: 'moon' },
    sources: Array.from({ length: count }, (_, n) => ({
      ...{ number: n + 1, title: 'Moon', text: 'It is far.', site: 'example.org', kind: 'organic' },
      url: `https://example.org/${n}`,
    })),
  });
  expect([0, 2, 8].map((count) => isEnoughToAsk(page('results', count)))).toEqual([false, false, true]);
  expect([0, 1].map((count) => isEnoughToAsk(page('question', count)))).toEqual([false, true]);
});
