/**
 * How far a tutor may help with the question of a step, in this order: not at all, a nudge, part of the way, the way
 * shown on something similar, the answer. Which one it is is kept here and not left to a model.
 */
export const rungs = ['none', 'nudge', 'partial', 'worked', 'answer'] as const;
export type Rung = (typeof rungs)[number];

/**
 * What the student does: begins, answers the question of the step, asks for a hint, has not understood, wants to go on
 * without answering, is done.
 */
export const tutorMoves = ['begin', 'answer', 'hint', 'lost', 'goOn', 'end'] as const;
export type TutorMove = (typeof tutorMoves)[number];

/** What makes an answer a tutor's turn. */
export interface TutorPart {
  /** What is to be understood: the question that was asked first. */
  goal: string;
  /** 1-based. */
  step: number;
  rung: Rung;
  move: TutorMove;
  /** The question of the step, while it is open. */
  asked?: string;
  /** For the end: the questions that were not answered without help. */
  missed?: string[];
}
