import type { SpokenLanguage } from '../../model/voice.ts';

export type { SpokenLanguage };

/** One thing to say: a sentence, a clause of a long one, a row of a table, or a word about what is not read out. */
export interface Utterance {
  /** Offsets into the answer (UTF-16), so that what is being spoken can be highlighted. They never overlap. */
  start: number;
  end: number;
  /** What a voice should say: no Markdown, no citations, no addresses. */
  text: string;
  lang: SpokenLanguage;
  /** The numbers the sentence cites, as written. */
  cites: number[];
  /** 0-based; utterances of one line, list item or table row have the same. */
  block: number;
  /** Silence before the next utterance: none inside a sentence, 120 ms after one, 250 ms after a block. */
  pauseAfterMs: number;
}

export const pauses = { clause: 0, sentence: 120, block: 250 } as const;

/** Something whose words depend on the language of the sentence it stands in. */
export type Slot =
  | { kind: 'address'; host: string }
  | { kind: 'code'; code: string }
  | { kind: 'math'; tex: string }
  | { kind: 'image'; alt: string };

/** Stands before an utterance, in its language: `第一，`, `Quote: `. */
export type Lead = { kind: 'ordinal'; number: number } | { kind: 'quote' } | { kind: 'task'; done: boolean };

/** Private letters that stand for slots in plain text; the text's own are removed before. */
export const slotLetter = '\ue000';
/** Stands for a line break inside a sentence (`<br>`). */
export const breakLetter = '\ue001';

/** What the inline reader gives out; offsets are those of the answer. */
export interface InlineSink {
  letter(letter: string, start: number, end: number): void;
  slot(slot: Slot, start: number, end: number): void;
  cite(numbers: readonly number[]): void;
}
