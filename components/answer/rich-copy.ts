import type { Nodes } from 'mdast';
import { safeLink } from '../../lib/markdown/link.ts';
import { partNow } from './use-part.ts';

/** What a citation stands for. */
export interface CitedSource {
  url: string;
  title: string;
}

/**
 * An answer for the clipboard in three writings. Citations are links to their sources, and the sources cited are listed
 * at the end. The HTML is made from the read text, from the same closed list of elements as on screen, never from
 * markup a model wrote; there is none where Markdown cannot be read. `resolve` gives the source of a number, or nothing
 * when the page has none.
 */
export function richCopy(
  answer: string,
  resolve: (number: number) => CitedSource | undefined,
): { markdown: string; html?: string; plain: string } {
  const cited = new Map<number, CitedSource>();
  const linkOf = (number: number) => {
    const source = resolve(number);
    const link = source && safeLink(source.url);
    if (source && link) cited.set(number, { url: link.href, title: source.title });
    return link?.href;
  };
  const nodes = nodesOf(answer);
  const html = nodes?.map((node) => htmlOf(node, linkOf)).join('\n');
  const markdown = outsideCode(answer, (text) =>
    citationsAs(
      text,
      (number) => {
        const href = linkOf(number);
        return href ? `[\\[${number}\\]](<${href}>)` : undefined;
      },
      (rest) => rest,
    ),
  );
  const plain = nodes?.map(plainOf).join('\n\n') ?? answer;
  const sources = [...cited].sort(([a], [b]) => a - b);
  if (sources.length === 0) return { markdown, html, plain };
  const list = (line: (number: number, source: CitedSource) => string) =>
    sources.map(([number, source]) => line(number, source)).join('\n');
  return {
    markdown: `${markdown.trimEnd()}\n\n${list((n, { url, title }) => `- \\[${n}\\] [${escapedMarkdown(title)}](<${url}>)`)}\n`,
    html: html?.concat(
      `\n<ul>\n${list((n, { url, title }) => `<li>[${n}] <a href="${escaped(url)}">${escaped(title)}</a></li>`)}\n</ul>`,
    ),
    plain: `${plain.trimEnd()}\n\n${list((n, { url, title }) => `[${n}] ${title} ${url}`)}\n`,
  };
}

/** The read text; undefined: what reads it is not there. */
function nodesOf(answer: string): Nodes[] | undefined {
  const blocks = partNow('markdown')?.createBlocks();
  blocks?.push(answer);
  blocks?.end();
  return blocks?.blocks.map(({ node }) => node);
}

const CITATION =
  /(?<!\\)([[【［])(?:\^|来源|Source ?|citation:)?(\d{1,3}(?:\s*[,，、–-]\s*\d{1,3})*)[\]】］](?![(:])/gi;

/** Text with each citation as what `link` makes of its numbers; a number it makes nothing of stays as written. */
function citationsAs(
  text: string,
  link: (number: number) => string | undefined,
  rest: (text: string) => string,
): string {
  let made = '';
  let from = 0;
  for (const match of text.matchAll(CITATION)) {
    const links = numbersOf(match[2] ?? '').map(link);
    made += rest(text.slice(from, match.index));
    made += links.every((one) => one !== undefined) ? links.join('') : rest(match[0]);
    from = match.index + match[0].length;
  }
  return made + rest(text.slice(from));
}

/** `2-4` is three numbers; a range of more than nine is not a citation of all of them. */
function numbersOf(written: string): number[] {
  return written.split(/[,，、]/).flatMap((part) => {
    const [first = 0, last = first] = part.split(/[–-]/).map(Number);
    return last >= first && last - first < 9
      ? Array.from({ length: last - first + 1 }, (_, index) => first + index)
      : [first, last];
  });
}

/** Changes a Markdown text except in its code. */
function outsideCode(markdown: string, change: (text: string) => string): string {
  let made = '';
  let from = 0;
  for (const code of markdown.matchAll(CODE)) {
    made += change(markdown.slice(from, code.index)) + code[0];
    from = code.index + code[0].length;
  }
  return made + change(markdown.slice(from));
}

const CODE =
  /^[ \t>]*(`{3,}|~{3,})[^\n]*(?:\n[\s\S]*?(?:^[ \t>]*\1[`~]*[ \t]*$|(?![\s\S]))|$)|(?<!`)(`+)(?!`)(?:[^\n]|\n(?!\n))*?(?<!`)\2(?!`)/gm;

type LinkOf = (number: number) => string | undefined;

function htmlOf(node: Nodes, linkOf: LinkOf): string {
  const inner = () =>
    'children' in node ? (node.children as Nodes[]).map((child) => htmlOf(child, linkOf)).join('') : '';
  const lines = () =>
    'children' in node ? (node.children as Nodes[]).map((child) => htmlOf(child, linkOf)).join('\n') : '';
  switch (node.type) {
    case 'text':
      return citationsAs(
        node.value,
        (number) => {
          const href = linkOf(number);
          return href && `<a href="${escaped(href)}">[${number}]</a>`;
        },
        escaped,
      );
    case 'paragraph':
      return `<p>${inner()}</p>`;
    case 'heading':
      return `<h${node.depth}>${inner()}</h${node.depth}>`;
    case 'strong':
      return `<strong>${inner()}</strong>`;
    case 'emphasis':
      return `<em>${inner()}</em>`;
    case 'delete':
      return `<del>${inner()}</del>`;
    case 'inlineCode':
      return `<code>${escaped(node.value)}</code>`;
    case 'code':
      return `<pre><code>${escaped(node.value)}</code></pre>`;
    case 'break':
      return '<br>';
    case 'thematicBreak':
      return '<hr>';
    case 'blockquote':
      return `<blockquote>\n${lines()}\n</blockquote>`;
    case 'list':
      return node.ordered ? `<ol start="${node.start ?? 1}">\n${lines()}\n</ol>` : `<ul>\n${lines()}\n</ul>`;
    case 'listItem':
      return `<li>${checkOf(node)}${lines()}</li>`;
    case 'table':
      return `<table>\n${node.children
        .map((row, index) => {
          const cell = index === 0 ? 'th' : 'td';
          return `<tr>${row.children.map((one) => `<${cell}>${htmlOf(one, linkOf)}</${cell}>`).join('')}</tr>`;
        })
        .join('\n')}\n</table>`;
    case 'link': {
      // As on screen: an address that is not a source is text, with its host.
      const words = inner();
      const link = safeLink(node.url);
      return link && !plainOf(node).includes(link.host) ? `${words} (${escaped(link.host)})` : words;
    }
    case 'definition':
      return '';
    default:
      return 'children' in node ? inner() : escaped(plainOf(node));
  }
}

function plainOf(node: Nodes): string {
  const each = (separator: string) =>
    'children' in node ? (node.children as Nodes[]).map(plainOf).join(separator) : '';
  switch (node.type) {
    case 'break':
      return '\n';
    case 'thematicBreak':
      return '———';
    case 'list':
      return node.children
        .map((item, index) => {
          const marker = node.ordered ? `${(node.start ?? 1) + index}. ` : '• ';
          return marker + checkOf(item) + plainOf(item).replaceAll('\n', `\n${' '.repeat(marker.length)}`);
        })
        .join('\n');
    case 'listItem':
      return each('\n');
    case 'blockquote':
      return each('\n\n').replace(/^/gm, '> ');
    case 'table':
      return each('\n');
    case 'tableRow':
      return each('\t');
    case 'definition':
      return '';
    default:
      return 'value' in node ? node.value : each('');
  }
}

const checkOf = (node: Nodes): string =>
  node.type === 'listItem' && typeof node.checked === 'boolean' ? (node.checked ? '☑ ' : '☐ ') : '';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
const escapedMarkdown = (text: string): string => text.replace(/[\\[\]<>*_`~|]/g, '\\$&').replace(/\s+/g, ' ');
