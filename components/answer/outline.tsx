import type { Nodes } from 'mdast';
import { type ReactNode, type RefObject, useEffect, useMemo, useState } from 'react';
import { i18n } from '#i18n';
import type { Block } from '../../lib/markdown/blocks.ts';

/** An answer with fewer headings is seen at a glance. */
const leastHeadings = 3;

/** px that stay free above a heading that was gone to. */
const marginPx = 8;

/**
 * The headings of a long answer, folded; one that is pressed is brought to the top of the answers. Of an answer that has
 * just been written it comes in while its place is out of view: in view it would push down what is being read.
 */
export function Outline({
  blocks,
  wasWritten,
  answer,
}: {
  blocks: readonly Block[];
  /** The answer has grown here. */
  wasWritten: boolean;
  /** The element whose own children the blocks are. */
  answer: RefObject<HTMLElement | null>;
}): ReactNode {
  const isLong = useMemo(() => countHeadings(blocks) >= leastHeadings, [blocks]);
  const isOutOfView = useOutOfView(answer, isLong && wasWritten);
  const isShown = isLong && (!wasWritten || isOutOfView);
  const headings = useMemo(() => (isShown ? headingsOf(blocks) : []), [blocks, isShown]);
  if (!isShown) return null;
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

/** Whether the top of an element has ever been scrolled out of view. */
function useOutOfView(of: RefObject<HTMLElement | null>, looks: boolean): boolean {
  const [isSo, setIsSo] = useState(false);
  useEffect(() => {
    const scroller = looks && !isSo && of.current && scrollerOf(of.current);
    if (!scroller) return;
    const look = () => {
      const top = of.current?.getBoundingClientRect().top ?? 0;
      if (top < scroller.getBoundingClientRect().top) setIsSo(true);
    };
    // The answer has just been drawn, and is laid out for the next frame anyway.
    const frame = requestAnimationFrame(look);
    scroller.addEventListener('scroll', look, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      scroller.removeEventListener('scroll', look);
    };
  }, [of, looks, isSo]);
  return isSo;
}

const countHeadings = (blocks: readonly Block[]): number => blocks.filter(({ node }) => node.type === 'heading').length;

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
