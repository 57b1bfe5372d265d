import { describe, expect, test } from 'vitest';
import { readFormula } from '../../../lib/typeset/read-formula.ts';
import type { MathElement, MathPiece } from '../../../lib/typeset/typesetting.ts';

const textOf = (piece: MathPiece): string => (typeof piece === 'string' ? piece : piece.children.map(textOf).join(''));
const elementsOf = (piece: MathPiece): MathElement[] =>
  typeof piece === 'string' ? [] : [piece, ...piece.children.flatMap(elementsOf)];
const typesOf = (tex: string) => elementsOf(readFormula(tex, true) ?? 'none').map(({ type }) => type);

describe('a formula', () => {
  test.each([
    ['x^2', 'msup'],
    ['\\frac{a}{b}', 'mfrac'],
    ['\\sqrt[3]{x}', 'mroot'],
    ['\\sum_{i=1}^n i', 'munderover'],
    ['\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}', 'mtable'],
    ['\\begin{aligned}a&=b\\\\c&=d\\end{aligned}', 'mtr'],
    ['\\begin{cases}1&x>0\\\\0&x\\le 0\\end{cases}', 'mtd'],
    ['\\ce{H2O}', 'msub'],
    ['\\cancel{x}', 'menclose'],
    ['V_{\\text{总}}', 'mtext'],
    ['\\begin{equation}a=b\\end{equation}', 'mtable'],
  ])('%s is MathML', (tex, type) => {
    expect(typesOf(tex)[0]).toBe('math');
    expect(typesOf(tex)).toContain(type);
  });

  test('keeps its text, Chinese too', () => {
    expect(textOf(readFormula('\\text{速度} = \\frac{s}{t}', false) ?? '')).toBe('速度=st');
  });

  test.each(['\\frac{a', '\\nothing', 'a & b', '\\left( x', 'x'.repeat(5_000)])(
    'that cannot be read is nothing: %.20s',
    (tex) => {
      expect(readFormula(tex, true)).toBeUndefined();
    },
  );

  test.each([
    '\\href{javascript:alert(1)}{x}',
    '\\url{https://x.example}',
    '\\includegraphics{https://x.example/a.png}',
    '\\style{position:fixed}{x}',
    '\\class{pd-verdict}{x}',
    '\\id{a}{x}',
    '\\data{a=b}{x}',
    '\\label{a} x \\ref{a}',
    '\\color{white} x',
    '\\colorbox{red}{x}',
    '\\fcolorbox{red}{red}{x}',
    '\\rule{90em}{90em}',
    '\\raisebox{-500em}{x}',
    '\\hspace{-900em} x',
    '\\kern-900em x',
    '\\boxed{x}\\tag{1}',
    '\\text{<script>alert(1)</script>}',
  ])('%s links, loads, names and covers nothing', (tex) => {
    for (const { type, attributes, style } of elementsOf(readFormula(tex, true) ?? '')) {
      expect(type).toMatch(/^m[a-z]+$|^none$/);
      const written = JSON.stringify({ attributes, style });
      expect(written).not.toMatch(/href|url|src|\bid"|position|colou?r|background|script>|pd-|\d{3,}(?:em|pt|px)/i);
    }
  });

  test('a macro that grows without end is given up', () => {
    expect(readFormula('\\def\\a{\\a\\a}\\a', true)).toBeUndefined();
    expect(elementsOf(readFormula('{'.repeat(1_500) + '}'.repeat(1_500), true) ?? '').length).toBeLessThan(50);
    expect(readFormula('\\sqrt{'.repeat(600) + '}'.repeat(600), true)).toBeUndefined();
  });
});
