import { endCard } from './end-card.ts';
import { releasedEnd } from './governor.ts';
import { sessionOf } from './session.ts';
import { tutorText } from './tutor-text.ts';

/** What is to be known of a lesson's turns before one can be shown or read. */
export const lessons = { tutorText, releasedEnd, sessionOf, endCard };

export type Lessons = typeof lessons;
