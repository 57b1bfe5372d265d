import { describe, expect, test } from 'vitest';
import { checksOf } from '../../../lib/grounding/checks.ts';
import { excerpts } from '../../../lib/grounding/excerpts.ts';
import { prepare } from '../../../lib/grounding/prepared.ts';
import { isComplete, verify } from '../../../lib/grounding/verify.ts';
import { growth } from '../growth.ts';
import { hostile, page } from './make.ts';

const snippet = (text: string) => prepare({ text, title: '', kind: 'snippet' });
const missingIn = (claim: string, text: string) => verify(claim, snippet(text)).missing;

describe('sources nobody would write', () => {
  test('an empty, blank or wordless source cannot be checked against', () => {
    for (const text of ['', '   \n ', '。'.repeat(5)]) {
      expect(verify('大桥全长1313米。', snippet(text))).toMatchObject({ verdict: 'cannotCheck', why: 'shortSource' });
    }
    expect(verify('大桥全长1313米。', snippet('。！？，'.repeat(20))).verdict).not.toBe('found');
    expect(verify('', snippet('大桥全长1313米，由李明远设计，于2009年建成通车。')).verdict).toBe('cannotCheck');
  });

  test('a claim that is the whole source is found, and nothing is missed', () => {
    for (const [name, text] of Object.entries(hostile)) {
      const source = snippet(text);
      const [first] = source.sentences;
      if (!first) continue;
      expect(isComplete(verify(first.text, source).missing), name).toBe(true);
    }
    const answer = '大桥全长1313米，由李明远设计，2009年建成。';
    const [check] = checksOf(`${answer}[1]`, [{ number: 1, title: '', text: answer }]);
    expect(check).toMatchObject({ verdict: 'found', evidence: [{ source: 1, quote: answer }] });
  });

  test('evidence is the source, letter for letter, whatever the source is', () => {
    for (const [name, text] of Object.entries(hostile)) {
      const source = snippet(`${text} 珠峰高8848米，位于边境。`);
      for (const { start, end, quote } of verify('珠峰高8848米。', source).evidence) {
        expect(source.text.slice(start, end), name).toBe(quote);
      }
    }
  });

  test('halves of letters do no harm, in the claim or in the source', () => {
    const text = '大桥\ud83d全长1313米，由李明远\ude00设计，于2009年建成通车。';
    expect(verify('大桥全长1313米\ud800，由李明远设计。', snippet(text)).missing.numbers).toEqual([]);
  });
});

describe('one thing in several writings', () => {
  test.each([
    [
      'traditional letters',
      '台湾的经济增长率为5%，国内生产总值达1.3亿元。',
      '臺灣的經濟增長率為5%，國內生產總值達一億三千萬元。',
    ],
    [
      'simplified letters',
      '臺灣的經濟增長率為5%，創下歷史新高紀錄。',
      '台湾的经济增长率为5%，创下历史新高纪录，各界关注。',
    ],
    [
      'full-width digits',
      '门票价格为12.5元，比去年高出2元，学生免费。',
      '门票价格为１２．５元，比去年高出２元，学生免费。',
    ],
    [
      'accents',
      'The cafe in Malaga was opened in 1990 by Jose Ruiz.',
      'The café in Málaga was opened in 1990 by José Ruiz.',
    ],
    ['a date', '会议于二〇二〇年三月五日在市政厅的大会议室里举行。', '会议于2020-03-05在市政厅的大会议室里举行。'],
    ['a fraction', '会上共有三分之一的代表没有参加最后的投票表决。', '会上共有33%的代表没有参加最后的投票表决。'],
    [
      'a million',
      'The old harbour had 1.3 million visitors in 2019.',
      'The old harbour had 1,313,851 visitors in 2019.',
    ],
  ])('%s', (_, claim, text) => {
    expect(verify(claim, snippet(text))).toMatchObject({ verdict: 'found', missing: { numbers: [], names: [] } });
  });

  test.each([
    ['a sign of a temperature', '临江市昨夜的气温为5度，是今年最低的。', '临江市昨夜的气温为零下5度，是今年最低的。'],
    ['a decimal', '产量为12.5万吨，比上一年增加了一些，创新高。', '产量为12.6万吨，比上一年增加了一些，创新高。'],
    ['a scale', '产量为12.5亿吨，比上一年增加了一些，创新高。', '产量为12.5万吨，比上一年增加了一些，创新高。'],
    [
      'a scale in English',
      'The company earned 3 billion dollars in that year.',
      'The company earned 3 million dollars in that year.',
    ],
    [
      'a percentage',
      '失业率为5.1%，与上个月相比没有什么明显的变化。',
      '失业率为5.7%，与上个月相比没有什么明显的变化。',
    ],
    ['a day', 'The hall was opened on 6 March 2020 by the mayor.', 'The hall was opened on 2020-03-05 by the mayor.'],
  ])('%s that differs is missed', (_, claim, text) => {
    expect(missingIn(claim, text).numbers).toHaveLength(1);
    expect(isComplete(missingIn(text, text))).toBe(true);
  });

  test.each([
    ['他没有参加2020年在临江市举行的会议，也没有发言。', '他参加了2020年在临江市举行的会议，也没有发言。'],
    ['The council did not approve the new bridge in 2019.', 'The council approved the new bridge in 2019.'],
    ['該公司並未在2019年獲得政府批准，因此停止建設。', '该公司在2019年获得政府批准，因此停止建设。'],
  ])('a denial is told: %s', (claim, text) => expect(missingIn(claim, text).negation).toBe(true));

  // Words alone do not tell who did what to whom: whatever the verdict, nothing is said to be missing from the source.
  test('two names that change places are both in the source', () => {
    const { numbers, names } = missingIn(
      'Alice Brown sold the old house to Robert Green in 1990.',
      'Robert Green sold the old house to Alice Brown in 1990.',
    );
    expect([...numbers, ...names]).toEqual([]);
  });
});

describe('sizes', { timeout: 120_000 }, () => {
  const zh = (sentences: number): string =>
    Array.from(
      { length: sentences },
      (_, n) => `第${n}座大桥全长${n * 7}米，由李明远设计，于${1900 + (n % 120)}年建成。`,
    ).join('');
  const en = (sentences: number): string =>
    Array.from(
      { length: sentences },
      (_, n) => `Bridge ${n} is ${n * 7} metres long and was built in ${1900 + (n % 120)}. `,
    ).join('');

  test('a source of a million letters takes four times as long as a quarter of it', () => {
    for (const [make, sentences, claim] of [
      [zh, 36_000, '第9座大桥全长63米，由李明远设计。'],
      [en, 19_000, 'Bridge 9 is 63 metres long and was built in 1909.'],
    ] as const) {
      const whole = make(sentences);
      expect(whole.length).toBeGreaterThan(1_000_000);
      const work = (text: string) => verify(claim, prepare({ text, title: '' }));
      expect(growth(work, whole.slice(0, whole.length / 4), whole, 9)).toBeLessThan(9);
      expect(work(whole).verdict).toBe('found');
    }
  });

  test('a sentence of 200,000 letters without a stop is checked and quoted, in pieces', () => {
    for (const unit of ['没有标点的一句话说了很多', 'words without any stop ', '一二三四', '《甲']) {
      const work = (text: string) => [
        checksOf(`${text}[1]`, [
          { number: 1, title: text.slice(0, 200), text: '没有标点的一句话，words without any stop at all.' },
        ]),
        excerpts(page('没有标点', [text, text])),
      ];
      const text = unit.repeat(Math.ceil(200_000 / unit.length));
      expect(growth(work, text.slice(0, 50_000), text, 12), unit).toBeLessThan(12);
    }
  });

  test('10,000 citations, of one sentence or each of its own, all come back', () => {
    const sources = [{ number: 1, title: '', text: '大桥全长1313米，由李明远设计，于2009年建成通车。' }];
    const own = '大桥由李明远设计。[1]'.repeat(10_000);
    expect(checksOf(own, sources)).toHaveLength(10_000);
    const [first] = checksOf(`大桥由李明远设计${'[1]'.repeat(10_000)}。`, sources);
    expect(first?.sources).toEqual([1]);
    const different = Array.from({ length: 900 }, (_, n) => `[${n + 1}]`).join('');
    expect(checksOf(`大桥由李明远设计。${different}`, sources)[0]?.badNumbers.length).toBeGreaterThan(0);
  });
});
