import type { Nodes } from 'mdast';
import { describe, expect, test } from 'vitest';
import { createBlocks } from '../../../lib/markdown/blocks.ts';

/** What is shown of a text whose end has not come. */
function shown(text: string): string {
  const blocks = createBlocks();
  blocks.push(text);
  return blocks.blocks.map(({ node }) => said(node)).join(' ¦ ');
}

const said = (node: Nodes): string => {
  if ('value' in node) return node.type === 'text' ? node.value : `${node.type}(${node.value})`;
  const inner = 'children' in node ? (node.children as Nodes[]).map(said).join('') : '';
  return node.type === 'paragraph' ? inner : `${node.type}(${inner})`;
};

describe('a construct cut in half', () => {
  test.each([
    ['已经 **加粗的', '已经 strong(加粗的)'],
    ['已经 **加粗的*', '已经 strong(加粗的)'],
    ['已经 **', '已经'],
    ['a *b **c', 'a emphasis(b strong(c))'],
    ['~~旧的', 'delete(旧的)'],
    ['run `npm i', 'run inlineCode(npm i)'],
    ['run `', 'run'],
    ['见 [官网](https://exam', '见 官网'],
    ['见 [官', '见 官'],
    ['见 ![图](https://exam', '见 图'],
    ['事实。[1', '事实。'],
    ['事实。【2', '事实。'],
    ['事实。[1]', '事实。[1]'],
    ['标题\n-', '标题'],
    ['标题\n--', '标题'],
    ['文\n#', '文'],
    ['文\n\n- ', '文'],
    ['| a | b |', ''],
    ['| a | b |\n|--', ''],
    ['文\n\n| a | b |\n', '文'],
    ['| a | b |\n|---|---|\n', 'table(tableRow(tableCell(a)tableCell(b)))'],
    ['``', ''],
    ['```js\nlet a;\n``', 'code(let a;)'],
    ['```js\nlet **a', 'code(let **a)'],
    ['5 * 3 = 15', '5 * 3 = 15'],
    ['snake_case and 2 * 3', 'snake_case and 2 * 3'],
    ['a &am', 'a '.trim()],
    ['x<br', 'x'],
    ['- **项', 'list(listItem(strong(项)))'],
    ['- [x', ''],
    ['> **引', 'blockquote(strong(引))'],
  ])('%j is shown as %j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test('a text is shown as written once it has ended', () => {
    const blocks = createBlocks();
    blocks.push('已经 **加粗的');
    blocks.end();
    expect(blocks.blocks.map(({ node }) => said(node)).join()).toBe('已经 **加粗的');
  });

  test('no marker of a well-formed answer is ever seen while it comes', () => {
    const text =
      '## 结论\n\n熊猫**每天**吃*约* `12 公斤` 竹子，见[官网](https://a.example/x)。[1][2]\n\n| 名 | 值 |\n|---|---|\n| 甲 | **1** |\n\n- 一 **二**\n- ~~三~~\n';
    for (let length = 1; length <= text.length; length++) {
      expect(shown(text.slice(0, length)), text.slice(0, length)).not.toMatch(/[*`~|#]{1}(?!\()|https|\]\(|-{2}/);
    }
  });
});
