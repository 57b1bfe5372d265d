import type { Comparing } from '../grounding/comparing.ts';
import type { Markdown } from '../markdown/markdown.ts';
import type { Typesetting } from '../typeset/typesetting.ts';
import type { Talk } from '../voice/talk.ts';

/** What is not needed to draw a surface, each part fetched when it is first wanted. */
export interface Parts extends Typesetting {
  /** What reads an answer's Markdown. It is put beside the panel unasked, and fetched only where it is missing. */
  markdown: Markdown;
  /** Words and facts of two texts beside each other. */
  comparing: Comparing;
  /** Spoken commands, and lessons. */
  talk: Talk;
}

export type Part = keyof Parts;

export interface LoadParts {
  /** Fetches a part, once. @throws when it cannot be had, as when the extension was replaced */
  load<P extends Part>(part: P): Promise<Parts[P]>;
  /** A part, if it is there. */
  now<P extends Part>(part: P): Parts[P] | undefined;
}
