import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { correctionsIn } from '../../../lib/sites/corrections.ts';

const answerWith = (html: string): Element => {
  const { document } = new JSDOM(`<div class="AnswerItem"><div class="RichContent-inner">正文</div>${html}</div>`)
    .window;
  return document.querySelector('.AnswerItem') as Element; // it is in the markup above
};
const comment = (text: string, name = 'CommentContent'): string => `<div class="${name} css-1abc">${text}</div>`;

describe('comments under an answer', () => {
  test.each([
    '更正一下，三元电池零下十度少放的是15%到20%。',
    '应该是1953年登顶，不是1952年。',
    '单位写错了，是千瓦时。',
    'Actually it was first climbed in 1889.',
  ])('that correct it are kept: %s', (text) => {
    expect(correctionsIn(answerWith(comment(text)))).toEqual([text]);
  });

  test.each(['写得真好，收藏了。', '学到了', '我也有一台，感觉差不多。', 'Great answer, thanks!', '错了'])(
    'that do not are passed over: %s',
    (text) => {
      expect(correctionsIn(answerWith(comment(text)))).toEqual([]);
    },
  );

  test('are at most three, each bounded', () => {
    const long = `更正：${'很长的说明'.repeat(100)}`;
    const found = correctionsIn(answerWith(comment(long).repeat(9)));
    expect(found).toHaveLength(3);
    for (const text of found) expect(text.length).toBeLessThanOrEqual(160);
  });

  test('are read in the older layout too', () => {
    expect(correctionsIn(answerWith(comment('笔误：应为120千米。', 'CommentItemV2-content')))).toHaveLength(1);
  });

  test('in their thousands are not all looked at', () => {
    const html = comment('好').repeat(200) + comment('更正：应为120千米。');
    expect(correctionsIn(answerWith(html))).toEqual([]);
  });
});
