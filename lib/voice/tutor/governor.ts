import type { SpokenLanguage } from '../../model/voice.ts';
import { pauses } from '../speakable/utterance.ts';
import { createUtterances } from '../speakable/utterances.ts';
import { verdictOf } from './judgement.ts';

/** Sentences a tutor says before the student has a word. */
export const mostSentences = 3;

/** What a tutor says in one go. Offsets are those of the text, UTF-16. */
export interface Portion {
  start: number;
  end: number;
  /** It ends with a question: nothing follows before the student has said something. */
  asks: boolean;
}

export interface Governed {
  /** What may be said, one portion after another; the next when the student says to go on. None goes past a question. */
  portions: Portion[];
  /** Where the first question ends; what a model wrote after it is neither said nor shown by itself. */
  asked?: { question: string; end: number };
}

/**
 * Holds a tutor to its turn: at most three sentences besides its judgement ("Right."), or up to the first question mark,
 * then it listens. Reads a text that grows: without `isWhole` the last portion may still grow, and the ends of the others
 * only by the citations that follow them.
 */
export function governed(text: string, isWhole: boolean, lang?: SpokenLanguage): Governed {
  const reader = createUtterances(lang ? { lang } : {});
  const units = [...reader.push(text), ...(isWhole ? reader.end() : [])];
  const portions: Portion[] = [];
  let [start, count] = [0, 0];
  const asking = (end: number): Governed => {
    portions.push({ start, end, asks: true });
    return { portions, asked: { question: questionIn(text.slice(start, end)), end } };
  };
  for (const [index, unit] of units.entries()) {
    const end = /[?？]/.test(unit.text) ? questionEnd(text, unit.start, unit.end) : undefined;
    if (end !== undefined) return asking(end);
    // The first clause of a long sentence is spoken early; it is no sentence.
    const isSentence = unit.pauseAfterMs !== pauses.clause && (index > 0 || !isJudgement(unit.text));
    if (isSentence && ++count === mostSentences) {
      const settled = withCitations(text, unit.end);
      portions.push({ start, end: settled, asks: false });
      [start, count] = [settled, 0];
    }
  }
  const rest = text.slice(start);
  // The unfinished end of a growing text may hold a question already.
  const end = isWhole ? undefined : questionEnd(text, Math.max(start, units.at(-1)?.end ?? 0), text.length);
  if (end !== undefined && !rest.includes('```')) return asking(end);
  if (rest.trim() !== '' || portions.length === 0) portions.push({ start, end: text.length, asks: false });
  return { portions };
}

/** A word or two that only say whether the answer was right. */
const isJudgement = (unit: string): boolean => unit.length <= 16 && verdictOf(unit) !== undefined;

const citation = /(?:\s?(?:\[[\d,，\s-]{1,12}\]|【\d{1,3}】))*/y;

function withCitations(text: string, end: number): number {
  citation.lastIndex = end;
  return end + (citation.exec(text)?.[0].length ?? 0);
}

/** Where the first question between two offsets ends, with what closes it and what it cites; not those in addresses. */
function questionEnd(text: string, from: number, to: number): number | undefined {
  const slice = text.slice(from, to);
  const plain = slice.replace(/https?:\/\/\S+|`[^`\n]*`/g, (found) => ' '.repeat(found.length));
  const found = /[?？][?？!！]*[”’"'」』）)*_]*/.exec(plain);
  return found ? withCitations(text, from + found.index + found[0].length) : undefined;
}

/** The last sentence of a portion, as plain words. */
function questionIn(portion: string): string {
  const plain = portion
    .replace(/(?:\[[\d,，\s-]{1,12}\]|【\d{1,3}】)/g, '')
    .replace(/[*_`#>]+/g, '')
    .trim();
  const before = plain.replace(/[?？!！”’"'」』）)]+$/u, '');
  const at = Math.max(...['。', '！', '？', '\n', '. ', '! ', '? '].map((stop) => before.lastIndexOf(stop)));
  return plain.slice(at + 1).trim();
}

/** How much of a tutor's text is shown and said when `released` portions were let go on besides the first. */
export function releasedEnd({ portions }: Governed, released: number): number {
  return portions[Math.min(released, portions.length - 1)]?.end ?? 0;
}
