import { createHeeding } from './commands/heeding.ts';
import { lessons } from './tutor/lessons.ts';
import { compareRepeated } from './tutor/recognised.ts';
import { createTutor } from './tutor/tutor.ts';

/** What is wanted only by who talks, listens or is taught: it comes to a surface when somebody does (lib/parts). */
export const talk = { createHeeding, createTutor, compareRepeated, ...lessons };

export type Talk = typeof talk;
