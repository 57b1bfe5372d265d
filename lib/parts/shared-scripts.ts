/**
 * Scripts that come before others, which take modules from them instead of bringing the same ones along: a content script
 * can import nothing, and neither can a worker. What is in each: lib/build/shared-modules.ts.
 * react: React. texts: sentences, letters, figures and citations, for whoever writes prompts, checks or speaks.
 * commands: what is understood of speech. own: what the background and our pages have in common. chat: the conversation,
 * drawn beside a page and in pages of ours.
 */
export type SharedScript = 'react' | 'texts' | 'commands' | 'own' | 'chat';

/** Who takes from which; `pages` are the extension's own, and the other names those of the scripts. */
const taken = {
  react: [],
  texts: [],
  commands: ['texts'],
  own: ['texts'],
  chat: ['react'],
  panel: ['react', 'chat'],
  question: ['react', 'chat'],
  checking: ['texts'],
  talk: ['texts', 'commands'],
  background: ['texts', 'own'],
  pages: ['react', 'texts', 'commands', 'own', 'chat'],
} satisfies Record<string, SharedScript[]>;

export type Taker = keyof typeof taken;

export const isTaker = (name: string | undefined): name is Taker => name !== undefined && Object.hasOwn(taken, name);

/** What a script may take from, in the order in which they are there. */
export const takenBy = (taker: Taker): readonly SharedScript[] => taken[taker];

/** What has to be there before it, in order. */
export const filesBefore = (taker: Taker): string[] => takenBy(taker).map(fileOf);

/** Its place in the package. */
export const fileOf = (script: SharedScript): string => `/${script}.js`;
