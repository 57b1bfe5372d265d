import { expect, test } from 'vitest';
import { sanitise } from '../../../lib/grounding/sanitize.ts';
import { randomFrom } from './make.ts';

/** Whatever some rule changes, on its own or beside another, and what none does. */
const pieces = [
  ...Array.from(' \n\t\r\v\f\u0085\u2028\u00a0\u3000<>|｜[]［］【】│┃❘⎮▏`~S1，。是a（\u200b\u00adＡ１ﬁⒶ½²①'),
  ...[
    '  ',
    '\n\n',
    '```',
    '~~~',
    '[INST]',
    '<<SYS>>',
    '[1]',
    '【来源3】',
    '\u{e0041}',
    '\u{1d400}',
    '🄰',
    '\ud800',
    'S12|',
  ],
  ...['<think>', '</s>', '<|', '|>', '<｜', 'b。', '是的，'],
];

test('a text is cleaned the same whether or not something else in it is to be cleaned', () => {
  const random = randomFrom(7);
  const below = (limit: number): number => Math.floor(random() * limit);
  let cleaned = 0;
  for (let round = 0; round < 40_000; round++) {
    const text = Array.from({ length: 1 + below(8) }, () => pieces[below(pieces.length)]).join('');
    const alone = sanitise(text);
    if (alone !== text) cleaned++;
    // A sign that no rule changes there, and that has all of them looked at.
    if (alone !== '') expect(sanitise(`${text}\n<`), JSON.stringify(text)).toBe(`${alone}\n<`);
  }
  expect(cleaned).toBeGreaterThan(20_000);
});

test.each([
  ['\tone\ttwo', 'one two'],
  ['one  two', 'one two'],
  ['one\u3000two', 'one two'],
  ['one \ntwo', 'one\ntwo'],
  ['one\n\ntwo', 'one\ntwo'],
  ['one\r\ntwo', 'one\ntwo'],
  ['o\u200bne', 'one'],
  ['Ｏne', 'One'],
  ['one ▏two', 'one |two'],
  ['one ~~~two', 'one two'],
  ['one ```two', 'one two'],
  ['one 【1】', 'one (1)'],
  ['S1 ｜ one', 'S1: one'],
])('%j is cleaned, though nothing else in it has to be', (text, cleaned) => {
  expect(sanitise(text)).toBe(cleaned);
});
