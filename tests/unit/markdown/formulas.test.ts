import type { Nodes } from 'mdast';
import { describe, expect, test } from 'vitest';
import { createBlocks } from '../../../lib/markdown/blocks.ts';
import type { FormulaNode } from '../../../lib/markdown/formula-syntax.ts';
import { formulasIn } from '../../../lib/markdown/formulas.ts';
import { readWhole } from '../../../lib/markdown/parse.ts';
import { growth } from '../growth.ts';

const formulasOf = (nodes: readonly Nodes[]): FormulaNode[] =>
  nodes.flatMap((node) =>
    node.type === 'formula' ? [node] : 'children' in node ? formulasOf(node.children as Nodes[]) : [],
  );
const texOf = (text: string) => formulasOf(readWhole(text)).map(({ tex, display }) => (display ? `[${tex}]` : tex));

describe('formulas of an answer', () => {
  test.each<[string, string[]]>([
    ['Energy is $E = mc^2$ and \\(a_1 + b\\).', ['E = mc^2', 'a_1 + b']],
    ['It costs $5 and $6 for $n \\ge 1$: fine', ['n \\ge 1']],
    ['设$x$为$n$的倍数，第 $n$th', ['x', 'n', 'n']],
    ['因此\n$$\na\n= b\n- c\n$$\n所以', ['[a\n= b\n- c]']],
    [
      '\\[\n\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}\n\\]',
      ['[\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}]'],
    ],
    ['Inline $$x^2$$ is displayed.', ['[x^2]']],
    ['- one\n  $$\n  a\n  + b\n  $$\n- two $c_d$', ['[a\n+ b]', 'c_d']],
    ['> 引用 $V_{总}$\n> \\[ a\n> < b \\]', ['V_{总}', '[a\n< b]']],
    ['| a | b |\n|---|---|\n| $x^2$ | $y$ |', ['x^2', 'y']],
    ['# About $\\pi$', ['\\pi']],
    ['**$a*b*c$**', ['a*b*c']],
  ])('%j', (text, tex) => {
    expect(texOf(text)).toEqual(tex);
  });

  test.each([
    'It costs $5 and $6.',
    'From $5-$6, or $5/$6, or US$5 and US$6.',
    'Between $20 and 30$ per day.',
    '价格从$5到10$不等，约$30，后来是$40。',
    '$5 per day, or 35$ a week',
    '`$x^2$` and `a$b`, $HOME and $PATH, $PATH:$HOME',
    '```sh\necho $a $b\n```\n',
    '~~~\n$x$\n~~~',
    'Not \\$x\\$ and not \\\\(x\\\\).',
    'See \\[1\\], \\[2, 3\\] and \\[note\\].',
    '$$ and nothing more',
    '$$\na\n\nb\n$$',
    '$a **b** c_d$',
    'An open $x^2 at the end',
    'a$b$c',
  ])('none: %j', (text) => {
    expect(texOf(text)).toEqual([]);
  });

  test('a line that Markdown would read otherwise is part of a formula, and what follows is read as ever', () => {
    const [first, second, third] = readWhole('甲\n\\[\n# a\n\\]\n- x\n');
    expect([first?.type, second?.type, third?.type]).toEqual(['paragraph', 'formula', 'list']);
  });

  test('a formula knows how it was written', () => {
    expect(formulasOf(readWhole('x \\(a\\) y'))[0]).toEqual({
      type: 'formula',
      value: '\\(a\\)',
      tex: 'a',
      display: false,
      open: false,
    });
  });

  test('a long text of dollars is read in linear time', () => {
    const read = (times: number): void => {
      for (const text of ['$', '$a ', '\\[', '`$']) formulasIn(text.repeat(times));
    };
    expect(growth(read, 5_000, 20_000, 9)).toBeLessThan(9); // the square would be 16
  });
});

describe('a formula that is being written', () => {
  const text =
    '由此得 $E_0 = m*c^2$ 以及\n\n$$\n\\begin{aligned}\na &= b \\\\\n- c &= *d*\n\\end{aligned}\n$$\n\n其中 \\(x_1\\) 与 *强调*。';

  test('is shown as it is written, and changes once, when it is whole', () => {
    const blocks = createBlocks();
    let seen = '';
    for (const character of text) {
      blocks.push(character);
      const open = formulasOf(blocks.blocks.map(({ node }) => node)).filter((one) => one.open);
      const emphasised = JSON.stringify(blocks.blocks).match(/"emphasis"/g)?.length ?? 0;
      if (open.length > 0) {
        const [{ value } = { value: '' }] = open;
        expect(text).toContain(value);
        expect(emphasised).toBe(0);
        // It grows, or another one has begun.
        expect(value.startsWith(seen) || seen.startsWith(value) || value.length < seen.length).toBe(true);
        seen = value;
      }
    }
    blocks.end();
    expect(blocks.blocks.map(({ node }) => node)).toEqual(readWhole(text));
  });

  test.each([3, 7, 40])('in pieces of %i it reads as the whole text', (length) => {
    const long = Array.from(
      { length: 25 },
      (_, at) => `${text}\n\n段落 ${at} 花了 $5，${'很长的话。'.repeat(at * 4)}`,
    ).join('\n\n');
    const blocks = createBlocks();
    for (let at = 0; at < long.length; at += length) blocks.push(long.slice(at, at + length));
    blocks.end();
    expect(formulasOf(blocks.blocks.map(({ node }) => node))).toEqual(formulasOf(readWhole(long)));
  });

  test('a price is no formula that waits for its end', () => {
    const blocks = createBlocks();
    blocks.push('It costs $5 and **that is');
    expect(JSON.stringify(blocks.blocks)).toContain('strong');
  });
});
