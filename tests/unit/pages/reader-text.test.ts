import { describe, expect, test } from 'vitest';
import { mostCharacters, readerText } from '../../../lib/pages/reader-text.ts';
import { saysNothing } from '../../../lib/pages/wall.ts';
import { cited, parse } from './fixtures.ts';

const read = (name: string) => readerText(parse(cited(name)));

describe('what a reader of a page reads', () => {
  test('a Chinese news page: the article, a paragraph a line, without menus, other news and the imprint', () => {
    const { title, text } = read('chinese-news');
    expect(title).toContain('临江新桥通车');
    expect(text.split('\n')).toHaveLength(4);
    expect(text).toMatch(/大桥全长3\.62公里[\s\S]*主塔高168米[\s\S]*三站公交车就到了/);
    expect(text).not.toMatch(/首页|地铁二号线|版权所有|扫码|没有打开|脚本/);
  });

  test('an English article: its paragraphs, lists and tables, and its own title', () => {
    const { title, text } = read('english-article');
    expect(title).toBe('Why the harbour clock runs four minutes fast');
    expect(text).toContain('1,622 wanted the clock left as it was. “It is wrong, and it is ours,”');
    expect(text.split('\n')).toEqual(
      expect.arrayContaining(['A vote to keep it', 'The bell weighs 740 kg.', 'Year Event', '1893 set forward']),
    );
    expect(text).not.toMatch(/privacy|Most read|Ten walks|All rights reserved/);
  });

  test('a forum: every post', () => {
    const { text } = read('forum');
    for (const words of ['叶子发黄？', '积水', '四个小时以上', '连续冲七天', '真的有红蜘蛛', '二十厘米以上']) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/举报|版规/);
  });

  test('nothing that its visitors cannot see', () => {
    const { text } = read('hidden-text');
    expect(text).not.toMatch(/SECRET|previous instructions/);
    for (const words of ['31 metres tall', 'in 1928', 'September', "somebody's hand.", 'the gallery']) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/[\u00ad\u200b]|[\u{e0000}-\u{e0fff}]/u);
  });

  test('the text of a page that shows it once it has loaded, and not what stays unseen beside it', () => {
    const { text } = read('shown-when-loaded');
    expect(text).toContain('一万四千多册书');
    expect(text).not.toContain('看不见');
  });

  test('at most 100,000 characters', () => {
    const page = parse(
      `<body><article>${'<p>这一段话说了二十来个字，然后又说了一遍。</p>'.repeat(10).replaceAll('。', '。再说一遍又一遍。'.repeat(100)).repeat(12)}</article></body>`,
    );
    expect(readerText(page).text.length).toBe(mostCharacters);
  });
});

describe('a page that says nothing', () => {
  test('is one that a script would have to write', () => {
    expect(saysNothing(read('script-page'))).toBe(true);
  });

  test('is one that wants a captcha first', () => {
    expect(saysNothing(read('login-wall'))).toBe(true);
  });

  test.each(['chinese-news', 'english-article', 'forum', 'hidden-text', 'shown-when-loaded'])('is not %s', (name) => {
    expect(saysNothing(read(name))).toBe(false);
  });

  test('is not an article about captchas', () => {
    const text = 'A captcha asks you to prove that you are human. '.repeat(30);
    expect(saysNothing({ title: 'What a captcha is', text })).toBe(false);
  });
});
