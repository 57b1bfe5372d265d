import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { farBehind } from '../../lib/chat/portions.ts';
import type { Markdown } from '../../lib/markdown/markdown.ts';
import { NodeView } from './markdown.tsx';

/** Characters still to be read after which the end of an answer is shown before its middle; some of it has been read by then. */
const farToRead = farBehind / 2;
/** ms without another word: what still comes fast has no end worth showing yet. */
const quietMs = 40;

/** The text whose end is to be shown first: one that has stood still while far more of it had come than was read. */
export function useEndFirst(text: string, readLength: number): string | undefined {
  const [still, setStill] = useState<string>();
  const isFar = text.length - readLength > farToRead;
  useEffect(() => {
    if (!isFar) return;
    const timer = setTimeout(setStill, quietMs, text);
    return () => clearTimeout(timer);
  }, [text, isFar]);
  return still === text ? text : undefined;
}

/** The end of a text, read by itself: what it will be once all before it has been read. */
export function EndFirst({
  text,
  markdown: { createBlocks, endOf },
}: {
  text: string;
  markdown: Pick<Markdown, 'createBlocks' | 'endOf'>;
}): ReactNode {
  const nodes = useMemo(() => {
    const start = endOf(text);
    if (start === undefined) return [];
    const blocks = createBlocks();
    blocks.push(text.slice(start));
    return blocks.blocks.map(({ node }) => node);
  }, [text, createBlocks, endOf]);
  // biome-ignore lint/suspicious/noArrayIndexKey: they never change
  return nodes.map((node, index) => <NodeView key={index} node={node} />);
}
