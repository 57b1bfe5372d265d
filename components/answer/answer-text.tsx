import { memo, type ReactNode, useEffect, useMemo, useReducer, useRef } from 'react';
import type { Block, GrowingBlocks } from '../../lib/markdown/blocks.ts';
import type { Markdown } from '../../lib/markdown/markdown.ts';
import type { Check } from '../../lib/model/verdict.ts';
import {
  AnswerContext,
  type AnswerSurroundings,
  type CheckedSentence,
  MarksContext,
  OpenBlockContext,
} from './answer-context.ts';
import { answerLanguage } from './answer-language.ts';
import { Chunked } from './chunked.tsx';
import { EndFirst, useEndFirst } from './end-first.tsx';
import { NodeView } from './markdown.tsx';
import { Outline } from './outline.tsx';
import { type Marked, placeMarks } from './place-marks.ts';
import { beginning, type Gap, useGap } from './use-gap.ts';
import { usePart } from './use-part.ts';
import { usePortions } from './use-portions.ts';

/**
 * An answer as it grows. What is finished is not rendered again, so a selection in it stays. Until its Markdown can be
 * read, it is shown as it is written.
 */
export function AnswerText({
  text,
  done,
  checks = noChecks,
  due = noEnds,
  renderText,
  isSource,
  labels,
}: {
  /** Markdown; the text so far. */
  text: string;
  /** Nothing more comes: half-open emphasis and links are then shown as they are written. */
  done: boolean;
  /** Checks of its sentences so far, in order. */
  checks?: readonly Check[];
  /** Where the sentences end that have checks, or may still get them; in order. */
  due?: readonly number[] | undefined;
  /** Turns running text into elements, such as `[2]` into a chip. Keep the function the same while nothing changes. */
  renderText?: AnswerSurroundings['renderText'];
  /** Whether an address is one of the page's sources; only those become links. */
  isSource?: AnswerSurroundings['isSource'];
  labels: { copy: string; copied: string };
}): ReactNode {
  const drawn = usePortions(text);
  const isWhole = done && drawn.length === text.length;
  const markdown = usePart('markdown', true);
  const blocks = useBlocks(markdown?.createBlocks, drawn, isWhole);
  const gap = useGap(blocks.length);
  const shown = useChecked({
    blocks,
    marks: useMemo(() => marksOf(checks, done ? noEnds : due), [checks, due, done]),
    text,
    gap,
    isRead: drawn.length === text.length,
    done,
  });
  const endFirst = useEndFirst(text, drawn.length);
  const endIsDrawn = drawn.length === text.length && (gap.from === gap.to || gap.to < shown.length);
  const endIsFirst = endFirst !== undefined && gap.from >= beginning && !endIsDrawn;
  const answer = useRef<HTMLDivElement>(null);
  const wasWritten = useRef(!done);
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
      {isWhole && gap.from === gap.to && <Outline blocks={blocks} wasWritten={wasWritten.current} answer={answer} />}
      <div className={markdown ? 'pd-answer' : 'pd-answer pd-as-written'} ref={answer} lang={answerLanguage(text)}>
        {markdown ? <Chunked values={shown} render={renderBlock} gap={gap} /> : drawn}
        {markdown && endIsFirst && <EndFirst text={endFirst} markdown={markdown} />}
      </div>
    </AnswerContext>
  );
}

const noBlocks: readonly Block[] = [];
const noChecks: readonly Check[] = [];
const noEnds: readonly number[] = [];
const noMarks: readonly PlacedMark[] = [];
const renderBlock = (one: CheckedBlock): ReactNode => <BlockView key={one.block.id} of={one} />;

const BlockView = memo(function BlockView({ of: { block, marks, text } }: { of: CheckedBlock }): ReactNode {
  const placed = useMemo(() => placeMarks(block, text, marks.map(sentenceOf(text))), [block, marks, text]);
  return (
    <MarksContext value={placed}>
      <OpenBlockContext value={block.open}>
        <NodeView node={block.node} />
      </OpenBlockContext>
    </MarksContext>
  );
});

/** What stands behind a sentence: its check, or room for one, where it ends. */
type PlacedMark = Check | number;

const endOf = (mark: PlacedMark): number => (typeof mark === 'number' ? mark : mark.end);

/** Room is kept for so many at most: more than are in view when they come in a burst, and each is drawn twice. */
const mostRoom = 20;

/** Checks are made in the order of the sentences: what is due behind them has none yet, and what is before never gets one. */
function marksOf(checks: readonly Check[], due: readonly number[]): readonly PlacedMark[] {
  const checked = new Set(checks.map(endOf));
  const from = due.findLastIndex((end) => checked.has(end)) + 1;
  return [...checks, ...due.slice(from, from + mostRoom)];
}

const sentenceOf =
  (text: string) =>
  (mark: PlacedMark): Marked<CheckedSentence> =>
    typeof mark === 'number'
      ? { end: mark, value: { check: undefined, words: '' } }
      : { end: mark.end, value: { check: mark, words: text.slice(mark.start, mark.end) } };

/** A block and what stands behind the sentences that end in it. `text`: that of the answer; empty while there are none. */
interface CheckedBlock {
  block: Block;
  marks: readonly PlacedMark[];
  text: string;
}

/** A longer block (characters) is marked once, when all its checks are there: each time costs what there is of it. */
const longestTwice = 8_000;
/** So many blocks that are drawn already get their new checks in one task. */
const changedAtOnce = 10;

/**
 * Blocks with their marks; one to which nothing was added is the same object as before. Both lists are in order. What
 * is drawn for the first time has its marks; those of what is drawn already wait until all that has come is read, and
 * then come to a few blocks in a task each.
 */
function useChecked({
  blocks,
  marks,
  text,
  gap,
  isRead,
  done,
}: {
  blocks: readonly Block[];
  marks: readonly PlacedMark[];
  text: string;
  gap: Gap;
  isRead: boolean;
  done: boolean;
}): readonly CheckedBlock[] {
  const known = useRef<CheckedBlock[]>([]);
  const [, showMore] = useReducer((turn: number) => turn + 1, 0);
  let next = 0;
  let changed = 0;
  let isMoreDue = false;
  const shown = blocks.map((block, index) => {
    const first = next;
    while (next < marks.length && endOf(marks[next] ?? 0) <= block.end) next++;
    const last = marks[next - 1];
    const mayGetMore = block.open || typeof last === 'number' || (next === marks.length && !done);
    const waits = mayGetMore && block.end - block.start > longestTwice;
    const mine = waits || first === next ? noMarks : marks.slice(first, next);
    const before = known.current[index];
    if (before?.block === block) {
      if (before.marks.length === mine.length && before.marks.every((mark, at) => mark === mine[at])) return before;
      const isDrawn = index < gap.from || index >= gap.to;
      if (isDrawn && (!isRead || ++changed > changedAtOnce)) {
        isMoreDue ||= isRead;
        return before;
      }
    }
    return { block, marks: mine, text: mine.length > 0 ? text : '' };
  });
  known.current = shown;
  useEffect(() => {
    if (!isMoreDue) return;
    const timer = setTimeout(showMore);
    return () => clearTimeout(timer);
  });
  return shown;
}

const asItIs = (text: string): ReactNode => text;
const nothingIsSource = (): boolean => false;

/**
 * Blocks of a text that mostly grows between renders. The growing state lives in a ref and only ever moves forward to
 * the text it is given, so rendering twice with one text gives one result. None until there is what makes them; then
 * those of all that is on the screen.
 */
function useBlocks(createBlocks: Markdown['createBlocks'] | undefined, text: string, done: boolean): readonly Block[] {
  const growing = useRef<GrowingBlocks | undefined>(undefined);
  const ended = useRef(false);
  if (!createBlocks) return noBlocks;
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
