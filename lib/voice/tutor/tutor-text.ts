import type { Turn } from '../../model/conversation.ts';
import { type Governed, governed } from './governor.ts';

/** Turns never change, and a lesson looks at all of them whenever one grows. */
const known = new WeakMap<object, Governed>();

/** A tutor's turn, held to its portions; what it writes at the end is read as a whole. */
export function tutorText(turn: Pick<Turn, 'text' | 'tutor' | 'status'>): Governed {
  const found = known.get(turn) ?? held(turn);
  known.set(turn, found);
  return found;
}

function held({ text, tutor, status }: Pick<Turn, 'text' | 'tutor' | 'status'>): Governed {
  if (tutor?.move === 'end') return { portions: [{ start: 0, end: text.length, asks: false }] };
  return governed(text, status !== 'streaming', /[\u3400-\u9fff]/.test(tutor?.goal ?? '') ? 'zh' : 'en');
}
