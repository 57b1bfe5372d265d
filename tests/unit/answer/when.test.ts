import { expect, test } from 'vitest';
import { isQuestion } from '../../../lib/answer/when.ts';

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
