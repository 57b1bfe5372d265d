import { createHeeding } from './commands/heeding.ts';
import { createUtterances } from './speakable/utterances.ts';
import { lessons } from './tutor/lessons.ts';
import { compareRepeated } from './tutor/recognised.ts';
import { createTutor } from './tutor/tutor.ts';

/** What is wanted only by who talks, listens or is taught: it comes when somebody does (lib/parts). */
export const talk = { createUtterances, createHeeding, createTutor, compareRepeated, ...lessons };

export type Talk = typeof talk;
