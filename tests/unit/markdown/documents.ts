/** Made-up answers for tests and measurements: the same seed gives the same text. */

/** A small seeded generator of numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const WORDS =
  '答案 来源 熊猫 竹子 每天 大约 吃掉 公斤 研究 表明 生活 在 四川 的 山区 保护 数量 增长 到 只 2023年 1,864 panda bamboo the answer page source model about kilograms per day'.split(
    ' ',
  );

type Random = () => number;
const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T; // never empty
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

function words(random: Random, count: number): string {
  let text = '';
  for (let index = 0; index < count; index++) {
    const word = pick(random, WORDS);
    if (/\w$/.test(text) && /^\w/.test(word)) text += ' ';
    text += word;
  }
  return text;
}

function inline(random: Random): string {
  const some = () => words(random, 1 + Math.floor(random() * 4));
  return pick<() => string>(random, [
    () => `**${some()}**`,
    () => `**${some()}：**${some()}`,
    () => `*${some()}*`,
    () => `\`code_${some()}\``,
    () => `[${some()}](https://example.com/${Math.floor(random() * 9)})`,
    () => `[${1 + Math.floor(random() * 5)}]`,
    () => `~~${some()}~~`,
    () => 'https://example.com/path',
    () => `5 * 3 = 15 snake_case_name`,
    () => `&amp; \\* <b>粗</b>`,
    () => `***${some()}***`,
  ])();
}

export function sentence(random: Random): string {
  let text = words(random, 4 + Math.floor(random() * 10));
  const parts = Math.floor(random() * 3);
  for (let index = 0; index < parts; index++) text += ` ${inline(random)}，${words(random, 3)}`;
  return `${text}${pick(random, ['。', '。[1]', '！', '. ', '。[2][3] ', '；'])}`;
}

export const paragraph = (random: Random, sentences: number): string =>
  times(sentences, () => sentence(random) + (random() < 0.15 ? '\n' : '')).join('');

export function list(random: Random, items: number, depth = 0): string {
  const ordered = random() < 0.4;
  const loose = random() < 0.3;
  const task = random() < 0.15;
  const start = ordered ? 1 + Math.floor(random() * 3) : 0;
  return times(items, (index) => {
    const marker = ordered ? `${start + index}. ` : '- ';
    const indent = ' '.repeat(marker.length);
    let text = `${marker}${task ? pick(random, ['[ ] ', '[x] ']) : ''}${sentence(random).trim()}\n`;
    if (depth < 3 && random() < 0.2) text += indented(list(random, 1 + Math.floor(random() * 4), depth + 1), indent);
    if (random() < 0.1) text += `\n${indented(`${paragraph(random, 2)}\n`, indent)}`;
    if (random() < 0.08) text += `\n${indented(code(random, 3), indent)}`;
    return text + (loose ? '\n' : '');
  }).join('');
}

const indented = (text: string, indent: string): string => text.replace(/^(?=.)/gm, indent);

export const code = (random: Random, lines: number): string =>
  `\`\`\`${pick(random, ['js', 'python', '', 'c++ title'])}\n${times(
    lines,
    () =>
      `${pick(random, [
        'const panda = 1; // 熊猫',
        '',
        '  if (x > 3) { return `y`; }',
        '- not a list',
        '| no | table |',
        '**x',
      ])}\n`,
  ).join('')}\`\`\`\n`;

export function table(random: Random, rows: number): string {
  const columns = 2 + Math.floor(random() * 3);
  const row = () => `| ${times(columns, () => (random() < 0.3 ? inline(random) : words(random, 2))).join(' | ')} |\n`;
  return `${row()}|${times(columns, () => pick(random, [' --- |', ':--|', ' --: |', ':-:|'])).join('')}\n${times(rows, row).join('')}`;
}

export const quote = (random: Random, lines: number): string =>
  `${times(lines, () => `> ${pick(random, [sentence(random), `- ${sentence(random)}`, ''])}`).join('\n')}\n`;

/** An answer as models write them, of about `length` characters. */
export function answerText(random: Random, length: number): string {
  let text = '';
  while (text.length < length) {
    const piece = pick<() => string>(random, [
      () => `${'#'.repeat(1 + Math.floor(random() * 4))} ${words(random, 4)}\n`,
      () => `${paragraph(random, 1 + Math.floor(random() * 4)).trim()}\n`,
      () => `${paragraph(random, 1 + Math.floor(random() * 4)).trim()}\n`,
      () => list(random, 2 + Math.floor(random() * 6)),
      () => code(random, 2 + Math.floor(random() * 12)),
      () => table(random, 1 + Math.floor(random() * 6)),
      () => quote(random, 1 + Math.floor(random() * 4)),
      () => '---\n',
    ])();
    text += `${piece}\n`;
  }
  return text;
}

/** Answers that are one huge thing. */
export const huge: Record<string, (random: Random, length: number) => string> = {
  list: (random, length) =>
    times(Math.ceil(length / 30), () => `- ${sentence(random).trim()}`)
      .join('\n')
      .slice(0, length),
  looseOrderedList: (random, length) =>
    times(Math.ceil(length / 30), (index) => `${index + 1}. ${sentence(random).trim()}\n`)
      .join('\n')
      .slice(0, length),
  nestedList: (random, length) =>
    `- ${sentence(random).trim()}\n${times(Math.ceil(length / 30), () => `  1. ${sentence(random).trim()}\n     - ${words(random, 3)}`).join('\n')}`.slice(
      0,
      length,
    ),
  code: (random, length) => code(random, Math.ceil(length / 12)).slice(0, length),
  codeInItem: (random, length) =>
    `1. ${words(random, 4)}\n\n${indented(code(random, Math.ceil(length / 12)), '   ')}`.slice(0, length),
  table: (random, length) => table(random, Math.ceil(length / 20)).slice(0, length),
  paragraph: (random, length) => paragraph(random, Math.ceil(length / 20)).slice(0, length),
  quote: (random, length) => quote(random, Math.ceil(length / 15)).slice(0, length),
};
