import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/**
 * A Markdown text as HTML, a block an element, without a class, a style or a handler: what its DOM alone costs is the
 * least that any panel pays for showing it.
 */
export function plainBlocks(markdown: string): string[] {
  const { children } = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return children.map(html);
}

function html(node: Nodes): string {
  const inner = 'children' in node ? (node.children as Nodes[]).map(html).join('') : '';
  switch (node.type) {
    case 'heading':
      return `<h${node.depth}>${inner}</h${node.depth}>`;
    case 'code':
      return `<pre><code>${escaped(node.value)}</code></pre>`;
    case 'inlineCode':
      return `<code>${escaped(node.value)}</code>`;
    case 'list':
      return node.ordered ? `<ol>${inner}</ol>` : `<ul>${inner}</ul>`;
    case 'link':
      return `<a href="${escaped(node.url)}">${inner}</a>`;
    case 'text':
      return escaped(node.value);
    default: {
      const tag = tags[node.type];
      return tag ? `<${tag}>${inner}</${tag}>` : inner;
    }
  }
}

const tags: Partial<Record<Nodes['type'], string>> = {
  paragraph: 'p',
  listItem: 'li',
  blockquote: 'blockquote',
  table: 'table',
  tableRow: 'tr',
  tableCell: 'td',
  strong: 'strong',
  emphasis: 'em',
};

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
