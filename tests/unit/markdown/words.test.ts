import { expect, test } from 'vitest';
import { wordsOf } from '../../../lib/markdown/words.ts';

const answer = `## Height

- **Kilimanjaro rises 5,895 m. It is a volcano.** See [the survey](https://example.com/a) [1].
- \`code\` and 3 * 4 \\* 5 &amp; more [2].

| Name | Height |
|---|---|
| *Kibo* | 5,895 |
`;

/** The words of the part of the answer that is written so. */
const words = (part: string) => {
  const start = answer.indexOf(part);
  expect(start).toBeGreaterThanOrEqual(0);
  return wordsOf(answer)(start, start + part.length);
};

test('a sentence within emphasis that began before it, or goes on behind it, has its words alone', () => {
  expect(words('Kilimanjaro rises 5,895 m.')).toBe('Kilimanjaro rises 5,895 m.');
  expect(words('**Kilimanjaro rises 5,895 m.')).toBe('Kilimanjaro rises 5,895 m.');
  expect(words('It is a volcano.**')).toBe('It is a volcano.');
});

test('a link is its words, code is its code, a citation stays', () => {
  expect(words('See [the survey](https://example.com/a) [1].')).toBe('See the survey [1].');
  expect(words('`code` and 3 * 4 \\* 5 &amp; more [2].')).toBe('code and 3 * 4 * 5 & more [2].');
});

test('cells of a row stay apart', () => {
  expect(words('| *Kibo* | 5,895 |')).toBe('Kibo 5,895');
});
