import { expect, test } from 'vitest';
import { createBlocks } from '../../../lib/markdown/blocks.ts';
import { endOf } from '../../../lib/markdown/end-of.ts';
import { growth } from '../growth.ts';

const paragraph = 'A paragraph of some words that stand here so that there is enough of them. '.repeat(4).trim();
const long = Array.from({ length: 40 }, (_, index) => `## ${index}. Title\n\n${paragraph}`).join('\n\n');

/** The pieces of a text as they are once all of it has been read, and of its end read by itself. */
function both(text: string, start: number) {
  const nodesOf = (part: string) => {
    const blocks = createBlocks();
    blocks.push(part);
    blocks.end();
    return blocks.blocks.map(({ node }) => node);
  };
  const alone = nodesOf(text.slice(start));
  return { alone, together: nodesOf(text).slice(-alone.length) };
}

test('the end of a long text, read by itself, is what it is in the whole', () => {
  const start = endOf(long);
  expect(start).toBeGreaterThan(long.length - 2_500);
  expect(start).toBeLessThan(long.length - 300);
  const { alone, together } = both(long, start as number);
  expect(alone).toEqual(together);
});

test.each([
  ['code with empty lines', `${long}\n\n\`\`\`ts\n${'const a = 1;\n\n'.repeat(300)}\`\`\``],
  ['code that is still open', `${long}\n\n~~~\n${'line\n\n'.repeat(800)}`],
  ['code that ends with a fence of another length', `${long}\n\n\`\`\`\`\n\`\`\`ts\n${'line\n\n'.repeat(800)}`],
  ['one long line', 'word '.repeat(2_000)],
])('%s has no place to begin', (_, text) => {
  expect(endOf(text)).toBeUndefined();
});

test('behind a code block, and in a list whose items have empty lines between them', () => {
  const code = `${long}\n\n\`\`\`ts\n${'const a = 1;\n\n'.repeat(300)}\`\`\`\n\n${paragraph}\n\n${paragraph}`;
  const start = endOf(code) as number;
  expect(both(code, start).alone).toEqual(both(code, start).together);
  const list = `${long}\n\n${Array.from({ length: 60 }, () => `- ${paragraph}`).join('\n\n')}`;
  expect(list.slice(endOf(list)).startsWith('- A paragraph')).toBe(true);
});

test.each([
  ['line breaks', (length: number) => `${'\n'.repeat(length)}|`],
  ['blanks', (length: number) => ' '.repeat(length)],
  ['quotation marks', (length: number) => '> '.repeat(length / 2)],
  ['fences', (length: number) => '```\n'.repeat(length / 4)],
  ['list marks', (length: number) => '- '.repeat(length / 2)],
])('of %s the end is sought in linear time', (_, make) => {
  expect(growth(endOf, make(30_000), make(300_000), 25)).toBeLessThan(25);
});
