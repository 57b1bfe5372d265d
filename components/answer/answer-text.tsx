import { type ReactNode, useMemo, useRef } from 'react';
import { type Block, createBlocks, type GrowingBlocks } from '../../lib/markdown/blocks.ts';
import { AnswerContext, type AnswerSurroundings } from './answer-context.ts';
import { Chunked } from './chunked.tsx';
import { NodeView } from './markdown.tsx';

/** An answer as it grows. What is finished is not rendered again, so a selection in it stays. */
export function AnswerText({
  text,
  done,
  renderText,
  isSource,
  labels,
}: {
  /** Markdown; the text so far. */
  text: string;
  /** Nothing more comes: half-open emphasis and links are then shown as they are written. */
  done: boolean;
  /** Turns running text into elements, such as `[2]` into a chip. Keep the function the same while nothing changes. */
  renderText?: AnswerSurroundings['renderText'];
  /** Whether an address is one of the page's sources; only those become links. */
  isSource?: AnswerSurroundings['isSource'];
  labels: { copy: string; copied: string };
}): ReactNode {
  const blocks = useBlocks(text, done);
  const { copy, copied } = labels;
  const surroundings = useMemo(
    () => ({
      renderText: renderText ?? asItIs,
      isSource: isSource ?? nothingIsSource,
      copyLabel: copy,
      copiedLabel: copied,
    }),
    [renderText, isSource, copy, copied],
  );
  return (
    <AnswerContext value={surroundings}>
      <div className="pd-answer">
        <Chunked values={blocks} render={renderBlock} />
      </div>
    </AnswerContext>
  );
}

const renderBlock = (block: Block): ReactNode => <NodeView key={block.id} node={block.node} />;
const asItIs = (text: string): ReactNode => text;
const nothingIsSource = (): boolean => false;

/**
 * Blocks of a text that mostly grows between renders. The growing state lives in a ref and only ever moves forward to
 * the text it is given, so rendering twice with one text gives one result.
 */
function useBlocks(text: string, done: boolean): readonly Block[] {
  const growing = useRef<GrowingBlocks | undefined>(undefined);
  const ended = useRef(false);
  if (!growing.current || ended.current !== done || !text.startsWith(growing.current.text)) {
    // An end cannot be taken back, and another text is another answer.
    if (!growing.current || ended.current || !text.startsWith(growing.current.text)) growing.current = createBlocks();
  }
  const current = growing.current;
  if (current.text.length < text.length) current.push(text.slice(current.text.length));
  if (done && !(ended.current && current.text === text)) current.end();
  ended.current = done;
  return current.blocks;
}
