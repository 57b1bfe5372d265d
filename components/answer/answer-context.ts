import type { Nodes } from 'mdast';
import { createContext, type ReactNode } from 'react';
import type { Check } from '../../lib/model/verdict.ts';
import type { Mark } from './place-marks.ts';

/** A check, and the words it is about, as Markdown; without one, what keeps its place until it comes. */
export interface CheckedSentence {
  check: Check | undefined;
  words: string;
}

/** What an answer's surroundings decide about its text. */
export interface AnswerSurroundings {
  /** Turns running text into elements, such as `[2]` into a chip; `checks`: of the sentences that end in it, with where. */
  renderText: (text: string, checks: readonly Mark<CheckedSentence>[]) => ReactNode;
  /** Whether an address is one of the page's sources; only those become links. */
  isSource: (url: string) => boolean;
  copyLabel: string;
  copiedLabel: string;
}

export const AnswerContext = createContext<AnswerSurroundings>({
  renderText: (text) => text,
  isSource: () => false,
  copyLabel: '',
  copiedLabel: '',
});

/** Whether the block may still grow. */
export const OpenBlockContext = createContext(false);

/** Of a block: which sentences end in which of its texts. */
export const MarksContext = createContext<ReadonlyMap<Nodes, readonly Mark<CheckedSentence>[]>>(new Map());
