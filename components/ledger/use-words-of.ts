import type { Markdown } from '../../lib/markdown/markdown.ts';
import { usePart } from '../answer/use-part.ts';

/** Gives the words of any part of a Markdown text as a reader sees them; as they are written until it can be read. */
export const useWordsOf = (): Markdown['wordsOf'] => usePart('markdown', true)?.wordsOf ?? asWritten;

const asWritten: Markdown['wordsOf'] = (markdown) => (start, end) => markdown.slice(start, end);
