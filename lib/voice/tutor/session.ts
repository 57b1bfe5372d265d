import { citationsIn } from '../../grounding/citations.ts';
import type { Turn } from '../../model/conversation.ts';
import { type Rung, rungs, type TutorMove, type TutorPart } from '../../model/tutor.ts';
import type { SpokenLanguage } from '../../model/voice.ts';
import { verdictOf } from './judgement.ts';
import { tutorText } from './tutor-text.ts';

/** right: without help. helped: with hints. told: the tutor said the answer. left: the student went on without. */
export type Outcome = 'right' | 'helped' | 'told' | 'left';

export interface DoneStep {
  question: string;
  outcome: Outcome;
}

/** Where a lesson stands. Made of its turns alone, so that nothing that interrupts it can lose any of it. */
export interface TutorSession {
  goal: string;
  lang: SpokenLanguage;
  /** 1-based. */
  step: number;
  /** The help given so far with the open question. */
  rung: Rung;
  /** The open question, if there is one. */
  asked?: string;
  done: DoneStep[];
  /** Numbers of the sources the tutor cited while teaching, in order, that are on the page. */
  cited: number[];
  /** Times the student had not understood. */
  lost: number;
  ended: boolean;
}

/** The lesson that the last of these turns belong to; undefined when they are none. */
export function sessionOf(turns: readonly Turn[]): TutorSession | undefined {
  const first = turns.findLastIndex(({ tutor }) => tutor?.move === 'begin');
  const goal = turns[first]?.tutor?.goal;
  if (goal === undefined) return undefined;
  const start: TutorSession = {
    goal,
    lang: /[\u3400-\u9fff]/.test(goal) ? 'zh' : 'en',
    step: 1,
    rung: 'none',
    done: [],
    cited: [],
    lost: 0,
    ended: false,
  };
  return turns.slice(first).reduce(after, start);
}

/** The session after a turn. One that was cut before its question counts for nothing: it can be asked again. */
function after(session: TutorSession, turn: Turn): TutorSession {
  const { tutor: part, text, status } = turn;
  if (!part || session.ended || status === 'streaming') return session;
  const { asked } = tutorText(turn);
  if (part.move === 'end') return status === 'done' ? { ...session, ended: true } : session;
  if (status !== 'done' && !asked) return session;
  const next = {
    ...session,
    cited: withCited(session.cited, turn),
    lost: session.lost + (part.move === 'lost' ? 1 : 0),
  };
  const opens = (question = asked?.question) => (question === undefined ? {} : { asked: question });
  if (session.asked === undefined || part.move === 'begin') return { ...next, ...opens() };
  const question = session.asked;
  const goesOn = (outcome: Outcome): TutorSession => {
    const { asked: _, ...rest } = next;
    return {
      ...rest,
      done: [...session.done, { question, outcome }],
      step: session.step + 1,
      rung: 'none',
      ...opens(),
    };
  };
  switch (part.move) {
    case 'goOn':
      return goesOn('left');
    case 'hint':
    case 'lost':
      return part.rung === 'answer' ? goesOn('told') : { ...next, rung: part.rung };
    case 'answer': {
      const verdict = verdictOf(text);
      if (verdict === 'right') return goesOn(session.rung === 'none' ? 'right' : 'helped');
      // The answer may have been said, whether the model judged or not.
      if (part.rung === 'answer') return goesOn('told');
      return verdict === undefined ? next : { ...next, rung: part.rung };
    }
  }
}

function withCited(cited: readonly number[], { text, page }: Turn): number[] {
  const there = new Set(page?.sources.map(({ number }) => number));
  const most = Math.max(0, ...there);
  const found = citationsIn(text, most).flatMap(({ numbers }) => numbers);
  return [...new Set([...cited, ...found.filter((number) => there.has(number))])];
}

const above = (rung: Rung): Rung => rungs[Math.min(rungs.length - 1, rungs.indexOf(rung) + 1)] ?? 'answer';

/**
 * What a move asks of the tutor: how much help it may give is decided here, one rung after another. For an answer it is
 * what may be given if that turns out to be wrong.
 */
export function partFor(session: TutorSession, move: Exclude<TutorMove, 'begin'>): TutorPart {
  const { goal, step, rung, asked, done } = session;
  const open = asked === undefined ? {} : { asked };
  switch (move) {
    case 'answer':
    case 'hint':
    case 'lost':
      return { goal, step, move, rung: asked === undefined ? 'none' : above(rung), ...open };
    case 'goOn':
      return { goal, step: asked === undefined ? step : step + 1, move, rung: 'none', ...open };
    case 'end':
      return { goal, step, move, rung: 'none', missed: missedIn(session, done) };
  }
}

export const beginningOf = (goal: string): TutorPart => ({ goal, step: 1, rung: 'none', move: 'begin' });

/** The questions that were not answered, or not without help. */
export const missedIn = ({ asked }: Pick<TutorSession, 'asked'>, done: readonly DoneStep[]): string[] => [
  ...done.filter(({ outcome }) => outcome !== 'right').map(({ question }) => question),
  ...(asked === undefined ? [] : [asked]),
];
