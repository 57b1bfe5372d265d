import { expect, test } from 'vitest';
import { type MarkdownWords, markdownOf } from '../../../lib/ledger/markdown.ts';
import { aRecord } from './records.ts';

const words: MarkdownWords = {
  quotes: 'Quotes',
  sources: 'Sources',
  checks: 'Checks',
  verdict: (verdict) => `<${verdict}>`,
  moment: () => 'then',
};

test('a record is a text with its answer, its verdicts and its sources', () => {
  const text = markdownOf(aRecord(), words);
  expect(text).toContain('## 甲塔有多高？');
  expect(text).toContain('small, models.example · then · <https://www.baidu.com/s?wd=x>');
  expect(text).toContain('甲塔高120米。[1]');
  expect(text).toContain('- **<found>** \\[1\\]: 甲塔高120米。');
  expect(text).toContain('1. 甲塔 - Wiki <https://a.example/>');
});

test('what a page says cannot become markup of the text', () => {
  const [source] = aRecord().sources;
  const hostile = source && { ...source, title: '](https://evil.example)\n# <b>', url: 'https://a.example/> <b>' };
  const text = markdownOf(aRecord({ question: '# *x*', sources: hostile ? [hostile] : [] }), words);
  expect(text).toContain('## \\# \\*x\\*');
  expect(text).toContain('1. \\](https://evil.example) \\# \\<b\\> <https://a.example/b>');
});
