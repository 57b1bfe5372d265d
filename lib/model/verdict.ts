/**
 * What a check of one sentence against the sources it cites came to. It compares words, not meaning, so it never says "true".
 * found: its words, numbers and names stand in the source. partly: some do. notFound: few do. noSource: it cites nothing.
 * cannotCheck: see `why`. noSuchNumber: it cites only numbers that no source has.
 */
export type Verdict = 'found' | 'partly' | 'notFound' | 'noSource' | 'cannotCheck' | 'noSuchNumber';

/** What a model said when it was asked whether a sentence follows from its source. Stands beside a check, never over it. */
export type Opinion = 'supported' | 'partly' | 'not';

/** A place in a source's text: `text.slice(start, end)`, UTF-16 offsets. */
export interface Evidence {
  /** The source's number. */
  source: number;
  start: number;
  end: number;
  /** The words there. */
  quote: string;
}

/** What a sentence says and its sources do not: the most reliable part of a check. As written in the sentence. */
export interface Missing {
  numbers: string[];
  names: string[];
  /**
   * Words that stand where the nearest source sentence, otherwise alike, has other words: another fact or only another
   * wording. To be shown side by side, not to be called an error.
   */
  changed: { said: string; source: string }[];
  /** Words that stand nowhere in the source, where nothing else tells why only part was found. */
  words?: string[];
  /** One denies and the other does not. */
  negation?: true;
  /** One says up, the other down. */
  direction?: true;
}

export interface Check {
  /** Offsets of the sentence in the answer's text, without list marks and without citations after its stop. */
  start: number;
  end: number;
  /** Numbers of the sources it cites, as far as they exist. */
  sources: number[];
  /** Numbers it cites that no source has. */
  badNumbers: number[];
  /** Against all it cites together. */
  verdict: Verdict;
  /** Against each alone, when it cites several. */
  each?: { source: number; verdict: Verdict }[];
  /** The nearest sentences, at most 3, best first; present in every state in which something was compared. */
  evidence: Evidence[];
  missing: Missing;
  opinion?: Opinion;
  /** With `cannotCheck`. notAClaim: an opinion, or a sentence about the search itself. */
  why?: 'otherLanguage' | 'shortSource' | 'notAClaim';
}

/** Of sentences that say something to check: opinions and remarks about the search are none. */
export const isStatement = ({ why }: Check): boolean => why !== 'notAClaim';
