import { languages } from 'sugar-high/lang';
import { describe, expect, test } from 'vitest';
import { colourCode } from '../../../lib/typeset/colour-code.ts';
import { isKnownLanguage } from '../../../lib/typeset/languages.ts';

const kindOf = (code: string, language: string, word: string) =>
  colourCode(code, language)?.find(({ text }) => text.trim() === word)?.kind;

describe('coloured code', () => {
  test.each([
    ['python', '# note\ndef f(x):\n    return "a"\n', { '# note': 'comment', def: 'keyword', '"a"': 'string' }],
    ['ts', 'const a: string = `b`; // c\n', { const: 'keyword', '// c': 'comment' }],
    ['SQL', "SELECT a FROM b WHERE c = 'd' -- e", { SELECT: 'keyword', "'d'": 'string', '-- e': 'comment' }],
    ['bash', 'if true; then echo "a"; fi # b', { if: 'keyword', '# b': 'comment' }],
    ['java', 'public class A { int b = 1; }', { 'public class': 'keyword', int: 'name' }],
  ])('%s', (language, code, kinds) => {
    for (const [word, kind] of Object.entries(kinds)) expect(kindOf(code, language, word), word).toBe(kind);
  });

  test('is the code, to the letter, in every language', () => {
    const code = 'a\r\n\t"b \\" c\'d`e\n<!-- x --> /* y */ # z // 中文 😀 {f} <a href="g">h</a>\n\n  --end';
    for (const { id, aliases } of languages) {
      for (const name of [id, ...aliases]) {
        const pieces = colourCode(code, name);
        if (id !== 'plaintext') expect(pieces?.map(({ text }) => text).join(''), name).toBe(code);
      }
    }
  });

  test('of a language that is not known, or too long, stays plain', () => {
    expect(colourCode('a', 'klingon')).toBeUndefined();
    expect(colourCode('a', '')).toBeUndefined();
    expect(colourCode('a', '__proto__')).toBeUndefined();
    expect(colourCode('a\n'.repeat(20_000), 'js')).toBeUndefined();
  });

  test('what is known without fetching it is what is known', () => {
    const names = languages.flatMap(({ id, extension, aliases }) => [id, extension, ...aliases]);
    const plain = ['plaintext', 'txt', 'text', 'plain'];
    expect(names.filter((name) => isKnownLanguage(name) === plain.includes(name))).toEqual([]);
  });
});
