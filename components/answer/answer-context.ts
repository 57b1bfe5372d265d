import { createContext, type ReactNode } from 'react';

/** What an answer's surroundings decide about its text. */
export interface AnswerSurroundings {
  /** Turns running text into elements, such as `[2]` into a chip. */
  renderText: (text: string) => ReactNode;
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
