import { describe, expect, test } from 'vitest';
import { plainBlocks } from '../../bench/speed/plain-blocks.ts';
import { firstWord, lastWord, tokenScript, tokensOf } from '../../bench/speed/token-script.ts';

describe('a scripted answer', () => {
  test.each([40, 120, 2000, 8000])('of %i tokens has that many', (count) => {
    expect(tokenScript(String(count)).tokens).toHaveLength(count);
  });

  test('is the same every time, and says its first and last word once, at its ends', () => {
    const text = tokenScript('2000').tokens.join('');
    expect(tokenScript('2000').tokens.join('')).toBe(text);
    expect(text.split(firstWord)).toHaveLength(2);
    expect(text.startsWith(firstWord)).toBe(true);
    expect(text.split(lastWord)).toHaveLength(2);
    expect(text.endsWith(lastWord)).toBe(true);
  });

  test('holds all that Markdown answers hold', () => {
    const text = tokenScript('2000').tokens.join('');
    for (const part of ['\n## ', '\n- **', '\n```ts', '\n| --- |', '$$', '\n> ', '\n1. ', '[3]', '。'])
      expect(text, part).toContain(part);
  });

  test('ends outside of code, wherever it is cut', () => {
    for (let count = 300; count < 700; count += 3) {
      const text = tokenScript(String(count)).tokens.join('');
      expect(text.match(/^```/gm)?.length ?? 0, `${count} tokens`).toSatisfy((fences: number) => fences % 2 === 0);
    }
    expect(plainBlocks(tokenScript('660').tokens.join('')).at(-1)).toBe(`<p>${lastWord}</p>`);
  });

  test('is paced as its name says', () => {
    expect(tokenScript('120@100').perSecond).toBe(100);
    expect(tokenScript('120').perSecond).toBe(0);
    expect(() => tokenScript('many')).toThrow('2000@100');
  });
});

test('tokens put together again are the text', () => {
  const text = '## 标题 1\n\n```ts\nconst a = "b";\n```\n- x  y\t$v^2$ [1]。🐼';
  expect(tokensOf(text).join('')).toBe(text);
});

describe('plain blocks', () => {
  test('are one element a block', () => {
    expect(plainBlocks('# One\n\nTwo **three** `<4>`\n\n- a\n- b')).toEqual([
      '<h1>One</h1>',
      '<p>Two <strong>three</strong> <code>&#60;4&#62;</code></p>',
      '<ul><li><p>a</p></li><li><p>b</p></li></ul>',
    ]);
  });

  test('have tables and code', () => {
    const [table, code] = plainBlocks('| a | b |\n| --- | --- |\n| 1 | 2 |\n\n```ts\nx\n```');
    expect(table).toBe('<table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>');
    expect(code).toBe('<pre><code>x</code></pre>');
  });
});
