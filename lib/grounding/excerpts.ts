import type { Page } from '../model/page.ts';
import { fold } from './hygiene.ts';
import { type Candidate, rankSentences } from './relevance.ts';
import { width } from './segment.ts';
import { onSubject } from './subject.ts';

/** A sentence of the page, letter for letter. */
export interface Excerpt {
  /** The source's number. */
  source: number;
  /** `source.text.slice(start, end)`. */
  quote: string;
  start: number;
  end: number;
  /** Compares the quotes of one page only; says nothing about truth. */
  score: number;
}

export interface ExcerptOptions {
  /** At most so many quotes; by default 3, and 4 where the sources are whole texts. */
  most?: number;
  /** Total width of the quotes, a Han letter counting 2, others 1. */
  widest?: number;
}

/** How much a quote loses for repeating what is quoted already. */
const repetition = 0.6;
const repeated = 0.75;
/** How much a quote loses on a page of several answers when its answer is quoted already: readers come for the others' too. */
const sameAnswer = 0.5;

/**
 * The answer without a model: the page's sentences that come closest to its question, best first. A pure function of the
 * page: the same for everybody, in every browser. Closest is not right: it never says that the question is answered.
 */
export function excerpts(page: Page, options: ExcerptOptions = {}): Excerpt[] {
  const { most = page.kind === 'results' ? 3 : 4, widest = 800 } = options;
  const candidates = rankSentences(page.query, fold(page.sources).kept, page.kind)
    .filter(({ text }) => !isAddress.test(text))
    .slice(0, 60);
  const chosen: { candidate: Candidate; excerpt: Excerpt }[] = [];
  const rest = candidates.map((candidate) => ({ candidate, excerpt: excerptOf(candidate), likeness: 0 }));
  const spread = page.kind === 'question' ? sameAnswer : 0;
  let room = widest;
  while (chosen.length < most) {
    const fitting = rest.filter(
      ({ candidate, excerpt, likeness }) =>
        likeness < repeated &&
        width(excerpt.quote) <= room &&
        candidate.about >= leastAbout(page, chosen[0]?.candidate),
    );
    const quoted = new Set(chosen.map(({ excerpt }) => excerpt.source));
    const next = highest(fitting, ({ candidate, excerpt, likeness }) => {
      const crowded = quoted.has(excerpt.source) ? spread : 0;
      return candidate.score * (1 - repetition * likeness) * (1 - crowded);
    });
    if (!next) break;
    chosen.push(next);
    room -= width(next.excerpt.quote);
    for (const other of rest) {
      other.likeness = other === next ? 1 : Math.max(other.likeness, likeness(other.candidate, next.candidate));
    }
  }
  return chosen.map(({ excerpt }) => excerpt);
}

const isAddress = /^\w{2,10}:\/\/\S+$/;

/**
 * How far a further quote must be about the subject. Better fewer quotes than one that is about something else. Under a
 * question all answers are about it, without its words; of few sources nobody can say what they have in common.
 */
const leastAbout = ({ kind, sources }: Page, first: Candidate | undefined): number =>
  kind === 'results' && sources.length > 2 ? Math.min(onSubject, first?.about ?? 0) : 0;

/** The date and the dots before a result's first words are the engine's, not the sentence's. */
const crumbs =
  /^(?:(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2} ?(?:天|小时|分钟|周|个月|days?|hours?|minutes?|weeks?) ?(?:前|ago))\s*(?:[-—–·|]+|\.{2,}|…+)\s*|\.{2,}\s*|…+\s*)+/;

function excerptOf({ source, text, start, end, score }: Candidate): Excerpt {
  const crumb = crumbs.exec(text)?.[0].length ?? 0;
  const from = crumb < text.length ? start + crumb : start;
  return { source: source.number, quote: source.text.slice(from, end), start: from, end, score };
}

/** How much of the shorter of two sentences the other repeats, 0 to 1. */
function likeness(one: Candidate, other: Candidate): number {
  const [few, many] = one.words.size < other.words.size ? [one.words, other.words] : [other.words, one.words];
  if (few.size === 0) return 0;
  let same = 0;
  for (const word of few) if (many.has(word)) same++;
  return same / few.size;
}

function highest<T>(all: readonly T[], value: (item: T) => number): T | undefined {
  return all.reduce<T | undefined>(
    (top, item) => (top === undefined || value(item) > value(top) ? item : top),
    undefined,
  );
}
