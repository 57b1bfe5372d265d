import { expect, test } from 'vitest';
import { asksByItself, isEnoughToAsk, isQuestion, isToBeAnswered, unbiddenMode } from '../../../lib/answer/when.ts';
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

test('what a page says of itself before it knows the mode leads to what it would have decided with it', () => {
  const queries = [
    'github',
    'react useEffect cleanup',
    'how high is kilimanjaro',
    '淘宝',
    '为什么天是蓝的',
    '北京 天气',
  ];
  const said = new Set<string>();
  for (const kind of ['results', 'question', 'article'] as const)
    for (const query of queries) {
      const page: Page = { site: 'google', kind, url: 'https://www.google.com/search', query, sources: [] };
      const unbidden = unbiddenMode(page);
      said.add(unbidden);
      for (const mode of ['automatic', 'questions', 'click'] as const)
        for (const costs of [true, false])
          expect([query, kind, mode, costs, isToBeAnswered(unbidden, mode, costs)]).toEqual([
            ...[query, kind, mode, costs],
            asksByItself(mode, page, costs),
          ]);
    }
  expect([...said].sort()).toEqual(['automatic', 'click', 'questions']);
});
