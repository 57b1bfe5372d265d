import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import type { Source } from '../../../lib/model/page.ts';
import { readPage } from '../../../lib/sites/index.ts';
import { actionsOf, type Commanded, perform, pointsIn, type Situation } from '../../../lib/voice/commands/actions.ts';
import { parseCommand } from '../../../lib/voice/commands/parse.ts';
import { fixture } from '../../e2e/fixtures.ts';

/** The sources of an invented page, read as the product reads it. */
function sourcesOf(name: string): Source[] {
  const { html, url } = fixture(name);
  const { window } = new JSDOM(html, { url });
  return readPage(window.document, new URL(url))?.page.sources ?? [];
}

const pages = ['google-results', 'baidu-results', 'zhihu-question'].map((name) => ({ name, sources: sourcesOf(name) }));

const situation = (sources: readonly Source[], more: Partial<Situation> = {}): Situation => ({
  sources,
  text: '水在100度烧开。[1]',
  lang: 'zh',
  rate: 1,
  volume: 1,
  hasModel: true,
  ...more,
});

const said = (heard: string, at: Situation) => {
  const during = { voice: 'speaking', hasAnswer: true, sources: at.sources.length } as const;
  const command = parseCommand(heard, during);
  return command ? actionsOf(command, at) : [];
};

/** Which source is meant: a number as written, `last` for the last there is. */
const phrases: [heard: string, what: 'readSource' | 'openSource', which: number | 'last'][] = [
  ['读第二个来源', 'readSource', 2],
  ['第三条说了什么', 'readSource', 3],
  ['请念一下来源一', 'readSource', 1],
  ['把第4个来源读给我听', 'readSource', 4],
  ['第二篇文章怎么说', 'readSource', 2],
  ['三号来源', 'readSource', 3],
  ['打开第一个', 'openSource', 1],
  ['帮我打开第二条结果', 'openSource', 2],
  ['点开来源三', 'openSource', 3],
  ['打开第四个网页', 'openSource', 4],
  ['read me source two', 'readSource', 2],
  ['What does the third source say?', 'readSource', 3],
  ['read the first result please', 'readSource', 1],
  ['source number four', 'readSource', 4],
  ['read sauce too', 'readSource', 2],
  ['read the last source', 'readSource', 'last'],
  ['open the first one', 'openSource', 1],
  ['Could you open source 2?', 'openSource', 2],
  ['visit the third link', 'openSource', 3],
  ['open the last one', 'openSource', 'last'],
];

describe.each(pages)('beside $name', ({ sources }) => {
  test('there are enough sources to try', () => expect(sources.length).toBeGreaterThanOrEqual(4));

  test.each(phrases)('%s → %s %s', (heard, what, which) => {
    const number = which === 'last' ? sources.length : which;
    const source = sources[number - 1];
    const [action] = said(heard, situation(sources));
    expect(action).toMatchObject({ do: what, number });
    if (action?.do === 'openSource') expect(new URL(action.url).href).toBe(new URL(source?.url ?? '').href);
    if (action?.do === 'readSource') {
      expect(action.text).toContain(source?.text);
      expect(action.text).toContain(source?.title.slice(0, 12));
    }
  });

  test('what only the search engine says of a page is announced as that, an answer in full is not', () => {
    const [action] = said('读第一个来源', situation(sources));
    const isWhole = sources[0]?.kind === 'answer';
    expect(action?.do === 'readSource' && action.text.includes('摘要')).toBe(!isWhole);
    const read = sources.map((source) => ({ ...source, pageText: '整页的文字。' }));
    const [whole] = said('读第一个来源', situation(read));
    expect(whole?.do === 'readSource' && whole.text.endsWith('整页的文字。')).toBe(true);
    expect(whole?.do === 'readSource' && whole.text.includes('摘要')).toBe(false);
  });

  test('a number beyond what is there is told how many there are', () => {
    expect(said('读第九十九个来源', situation(sources))).toEqual([
      { do: 'say', text: `只有${sources.length}个来源。` },
    ]);
    expect(said('open source 42', situation(sources, { lang: 'en' }))).toEqual([
      { do: 'say', text: `There are only ${sources.length} sources.` },
    ]);
  });
});

const [google, , zhihu] = pages.map(({ sources }) => sources);

describe('where a sentence is from', () => {
  const where = (cites: number[] | undefined, lang: 'zh' | 'en', sources = google ?? []) =>
    said('谁说的', situation(sources, { lang, ...(cites && { spoken: { cites } }) }));

  test('is said with the name of its source, of each once', () => {
    expect(where([2, 2, 1], 'en')).toEqual([
      { do: 'say', text: 'This is from High Peaks, source 2, and Wikipedia, source 1.' },
    ]);
    expect(where([1], 'zh', zhihu)).toEqual([{ do: 'say', text: '这句出自电池老林的回答，来源1。' }]);
  });

  test('is never made up', () => {
    expect(where([], 'zh')).toEqual([{ do: 'say', text: '这句没有注明来源。' }]);
    expect(where([77], 'en')).toEqual([{ do: 'say', text: 'This sentence names source 77, which does not exist.' }]);
    expect(where(undefined, 'zh')).toEqual([{ do: 'say', text: '还没有读过什么。' }]);
  });
});

describe('commands on how it is spoken', () => {
  test('are passed on', () => {
    for (const [heard, what] of [
      ['停', 'stop'],
      ['等一下', 'pause'],
      ['go on', 'resume'],
      ['下一句', 'next'],
      ['go back', 'previous'],
      ['再说一遍', 'repeat'],
    ] as const)
      expect(said(heard, situation([]))).toEqual([{ do: 'control', control: { do: what } }]);
  });

  test('change the rate by 0.15 and the volume by a fifth, within their limits, and say when those are reached', () => {
    const rate = (heard: string, now: number) => said(heard, situation([], { rate: now }))[0];
    expect(rate('慢一点', 1)).toEqual({ do: 'control', control: { do: 'rate', rate: 0.85 } });
    expect(rate('faster', 0.85)).toEqual({ do: 'control', control: { do: 'rate', rate: 1 } });
    expect(rate('慢一点', 0.65)).toEqual({ do: 'control', control: { do: 'rate', rate: 0.6 } });
    expect(rate('慢一点', 0.6)).toEqual({ do: 'say', text: '已经是最慢了。' });
    expect(rate('快一点', 2)).toEqual({ do: 'say', text: '已经是最快了。' });
    const volume = (heard: string, now: number) => said(heard, situation([], { volume: now }))[0];
    expect(volume('小声点', 1)).toEqual({ do: 'control', control: { do: 'volume', volume: 0.8 } });
    expect(volume('小声点', 0.3)).toEqual({ do: 'control', control: { do: 'volume', volume: 0.2 } });
    expect(volume('小声点', 0.2)).toEqual({ do: 'say', text: '已经是最小声了。' });
    expect(volume('louder', 1)).toEqual({ do: 'say', text: '已经是最大声了。' });
  });
});

describe('commands on the answer', () => {
  const list = '有三点：\n1. 甲。[1]\n   补充\n2. 乙。\n3. 丙。\n\n另外：\n- 丁';

  test('ask for it shorter, longer, or a point of it, in its language', () => {
    expect(said('简单点', situation([]))).toEqual([{ do: 'ask', question: '请把刚才的回答缩短成一两句话。' }]);
    expect(said('tell me more', situation([], { lang: 'en' }))[0]).toMatchObject({ do: 'ask' });
    expect(said('展开第三点', situation([], { text: list }))).toEqual([
      { do: 'ask', question: '请展开讲讲刚才回答里的第3点。' },
    ]);
  });

  test('a point that is not there is not asked for; a text without points is', () => {
    expect(pointsIn(list)).toBe(3);
    expect(said('展开第四点', situation([], { text: list }))).toEqual([{ do: 'say', text: '刚才的回答只有3点。' }]);
    expect(said('展开第四点', situation([], { text: '没有列表。' }))[0]).toMatchObject({ do: 'ask' });
  });

  test('without a model nothing is asked', () => {
    for (const heard of ['简单点', 'tell me more', '展开第一点'])
      expect(said(heard, situation([], { hasModel: false }))).toEqual([
        { do: 'say', text: '没有连接模型，只能读页面里的原句。' },
      ]);
  });

  test('an address that is no plain web address is not opened', () => {
    for (const url of ['javascript:alert(1)', 'https://a@b.example/', 'file:///etc/passwd', '']) {
      const source: Source = { number: 1, title: 't', url, site: 's', text: 'x', kind: 'organic' };
      expect(said('打开第一个', situation([source]))).toEqual([{ do: 'say', text: '来源1的网址打不开。' }]);
    }
  });
});

test('every action is done by its verb, in order', () => {
  const done: unknown[] = [];
  const note =
    (name: string) =>
    (...what: unknown[]) =>
      void done.push([name, ...what]);
  const by: Commanded = {
    control: note('control'),
    say: note('say'),
    readSource: note('readSource'),
    openSource: note('openSource'),
    ask: note('ask'),
    newQuestion: note('newQuestion'),
    copy: note('copy'),
    show: note('show'),
    tutor: note('tutor'),
  };
  const heard = ['打开第一个', '复制答案', '显示全文', '换个问题', '考考我', '退出家教', '停', '简单点'];
  for (const one of heard) perform(said(one, situation(google ?? [])), 'zh', by);
  expect(done.map((one) => (one as unknown[])[0])).toEqual([
    'openSource',
    'say',
    'copy',
    'show',
    'newQuestion',
    'tutor',
    'tutor',
    'control',
    'ask',
  ]);
  expect(done[5]).toEqual(['tutor', true]);
  expect(done[6]).toEqual(['tutor', false]);
});
