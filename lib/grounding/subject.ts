/** A sentence, and which of the question's terms it holds: indices into the terms. */
export interface Told {
  text: string;
  holds: (term: number) => boolean;
}

/** A source: its title's terms, and its sentences in order. */
export interface Telling {
  title: (term: number) => boolean;
  sentences: readonly Told[];
}

/** What a sentence has of the share of one of the two before it, and of its title's. */
const fromBefore = 0.6;
const fromTitle = 0.5;
/** From this share of the subject on a sentence is about it. */
export const onSubject = 0.25;

/**
 * How far each sentence of a source is about the question's subject, 0 to 1. The subject is what the page's sources have
 * in common of the question: they were all found for it. Numbers, dates and single Han letters are no subject. A
 * sentence that holds little of it may go on about what the ones before it, or the title, name: it has a part of their
 * share, unless it says itself what it is about. Linear.
 */
export function subjectOf(terms: readonly string[], sources: readonly Telling[]): (source: Telling) => number[] {
  const weights = terms.map((term, index) => {
    if (!mayBeSubject(term)) return 0;
    const holding = sources.filter(
      ({ title, sentences }) => title(index) || sentences.some(({ holds }) => holds(index)),
    );
    return holding.length / sources.length;
  });
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const shareOf = (holds: (term: number) => boolean): number =>
    weights.reduce((sum, weight, index) => (weight > 0 && holds(index) ? sum + weight : sum), 0) / whole;
  return ({ title, sentences }) => {
    if (whole === 0) return sentences.map(() => 1);
    const own = sentences.map(({ holds }) => shareOf(holds));
    const titled = shareOf(title);
    return sentences.map(({ text }, index) => {
      const share = own[index] ?? 0;
      if (share >= onSubject || labelled.test(text)) return share;
      const before = Math.max(own[index - 1] ?? 0, own[index - 2] ?? 0);
      return Math.max(share, fromBefore * before, fromTitle * titled);
    });
  };
}

/** An item of a list that says first what it is about: 国庆节：… */
const labelled = /^.{1,24}?(?:：|: )/;

const mayBeSubject = (term: string): boolean => !/^\d/.test(term) && term.length > 1;
