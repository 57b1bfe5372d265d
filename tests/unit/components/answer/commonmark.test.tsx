import { existsSync, readFileSync } from 'node:fs';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, test, vi } from 'vitest';
import { htmlOf, parsedHtml } from './rendered.tsx';

vi.setConfig({ testTimeout: 60_000 });

/**
 * An answer compared with the reference HTML: not letter for letter but as elements and text, after what differs by
 * design is made equal on both sides: images are their words, links that do not lead to the web are their words,
 * headings are two levels deeper and are listed above, items have no paragraphs of their own, code has a head.
 */
function compared(element: Element): string {
  let made = '';
  for (const node of element.childNodes) {
    if (node.nodeType === 3) made += (node.textContent ?? '').replace(/\s+/g, ' ');
    if (node.nodeType !== 1) continue;
    const child = node as Element;
    const tag = child.tagName.toLowerCase();
    const inner = tag === 'pre' ? `"${child.textContent?.replace(/\n$/, '')}"` : compared(child);
    if (child.matches('.pd-code-head, .pd-host, .pd-outline')) continue;
    const isWords = tag === 'span' || (tag === 'a' && !isWeb(child.getAttribute('href')));
    const isWrapper = ['div', 'tbody', 'thead'].includes(tag) || (tag === 'p' && child.parentElement?.tagName === 'LI');
    if (tag === 'img') made += child.getAttribute('alt');
    else if (isWords) made += inner;
    else if (isWrapper) made += ` ${inner} `;
    else if (inner === '' && tag === 'p') made += '';
    else made += ` <${tag}${tag === 'ol' ? ` ${child.getAttribute('start') ?? 1}` : ''}> ${inner} </${tag}> `;
  }
  return made.replace(/\s+/g, ' ');
}

// The reference encodes addresses its own way; that they are addresses of the same host is enough here.
// A backslash in one is refused, since browsers read it as a slash.
const isWeb = (href: string | null): boolean =>
  /^https?:\/\/[^/]/i.test(href ?? '') && URL.canParse(href ?? '') && !/\\|%5c/i.test(href ?? '');

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
const shape = (html: string): string => tidy(compared(parsedHtml(html)));

const reference = (html: string): string => {
  const body = parsedHtml(html);
  for (const heading of body.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const deeper = body.ownerDocument.createElement(`h${Math.min(6, Number(heading.tagName[1]) + 2)}`);
    deeper.append(...heading.childNodes);
    heading.replaceWith(deeper);
  }
  return tidy(compared(body));
};

/** Why an example may differ: it is about something an answer does not have. */
function designReason(markdown: string): string | undefined {
  const tree = fromMarkdown(markdown);
  const has = (node: Nodes, found: (node: Nodes) => boolean): boolean =>
    found(node) || ('children' in node && node.children.some((child) => has(child as Nodes, found)));
  if (has(tree, (node) => node.type === 'html')) return 'HTML is text';
  if (has(tree, (node) => 'label' in node && /^\^?\d+$/.test(node.label ?? ''))) return 'a number is a citation';
  if (/\\[([]/.test(markdown)) return 'what begins with \\( or \\[ is a formula';
  if (/&(?:Dcaron|HilbertSpace|ClockwiseContourIntegral|ngE);/.test(markdown))
    return 'names that are new in HTML 5 are words';
  if (/(?:https?:\/\/|www\.|\w@\w)/.test(markdown) && !/\]\(https?:|<https?:[^ ]*>$/m.test(markdown))
    return 'bare addresses are links';
  return undefined;
}

interface Example {
  section: string;
  markdown: string;
  html: string;
}

/** Examples of our own, for a clone without the material. */
const OWN: Omit<Example, 'section'>[] = [
  { markdown: '# A\n\ntext *a* **b** `c`', html: '<h1>A</h1><p>text <em>a</em> <strong>b</strong> <code>c</code></p>' },
  { markdown: '3. x\n4. y\n   - z', html: '<ol start="3"><li>x</li><li>y<ul><li>z</li></ul></li></ol>' },
  { markdown: '> q\n> r\n\n---', html: '<blockquote><p>q\nr</p></blockquote><hr>' },
  { markdown: '```js\nlet a;\n```', html: '<pre><code>let a;\n</code></pre>' },
  {
    markdown: '![图](https://a.example/b.png) [k](https://a.example)',
    html: '<p>图 <a href="https://a.example">k</a></p>',
  },
];

const material = process.env.PANGDA_MATERIAL ?? new URL('../../../../../shared', import.meta.url).pathname;
const path = `${material}/suites/commonmark/commonmark-0.31.json`;

describe('an answer reads as CommonMark', () => {
  test.each(OWN)('$markdown', ({ markdown, html }) => {
    expect(shape(htmlOf(markdown))).toBe(reference(html));
  });

  test.skipIf(!existsSync(path))(
    'every example of the specification that is not about HTML gives the same elements and text',
    () => {
      const examples: Example[] = JSON.parse(readFileSync(path, 'utf8'));
      const different: string[] = [];
      const byDesign = new Map<string, number>();
      let same = 0;
      for (const { section, markdown, html } of examples) {
        const ours = shape(htmlOf(markdown));
        const theirs = reference(html);
        const reason = designReason(markdown);
        if (ours === theirs) same++;
        else if (reason) byDesign.set(reason, (byDesign.get(reason) ?? 0) + 1);
        else different.push(`${section}\n${JSON.stringify(markdown)}\n  theirs ${theirs}\n  ours   ${ours}`);
      }
      console.log(
        `CommonMark: ${same} of ${examples.length} the same; by design different:`,
        Object.fromEntries(byDesign),
      );
      expect(different.join('\n')).toBe('');
    },
  );
});
