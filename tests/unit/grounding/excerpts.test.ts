import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { excerpts } from '../../../lib/grounding/excerpts.ts';
import { width } from '../../../lib/grounding/segment.ts';
import { growth } from '../growth.ts';
import { hostile, page, source } from './make.ts';

const quotes = (...given: Parameters<typeof page>): string[] => excerpts(page(...given)).map(({ quote }) => quote);

describe('the sentence that answers comes first', () => {
  test.each([
    [
      '珠穆朗玛峰有多高？',
      ['珠穆朗玛峰是旅行者喜爱的地方。很多人想去看看。', '珠穆朗玛峰位于边境。珠穆朗玛峰高8848.86米。'],
      '8848.86',
    ],
    ['甲公司是谁创办的', ['甲公司总部很大。甲公司由王小明于1999年创办。', '甲公司的产品很多。'], '王小明'],
    [
      'When was the old bridge opened?',
      ['The old bridge is popular with visitors.', 'The old bridge was opened on 3 May 1894. It is long.'],
      '1894',
    ],
    [
      '2021年某县粮食产量',
      ['2019年某县粮食产量再创新高，达到61万吨。', '2021年，某县各乡镇的粮食产量一共58万吨。'],
      '58万吨',
    ],
    [
      '某县议会选举有多少个议席',
      ['某县议会选举投票顺利结束，共有三万人投票。', '某县议会的36个议席由居民选举。'],
      '36个议席',
    ],
    [
      'When was the old game released?',
      [
        'The old game was released in May 2012 for one console.',
        'The makers of the old game released it on May 15, 2012.',
      ],
      'May 15',
    ],
    [
      'Who won the spring cup in 2019?',
      [
        'The spring cup in 2019 drew many people to the town.',
        'Ann Lee defeated Mia Roy in the final of the spring cup in 2019.',
      ],
      'Ann Lee',
    ],
    ['为什么天空是蓝色的', ['天空是蓝色的。', '天空呈蓝色是因为大气散射短波长的光。'], '散射'],
  ])('%s', (query, texts, held) => expect(quotes(query, texts)[0]).toContain(held));

  test.each([
    [
      '青石塔有多高',
      ['青石塔是江边的一座古塔，游客很多。', '青石塔始建于1523年。塔身连基座一共六十七米。'],
      '六十七米',
    ],
    [
      'how tall is the corn tower',
      ['The corn tower was opened in 1974 and is tall.', 'The corn tower stands 212 metres above the harbour.'],
      '212 metres',
    ],
    ['青石塔门票多少钱', ['青石塔门票2019年起在网上卖。', '上塔要买票，青石塔门票每位35元。'], '35元'],
    [
      '从甲城到乙城坐火车要多久',
      ['甲城到乙城坐火车在2015年开通。', '坐火车从甲城去乙城大约两个半小时。'],
      '两个半小时',
    ],
    [
      'how long does the ferry to Gull Island take',
      ['The ferry to Gull Island is 80 metres long.', 'The crossing to Gull Island by ferry lasts 45 minutes.'],
      '45 minutes',
    ],
    [
      'how old is the mayor of Marlow',
      ['The mayor of Marlow was elected in May 2021.', 'Marlow has a new mayor, a teacher who is 47 years old.'],
      '47 years old',
    ],
    ['大灰鹅有多重', ['大灰鹅2003年被列为保护动物。', '成年的大灰鹅体重可达四公斤。'], '四公斤'],
    ['白沙湖水温多少度', ['白沙湖水温2020年开始有人记录。', '夏天白沙湖的水温可到24℃。'], '24℃'],
    ['青州县人口', ['青州县人口在2020年有过一次普查。', '青州县人口约48万，多数务农。'], '48万'],
  ])('an amount of the kind asked for precedes a date: %s', (query, texts, held) =>
    expect(quotes(query, texts)[0]).toContain(held),
  );

  test('a question for when wants a date, which the year it says itself is not', () => {
    const texts = ['2024年的灯会由县里举办，灯会的时间很长。', '县里说，灯会2月20日开始。'];
    expect(quotes('2024年灯会什么时候开始举办', texts)[0]).toContain('2月20日');
    const english = [
      'The 2024 lantern fair is held by the town, as in most years.',
      'The lantern fair opens on 20 February.',
    ];
    expect(quotes('when does the 2024 lantern fair start', english)[0]).toContain('February');
  });

  test('what two sources agree on precedes what one says', () => {
    const texts = [
      '某塔高度为300米，很壮观。',
      '某塔高度为321米，一九九〇年建成。',
      '记者获悉，某塔高度为321米，游客很多。',
    ];
    expect(quotes('某塔高度', texts)[0]).toContain('321');
  });

  test('a sentence that only asks the question is not first', () => {
    expect(quotes('某塔有多高', ['某塔有多高？', '某塔高321米，位于市中心。'])[0]).toContain('321');
  });

  test('of two answers that say as much, the one more people agree with is first', () => {
    const sources = [
      source(1, '学编程先学基础语法比较好。', { kind: 'answer', votes: 2 }),
      source(2, '学编程先学脚本语言比较好。', { kind: 'answer', votes: 9000 }),
    ];
    expect(excerpts(page('学编程先学什么', [], { kind: 'question', sources }))[0]?.source).toBe(2);
  });
});

describe('further quotes are about the subject', () => {
  const festival =
    (text: string, title = '') =>
    (n: number) =>
      source(n, text, { title });
  const onPage = (query: string, made: ((n: number) => ReturnType<typeof source>)[]) =>
    excerpts(page(query, [], { sources: made.map((make, index) => make(index + 1)) })).map(({ quote }) => quote);

  test('a sentence that shares only a date and a common word is left out, though quotes are fewer', () => {
    const found = onPage('灯会是哪一天放假几天', [
      festival('灯会：3月6日至8日放假，共3天。泉会：5月1日至7日放假，共7天。'),
      festival('灯会是3月6日，星期五。'),
      festival('灯会源于宋代，是当地最热闹的节日。'),
      festival('今年灯会的花灯由学生制作。'),
      festival('演出门票提前15天开售，3月6日的门票从2月20日起卖。', '出门看演出'),
    ]);
    expect(found[0]).toContain('灯会');
    expect(found.join()).not.toContain('门票');
    expect(found.join()).not.toContain('泉会');
  });

  test('a sentence that goes on about the one before it is quoted without its name', () => {
    const found = onPage('how high is Mount Tarn', [
      festival('Mount Tarn is an old volcano. Its top is 3,120 metres above the sea.'),
      festival('Mount Tarn has many visitors each summer.'),
      festival('The train to the coast takes 40 minutes and is 90 metres long.', 'Trains in summer'),
    ]);
    expect(found[0]).toContain('3,120');
    expect(found.join()).not.toContain('train');
  });
});

describe('a quote', () => {
  test('is the source, letter for letter, whatever the source is', () => {
    for (const [name, text] of Object.entries(hostile)) {
      const one = page('珠峰 高度', [text, `${text}珠峰高度8848米。`]);
      for (const { source: number, quote, start, end } of excerpts(one)) {
        expect(one.sources[number - 1]?.text.slice(start, end), name).toBe(quote);
        expect(quote.trim(), name).not.toBe('');
      }
    }
  }, 20_000);

  test('leaves out the date and the dots the engine puts before a snippet', () => {
    expect(quotes('某塔高度', ['2天前 — 某塔高度为321米。'])).toEqual(['某塔高度为321米。']);
    expect(quotes('tower height', ['Jul 3, 2026 ... The tower height is 321 m.'])[0]).toBe(
      'The tower height is 321 m.',
    );
  });

  test('is never an address alone', () => {
    expect(quotes('灯会 视频', ['https://example.com/lanterns/8848', '灯会很热闹。'])).toEqual(['灯会很热闹。']);
  });

  test('is not said twice', () => {
    const texts = ['某塔高321米，位于市中心广场。', '据报道某塔高321米，位于市中心广场。', '某塔由某市出资建成。'];
    expect(quotes('某塔', texts).filter((quote) => quote.includes('321'))).toHaveLength(1);
  });
});

test('quotes are few and short together', () => {
  const texts = Array.from(
    { length: 10 },
    (_, n) => `第${n}个关于某塔的很长的句子，${'说了许多别的事情，'.repeat(30 + n)}完。`,
  );
  const found = excerpts(page('某塔', texts));
  expect(found.length).toBeLessThanOrEqual(3);
  expect(found.reduce((sum, { quote }) => sum + width(quote), 0)).toBeLessThanOrEqual(800);
});

test('nothing to quote gives nothing', () => {
  expect(quotes('某塔有多高', [])).toEqual([]);
  expect(quotes('某塔有多高', ['', '。。。', '!'])).toEqual([]);
});

test('a question that is not on the page, or is empty, still gives the closest sentences', () => {
  expect(quotes('量子纠缠', ['某塔高321米，很壮观。'])).toHaveLength(1);
  expect(quotes('', ['某塔高321米，很壮观。'])).toHaveLength(1);
});

test('the same page gives the same quotes', () => {
  const texts = ['某塔高321米，很壮观。某塔很高。', '某塔建于1990年。'];
  expect(excerpts(page('某塔', texts))).toEqual(excerpts(page('某塔', texts)));
});

test('ten times the text takes about ten times as long', () => {
  const text = (sentences: number): string =>
    Array.from({ length: sentences }, (_, n) => `第${n}句说的是某塔${n * 7}米的事。`).join('');
  const work = (size: number): unknown => excerpts(page('某塔有多高', [text(size), text(size + 1)]));
  expect(growth(work, 300, 3000, 50)).toBeLessThan(50);
}, 20_000);

const material = join(
  process.env.PANGDA_MATERIAL ?? join(import.meta.dirname, '../../../../shared'),
  'data/cmrc2018_a.jsonl',
);

test.skipIf(!existsSync(material))(
  'three quotes of an encyclopedia passage hold the answer nine times in ten (data apart)',
  () => {
    const rows = readFileSync(material, 'utf8')
      .split('\n')
      .filter(Boolean)
      .slice(0, 100)
      .map((line) => JSON.parse(line));
    const held = rows.map(({ context, qas: [qa] }) => {
      const text = quotes(qa.q, [context]).join('\n');
      return qa.a.some((answer: string) => text.includes(answer));
    });
    expect(held.filter(Boolean).length / held.length).toBeGreaterThan(0.88);
  },
);
