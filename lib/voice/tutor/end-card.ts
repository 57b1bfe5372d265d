import type { Source } from '../../model/page.ts';
import { missedIn, type Outcome, type TutorSession } from './session.ts';

/** What is left of a lesson: counted and listed by us, beside what the model wrote about it. */
export interface EndCard {
  /** Steps by how they went. */
  steps: Record<Outcome, number>;
  /** Questions that were not answered, or not without help. */
  missed: string[];
  /** At most three. */
  review: string[];
  /** Those of the page that were cited while teaching, and no others, whatever the model wrote at the end. */
  sources: Source[];
}

const mostReview = 3;

/** @param text what the model wrote at the end; its review questions are taken, no source and no link of it is */
export function endCard(session: TutorSession, text: string, sources: readonly Source[]): EndCard {
  const count = (outcome: Outcome) => session.done.filter((step) => step.outcome === outcome).length;
  const missed = missedIn(session, session.done);
  const taught = session.done.map(({ question }) => question);
  return {
    steps: { right: count('right'), helped: count('helped'), told: count('told'), left: count('left') },
    missed,
    review: [...new Set([...reviewIn(text), ...missed, ...taught])].slice(0, mostReview),
    sources: session.cited.flatMap((number) => sources.filter((source) => source.number === number)),
  };
}

/** Numbered lines that ask something. */
function reviewIn(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const found = /^\s*(?:\d{1,2}[.)、．]|[-*•])\s*(.+[?？])/.exec(line);
    const question = found?.[1]?.replace(/[*_`]+|\[[\d,，\s-]{1,12}\]/g, '').trim();
    return question ? [question] : [];
  });
}
