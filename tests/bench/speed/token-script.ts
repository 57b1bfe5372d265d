/** Stand at the two ends of every scripted answer, each one token; no page and no sentence of ours says them. */
export const firstWord = 'PDHEAD';
export const lastWord = 'PDLAST';

/** A model's answer, word by word. */
export interface TokenScript {
  name: string;
  tokens: string[];
  /** 0: as fast as the socket takes them. */
  perSecond: number;
}

/**
 * An answer of exactly that many tokens, the same one every time: Markdown with headings, lists, code, tables, formulas,
 * Chinese and citations.
 * @param name `TOKENS` or `TOKENS@PER_SECOND`, such as `2000@100`
 */
export function tokenScript(name: string): TokenScript {
  const [, count = '', rate = '0'] = /^(\d+)(?:@(\d+))?$/.exec(name) ?? [];
  if (count === '') throw new Error(`${name} is no stream: TOKENS or TOKENS@PER_SECOND, such as 2000@100.`);
  return { name, tokens: answerOf(Number(count)), perSecond: Number(rate) };
}

/** Pieces such as models send: some letters with the space before them, one or two Chinese characters, a sign. */
export const tokensOf = (text: string): string[] =>
  text.match(/(?<=```)\w+| ?[A-Za-z]{1,6}| ?\d{1,3}|[\u4e00-\u9fff]{1,2}|\n+| +|./gu) ?? [];

function answerOf(count: number): string[] {
  const random = randomFrom(20);
  const last = tokensOf(`\n\n${lastWord}`);
  const tokens = tokensOf(`${firstWord} as it was written.\n\n`);
  for (let number = 1; tokens.length < count; number++) tokens.push(...tokensOf(section(number, random)));
  tokens.length = Math.max(1, count - last.length);
  const isInCode = (tokens.join('').match(/^```/gm) ?? []).length % 2 === 1;
  if (isInCode) tokens[tokens.length - 1] = '\n```';
  return [...tokens, ...last];
}

const english =
  'answer browser cache charge climate column copper delta engine filter forest glacier harbour height island journey ' +
  'kernel lantern ledger market memory metal mountain network orbit panel pattern planet quarter reader record river ' +
  'season server signal source spring station stream summit surface system table thread tower valley vector village ' +
  'water weather window winter';
const words = english.split(' ');
const characters =
  '山高水远春秋冬夏城市道路桥梁历史数据模型网络页面来源核对句子引用答案问题方法结果温度速度高度面积人口年份';

const code = {
  ts: [
    'export function* lines(text: string) {',
    '  let from = 0;',
    '  for (let at = text.indexOf("\\n"); at !== -1; at = text.indexOf("\\n", from)) {',
    '    yield text.slice(from, at); // without its end',
    '    from = at + 1;',
    '  }',
    '}',
  ],
  python: [
    'def moving_mean(values, size=5):',
    '    """Means of all stretches of that size."""',
    '    total = sum(values[:size])',
    '    yield total / size',
    '    for left, right in zip(values, values[size:]):',
    '        total += right - left',
    '        yield total / size',
  ],
};
const formulas = ['$$E = \\frac{1}{2} m v^2$$', '$$\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}$$'];

function section(number: number, random: () => number): string {
  const below = (limit: number) => Math.floor(random() * limit);
  const some = (count: number) => Array.from({ length: count }, () => words[below(words.length)]).join(' ');
  const chinese = (count: number) => Array.from({ length: count }, () => characters[below(characters.length)]).join('');
  const cited = () => `[${1 + below(8)}]`;
  const sentence = () => `The ${some(6 + below(8))}${cited()}.`;
  const language = number % 2 === 0 ? 'ts' : 'python';
  const row = () => `| ${some(2)} | ${below(9000)} | ${some(4)} | ${chinese(5)} |`;
  return [
    `## ${number}. ${some(3)}`,
    `${sentence()} **${some(2)}** and \`${some(1)}_${number}\`. ${sentence()} See [${some(2)}](https://example.org/${number}).`,
    `${chinese(22)}，${chinese(14)}${cited()}。**${chinese(4)}**，${chinese(18)}${cited()}。`,
    Array.from({ length: 4 }, () => `- **${some(1)}**: ${sentence()}`).join('\n'),
    number % 3 === 0
      ? ['| what | how many | about it | 说明 |', '| --- | ---: | --- | --- |', row(), row(), row(), row()].join('\n')
      : `\`\`\`${language}\n${code[language].join('\n')}\n\`\`\``,
    ...(number % 2 === 1
      ? [formulas[number % formulas.length] ?? '', `So $v_${number % 10}^2$ grows. ${sentence()}`]
      : []),
    Array.from({ length: 3 }, (_, at) => `${at + 1}. ${sentence()}`).join('\n'),
    `> ${sentence()}`,
    '',
  ].join('\n\n');
}

/** The same numbers from 0 to 1 for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
