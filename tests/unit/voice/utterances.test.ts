import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Utterance } from '../../../lib/voice/speakable/utterance.ts';
import { createUtterances } from '../../../lib/voice/speakable/utterances.ts';
import { root } from '../../tools/processes.mjs';
import { growth } from '../growth.ts';
import { random } from './make.ts';

interface Row {
  fact: string;
  markdown: string;
  spoken: string[];
  cites?: number[];
}

const rows: Row[] = JSON.parse(readFileSync(join(root, 'tests/fixtures/voice/speakable.json'), 'utf8'));
const material = join(process.env.PANGDA_MATERIAL ?? join(root, '../shared'), 'data/speakable-rows.json');

const spoken = (markdown: string): Utterance[] => {
  const reader = createUtterances();
  return [...reader.push(markdown), ...reader.end()];
};
const words = (markdown: string): string[] => spoken(markdown).map(({ text }) => text);

describe('what is spoken', () => {
  test.each(rows)('$fact', ({ markdown, spoken: wanted, cites = [] }) => {
    const found = spoken(markdown);
    expect(found.map(({ text }) => text)).toEqual(wanted);
    expect(found.flatMap((one) => one.cites)).toEqual(cites);
  });

  test.skipIf(!existsSync(material))('every row of the table of speakable text', () => {
    const table: { id: string; md: string; out: string; cites: number[] }[] = JSON.parse(
      readFileSync(material, 'utf8'),
    );
    const wrong = table.filter(({ md, out }) => words(md).join(' ') !== out);
    expect(wrong.map(({ id }) => id)).toEqual([]);
    expect(table.filter(({ md, cites }) => `${spoken(md).flatMap((one) => one.cites)}` !== `${cites}`)).toEqual([]);
  });

  test('what is highlighted is the sentence as written', () => {
    const markdown = '**水**是[液体](https://a.example)[1]。\n- 冰是固体[2]';
    expect(spoken(markdown).map(({ start, end }) => markdown.slice(start, end))).toEqual([
      '**水**是[液体](https://a.example)[1]。',
      '冰是固体',
    ]);
  });

  test('pauses are longer after a block than after a sentence, and none is inside one', () => {
    const pauses = spoken('根据现有的研究资料来看，水好喝。茶也好喝。\n完了。').map(({ pauseAfterMs }) => pauseAfterMs);
    expect(pauses).toEqual([0, 120, 250, 250]);
  });

  test('each utterance has its language', () => {
    const langs = spoken('用 React 写前端。\n\nThis is an English sentence.\n\n- Vue\n- 安装 npm').map(
      ({ lang }) => lang,
    );
    expect(langs).toEqual(['zh', 'en', 'en', 'zh']);
  });
});

describe('numbers', () => {
  const next = random(5);
  const digits = () => String(1 + Math.floor(next() * 9_998));
  const frames = [
    '共#人。',
    '约#-#元，',
    '从#到#，',
    '¥#/斤 ',
    '$#.#B in ',
    '(#) ',
    '#%~#% ',
    '#℃，',
    '#年#月 ',
    '≥#GB、',
    '**#**km/h ',
    '#×#=',
    '第#条[1]；',
    '#/#，',
    '+#分 ',
    '-#。',
    '# mg/dL ',
  ];
  test('none is lost and none grows together with another', () => {
    for (let run = 0; run < 1_000; run++) {
      const written = Array.from({ length: 5 }, () =>
        (frames[Math.floor(next() * frames.length)] ?? '').replace(/#/g, digits),
      ).join('');
      const wanted = (written.replace(/\[1\]/g, '').match(/\d+/g) ?? []).sort();
      const said = (words(written).join(' ').match(/\d+/g) ?? []).sort();
      expect(said, written).toEqual(wanted);
    }
  });
});

const sample = rows.map(({ markdown }) => markdown).join('\n\n');
const pieces = [
  '**',
  '`',
  '[1]',
  '[',
  '](',
  ')',
  '$',
  '\\',
  '\n',
  '\n\n',
  '| a | b |\n',
  '|-|-|\n',
  '```',
  '~~',
  '<br>',
  '<',
  '>',
  '。',
  '. ',
  'U.S. ',
  '3-5',
  '１',
  '中文',
  'word ',
  '1. ',
  '- ',
  '“',
  '”',
  '"',
  'https://a.example/b',
  '（',
  '）',
  '😀',
  '\\(',
  '\\)',
  '&amp;',
  '<think>',
  ',',
  '，',
  '：',
  '！',
  '#',
  '$5',
  '%',
  '\ue000',
];

describe('however the text comes', () => {
  test('the utterances are the same in 5,000 splits', () => {
    const next = random(42);
    for (let run = 0; run < 5_000; run++) {
      const length = 1 + Math.floor(next() * 60);
      const isMade = run % 2 === 0;
      const from = Math.floor(next() * sample.length);
      const text = isMade
        ? Array.from({ length }, () => pieces[Math.floor(next() * pieces.length)]).join('')
        : sample.slice(from, from + 8 * length);
      const reader = createUtterances();
      const found: Utterance[] = [];
      const size = run % 7 === 0 ? 1 : 1 + Math.floor(next() * 20);
      for (let at = 0; at < text.length; ) {
        at = Math.min(text.length, at + 1 + Math.floor(next() * size));
        found.push(...reader.push(text.slice(0, at)));
      }
      found.push(...reader.end());
      expect(found, JSON.stringify(text)).toEqual(spoken(text));
      let last = 0;
      for (const { start, end } of found) {
        expect(start, JSON.stringify(text)).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }
  }, 60_000);

  test('no mark is spoken, whatever the text', { timeout: 60_000 }, () => {
    const next = random(9);
    for (let run = 0; run < (process.env.PANGDA_LONG ? 2_000 : 600); run++) {
      const text = Array.from({ length: 30 }, () => pieces[Math.floor(next() * pieces.length)]).join('');
      for (const said of words(text))
        expect(said, JSON.stringify(text)).not.toMatch(
          /[*_`~|\\<>[\]{}\ue000-\uf8ff]|https?:|\p{Extended_Pictographic}(?<![\d#])/u,
        );
    }
  });

  test.each([
    ['光合作用是绿色植物利用叶绿素等光合色素在可见光的照射下将二氧化碳和水转化为有机物并释放出氧气的生化过程。', 35],
    ['**北京**是中华人民共和国的首都，也是全国的政治中心、文化中心。', 35],
    [
      'The Great Wall of China is a series of fortifications that were built across the historical northern borders of ancient Chinese states.',
      112,
    ],
  ])('the first words come within half a second at fifty tokens a second: %s', (text, letters) => {
    const reader = createUtterances();
    let at = 0;
    while (at < text.length && reader.push(text.slice(0, at)).length === 0) at++;
    expect(at).toBeLessThanOrEqual(letters);
  });

  test('no utterance is longer than a voice can hold', () => {
    for (const text of [
      '很长的句子没有标点'.repeat(200),
      'word '.repeat(500),
      '甲，乙、'.repeat(200),
      'a'.repeat(3_000),
    ]) {
      for (const said of words(text)) expect(said.replace(/[\u3000-\u9fff]/g, 'xx').length).toBeLessThanOrEqual(240);
    }
  });
});

describe('hostile texts are read in linear time', () => {
  const hostile = [
    '[',
    '(',
    '$a ',
    '`a``',
    '<b ',
    'http',
    '*',
    '>',
    '- ',
    '.',
    '\\(',
    '~~a ',
    '&a',
    '|a',
    '1-',
    '啊',
    '"a. ',
    'U.S. ',
    '[a](',
    '![a](b',
    '\ue000',
    'a/',
    '=1',
    '[a]((',
  ];
  const longest = 24_000;
  test.each(hostile)('%j again and again', { timeout: 60_000 }, (piece) => {
    const text = (length: number) => piece.repeat(Math.ceil(length / piece.length));
    // Eight times the text; the square would be sixty-four.
    expect(growth(spoken, text(longest / 8), text(longest), 24)).toBeLessThan(24);
  });
});
