import type { Checking } from '../grounding/checking.ts';
import type { Markdown } from '../markdown/markdown.ts';
import type { Sdk } from '../providers/sdk.ts';
import type { Typesetting } from '../typeset/typesetting.ts';
import type { Talk } from '../voice/talk.ts';

/** What is not needed to draw a surface, each part fetched when it is first wanted. */
export interface Parts extends Typesetting {
  /** What reads an answer's Markdown. It is put beside the panel unasked, and fetched only where it is missing. */
  markdown: Markdown;
  /** Checks of an answer; words and facts of two texts beside each other. */
  checking: Checking;
  /** Reading aloud, spoken commands, and lessons. */
  talk: Talk;
}

/** For the background and our own pages; nothing in a tab asks servers. */
export interface OwnParts extends Parts {
  /** The SDK. */
  openai: Sdk;
}

export type Part = keyof Parts;

export interface LoadParts<All = Parts> {
  /** Fetches a part, once. @throws when it cannot be had, as when the extension was replaced */
  load<P extends keyof All>(part: P): Promise<All[P]>;
  /** A part, if it is there. */
  now<P extends keyof All>(part: P): All[P] | undefined;
}
