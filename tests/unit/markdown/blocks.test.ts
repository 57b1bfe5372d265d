import type { Nodes } from 'mdast';
import { describe, expect, test, vi } from 'vitest';
import { createBlocks } from '../../../lib/markdown/blocks.ts';
import { readWhole } from '../../../lib/markdown/parse.ts';
import { answerText, huge, seeded } from './documents.ts';

// Long texts, and a machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

/** The same nodes with neighbouring texts as one: where a text was cut is not to be seen. */
function seen(node: Nodes): Nodes {
  if (!('children' in node)) return node;
  const children: Nodes[] = [];
  for (const child of (node.children as Nodes[]).map(seen)) {
    const last = children.at(-1);
    if (child.type === 'text' && last?.type === 'text')
      children[children.length - 1] = { ...last, value: last.value + child.value };
    else children.push(child);
  }
  return { ...node, children } as Nodes;
}

/** Reads a text in pieces cut anywhere. */
function inPieces(text: string, random: () => number, longest: number) {
  const blocks = createBlocks();
  for (let at = 0; at < text.length; ) {
    const length = 1 + Math.floor(random() * random() * longest);
    blocks.push(text.slice(at, at + length));
    at += length;
  }
  blocks.end();
  return blocks;
}

describe('text that comes in pieces reads as the whole text', () => {
  const kinds = { answer: answerText, ...huge };
  for (const [kind, make] of Object.entries(kinds)) {
    test(`${kind}, cut anywhere`, () => {
      for (let seed = 1; seed <= 2; seed++) {
        const random = seeded(seed * 31);
        const text = make(random, 3_000);
        const pieces = inPieces(text, random, seed === 1 ? 30 : 400).blocks.map(({ node }) => seen(node));
        expect(pieces).toEqual(readWhole(text).map(seen));
      }
    });
  }

  test.each([
    'foo\n#bar',
    'foo\n-\n- x',
    'a\n***b***\n',
    '- a\n\n  b\n\n- c\n',
    '[a]: https://x.example\n"title\nmore"\n\n[a]\n',
    '[foo]: /url\nbar\n===\n[foo]\n',
    '> a\nb\n\nc',
    '``` js\n`` `\n```\nx',
    '| a | b |\n|---|---|\n| 1 | 2 |\n\nend',
    '1. a\n   - b\n\n     c\n2. d\n',
  ])('%j, a character at a time', (text) => {
    expect(inPieces(text, () => 0, 1).blocks.map(({ node }) => seen(node))).toEqual(readWhole(text).map(seen));
  });
});

describe('a growing answer', () => {
  test('keeps each finished block as the same object', () => {
    const text = answerText(seeded(5), 6_000);
    const blocks = createBlocks();
    const known = new Map<number, object>();
    for (let at = 0; at < text.length; at += 37) {
      blocks.push(text.slice(at, at + 37));
      for (const block of blocks.blocks) {
        const before = known.get(block.id);
        if (before) expect(block).toBe(before);
        if (!block.open) known.set(block.id, block);
      }
    }
    expect(known.size).toBeGreaterThan(10);
  });

  test.each(['words', '# head', '| a |\n|---|\n| b |', '---'])(
    'is finished with %j when a blank line has come',
    (text) => {
      const blocks = createBlocks();
      blocks.push(`${text}\n`);
      expect(blocks.blocks.map(({ open }) => open)).toEqual([true]);
      blocks.push('\n');
      const [before] = blocks.blocks;
      expect(before?.open).toBe(false);
      blocks.push('    code\n\nend');
      expect(blocks.blocks.map(({ node }) => node.type).slice(1)).toEqual(['code', 'paragraph']);
      expect(blocks.blocks[0]).toBe(before);
    },
  );

  test.each(['- item', '> said', '```\nx', '    code'])('is not finished with %j, which may go on', (text) => {
    const blocks = createBlocks();
    blocks.push(`${text}\n\n`);
    expect(blocks.blocks.map(({ open }) => open)).toEqual([true]);
  });

  test.each(['-'.repeat(3_000), `| ${'head '.repeat(600)}| b |\n`, ' '.repeat(3_000), `[${'1, '.repeat(1_000)}`])(
    'has each word once when a long line that means nothing yet follows a blank one (%#)',
    (line) => {
      const blocks = createBlocks();
      blocks.push(`First paragraph.\n\n${line}`);
      expect(blocks.blocks.filter(({ node }) => JSON.stringify(node).includes('First'))).toHaveLength(1);
      blocks.push('\n\nend');
      blocks.end();
      const words = (nodes: readonly Nodes[]) => JSON.stringify(nodes).match(/First|head|1,|end/g);
      expect(words(blocks.blocks.map(({ node }) => node))).toEqual(words(readWhole(blocks.text)));
      const dashes = JSON.stringify(blocks.blocks.map(({ node }) => node)).match(/-+(?=")/)?.[0].length ?? 0;
      expect([0, 3_000]).toContain(dashes);
    },
  );

  test('keeps the finished items of one huge list as the same objects', () => {
    const text = huge.list?.(seeded(5), 8_000) ?? '';
    const blocks = createBlocks();
    blocks.push(text.slice(0, 6_000));
    const before = blocks.blocks[0]?.node;
    blocks.push(text.slice(6_000));
    const after = blocks.blocks[0]?.node;
    if (before?.type !== 'list' || after?.type !== 'list') throw new Error('not one list');
    const same = before.children.filter((item, index) => item === after.children[index]);
    expect(same.length).toBeGreaterThan(before.children.length - 20);
  });

  test('has blocks that follow each other in the text', () => {
    const text = answerText(seeded(8), 4_000);
    const { blocks } = inPieces(text, seeded(2), 300);
    let end = 0;
    for (const [index, block] of blocks.entries()) {
      expect(block.id).toBe(index);
      expect(block.start).toBeGreaterThanOrEqual(end);
      expect(block.end).toBeGreaterThan(block.start);
      end = block.end;
    }
  });

  test('uses a name given earlier for a link', () => {
    const blocks = inPieces(
      `[it]: https://x.example/a\n\n${'word '.repeat(900)}\n\nsee [it] now`,
      seeded(1),
      300,
    ).blocks;
    expect(JSON.stringify(blocks.at(-1)?.node)).toContain('https://x.example/a');
  });

  test('uses a name given later for a link', () => {
    const blocks = inPieces(
      `see [It] now\n\n${'word '.repeat(900)}\n\n[it]: https://x.example/a\n`,
      seeded(1),
      300,
    ).blocks;
    expect(JSON.stringify(blocks[0]?.node)).toContain('https://x.example/a');
  });

  test.each([
    '见：www.a.example。',
    'see www.a.example',
    '(HTTPS://a.example)',
    'mail a@b.example',
    'https:\\/\\/a.example',
    'www\\.a.example',
    'a&#64;b.example',
  ])('finds a link by its letters alone: %s', (text) => {
    const [block] = readWhole(text);
    expect(JSON.stringify(block)).toContain('"type":"link"');
  });

  test('never takes a number for the name of a link', () => {
    const text = 'Fact.[1] More.[^2]\n\n[1]: https://x.example/a\n[^2]: https://x.example/b\n';
    const nodes = inPieces(text, seeded(1), 20).blocks.map(({ node }) => seen(node));
    expect(nodes[0]).toEqual({ type: 'paragraph', children: [{ type: 'text', value: 'Fact.[1] More.[^2]' }] });
    expect(JSON.stringify(nodes)).toContain('[1]: ');
  });

  test('reads Chinese emphasis that ends in punctuation', () => {
    expect(JSON.stringify(inPieces('**注意：**后面', seeded(1), 3).blocks[0]?.node)).toContain('"strong"');
  });

  test('says a <br> in a table cell as a line break, and any other tag as text', () => {
    const nodes = JSON.stringify(inPieces('| a |\n|---|\n| x<br>y <b>z</b> |\n', seeded(1), 9).blocks[0]?.node);
    expect(nodes).toContain('"break"');
    expect(nodes).toContain('<b>z</b>');
    expect(nodes).not.toContain('"html"');
  });
});

describe('an answer made to be slow or deep', () => {
  test.each([
    ['quotes in quotes', `${'>'.repeat(9_000)} deep`],
    ['lists in lists', `${'- '.repeat(5_000)}deep`],
    ['lists by indentation', Array.from({ length: 150 }, (_, i) => `${'  '.repeat(i)}- deep`).join('\n')],
    ['emphasis in emphasis', `${'*a **b '.repeat(400)}deep ${'c** d* '.repeat(400)}`],
    ['stars', `${'*'.repeat(3_000)}deep${'*'.repeat(3_000)}`],
    ['brackets', `${'['.repeat(3_000)}deep${'](x)'.repeat(3_000)}`],
    ['spaces', `a${' '.repeat(30_000)}b deep`],
    ['one word', `${'a'.repeat(30_000)} deep`],
    ['tildes', `deep\n${'~'.repeat(20_000)}`],
  ])('%s: is read, no deeper than shown', (_, markdown) => {
    const nodes = inPieces(markdown, seeded(1), 900).blocks.map(({ node }) => node);
    expect(nodes.map(wordsOf).join('')).toContain('deep');
    expect(depthOf(nodes)).toBeLessThan(120);
  });

  test('beyond 200,000 characters is shown as it is written, and loses nothing', () => {
    const markdown = `${'line of **words**\n\n'.repeat(12_000)}end`;
    const { blocks } = inPieces(markdown, () => 0.99, 4_000);
    const words = blocks.map(({ node }) => wordsOf(node)).join('');
    expect(words.replace(/[*\s]/g, '')).toBe(markdown.replace(/[*\s]/g, ''));
    expect(words).toContain('**words**');
  });

  test('with more than 40,000 marks goes on as it is written, and loses nothing', () => {
    const markdown = '`x` **y** '.repeat(15_000);
    const { blocks } = inPieces(markdown, () => 0.99, 4_000);
    const words = blocks.map(({ node }) => wordsOf(node)).join('');
    expect(words.replace(/[`*\s]/g, '')).toBe(markdown.replace(/[`*\s]/g, ''));
    expect(words).toContain('`x` **y**');
    expect(blocks.map(({ node }) => piecesIn(node)).reduce((a, b) => a + b)).toBeLessThan(60_000);
  });

  const piecesIn = (node: Nodes): number =>
    'children' in node ? (node.children as Nodes[]).reduce((sum, child) => sum + piecesIn(child), 1) : 1;
  const depthOf = (nodes: readonly Nodes[]): number =>
    1 + Math.max(0, ...nodes.map((node) => ('children' in node ? depthOf(node.children as Nodes[]) : 0)));
  const wordsOf = (node: Nodes): string =>
    'value' in node ? node.value : 'children' in node ? (node.children as Nodes[]).map(wordsOf).join('') : '';
});
