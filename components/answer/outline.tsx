import type { Nodes } from 'mdast';
import { type ReactNode, type RefObject, useMemo } from 'react';
import { i18n } from '#i18n';
import type { Block } from '../../lib/markdown/blocks.ts';

/** An answer with fewer headings is seen at a glance. */
const leastHeadings = 3;

/** px that stay free above a heading that was gone to. */
const marginPx = 8;

/** The headings of a long answer, folded; one that is pressed is brought to the top of the answers. */
export function Outline({
  blocks,
  answer,
}: {
  blocks: readonly Block[];
  /** The element whose own children the blocks are. */
  answer: RefObject<HTMLElement | null>;
}): ReactNode {
  const headings = useMemo(() => headingsOf(blocks), [blocks]);
  if (headings.length < leastHeadings) return null;
  const least = Math.min(...headings.map(({ depth }) => depth));
  return (
    <details className="pd-outline">
      <summary>{i18n.t('answer.outline', headings.length)}</summary>
      <ol>
        {headings.map(({ words, depth }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a heading is its place, and two may say the same
          <li key={index} data-depth={Math.min(3, depth - least + 1)}>
            <button type="button" onClick={() => answer.current && goTo(answer.current, index)}>
              {words}
            </button>
          </li>
        ))}
      </ol>
    </details>
  );
}

function headingsOf(blocks: readonly Block[]): { words: string; depth: number }[] {
  return blocks.flatMap(({ node }) => (node.type === 'heading' ? [{ words: wordsOf(node), depth: node.depth }] : []));
}

/** Without the citations, which lead nowhere here. */
const wordsOf = (node: Nodes): string =>
  textOf(node)
    .replace(/\s*\[[\d\s,，、–-]+\]/g, '')
    .trim();

const textOf = (node: Nodes): string =>
  'value' in node ? node.value : 'children' in node ? (node.children as Nodes[]).map(textOf).join('') : '';

/** `scrollIntoView` would scroll the page around the panel as well. */
function goTo(answer: HTMLElement, index: number): void {
  const heading = answer.querySelectorAll<HTMLElement>(':scope > :is(h3, h4, h5, h6)')[index];
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  const scroller = scrollerOf(heading);
  if (!scroller) return;
  const by = heading.getBoundingClientRect().top - scroller.getBoundingClientRect().top - marginPx;
  scroller.scrollBy({ top: by, behavior: 'instant' });
}

/** What scrolls around it: the panel's answers; in a page of our own the page. */
function scrollerOf(element: Element): Element | null {
  const answers = element.closest('.pd-scroll');
  if (answers || element.getRootNode() !== element.ownerDocument) return answers;
  return element.ownerDocument.scrollingElement;
}
