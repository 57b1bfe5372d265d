import type { Turn } from '../../model/conversation.ts';
import type { Page, Source } from '../../model/page.ts';
import { languageOf } from '../speakable/language.ts';
import type { Lessons } from '../tutor/lessons.ts';
import { paceOf } from '../tutor/pace.ts';
import type { ReadText } from './reading.ts';

/** What reading aloud needs to know of a chat. */
export interface Turns {
  getState(): { turns: readonly Turn[]; page?: Page | undefined };
  subscribe(heed: () => void): () => void;
}

/** A turn's answer as it is read aloud: what the model wrote, else the quotes, each with its source. Markdown. */
export const spokenText = ({ text, quotes }: Pick<Turn, 'text' | 'quotes'>): string =>
  text || (quotes ?? []).map(({ text: words, source }) => `${words.replace(/\s+/g, ' ')} [${source}]`).join('\n\n');

/** What a tutor's turn takes besides. */
export interface TaughtText {
  /** Undefined: they are still to come, and nothing of a lesson is read before. Null: they never will, it is read whole. */
  lessons?: () => Lessons | undefined | null;
  /** Portions of the turn that were let go on. */
  released?: number;
}

/** The answer of a turn, as it grows. It is gone when the turn is. A tutor's turn is read as far as it has come. */
export function turnText(chat: Turns, turnId: string, { lessons, released = 0 }: TaughtText = {}): ReadText {
  const find = () => chat.getState().turns.find(({ id }) => id === turnId);
  const asked = find();
  return {
    turnId,
    now() {
      const turn = find();
      return turn && portionOf(turn, released, lessons ? lessons() : null);
    },
    onChange: (heed) => chat.subscribe(heed),
    lang: languageOf(asked?.question ?? '', undefined),
    ...(asked?.tutor && { pace: paceOf({ lost: lessons?.()?.sessionOf(chat.getState().turns)?.lost ?? 0 }) }),
    names: spokenNames((asked?.page ?? chat.getState().page)?.sources ?? []),
  };
}

function portionOf(
  turn: Turn,
  released: number,
  lessons: Lessons | undefined | null,
): { text: string; isWhole: boolean } {
  const isOver = turn.status !== 'streaming';
  if (!turn.tutor) return { text: spokenText(turn), isWhole: isOver };
  if (lessons === null) return { text: spokenText(turn), isWhole: isOver };
  if (!lessons) return { text: '', isWhole: false };
  const held = lessons.tutorText(turn);
  const isSettled = held.portions.length > released + 1 || held.asked !== undefined;
  return { text: spokenText(turn).slice(0, lessons.releasedEnd(held, released)), isWhole: isOver || isSettled };
}

/** Longer ones are no names. */
const longestName = 40;

/** Who a source is when it is spoken of: the writer of an answer, else the site, without what only addresses have. */
export const spokenNames = (sources: readonly Source[]): Record<number, string> =>
  Object.fromEntries(
    sources.flatMap(({ number, author, site, kind }) => {
      const isWriter = kind === 'answer' || kind === 'article';
      const name = (isWriter && author) || bareSite(site);
      return name.length > 0 && name.length <= longestName ? [[number, name]] : [];
    }),
  );

const bareSite = (site: string): string =>
  site
    .replace(/\s*[›|].*$/su, '')
    .replace(/^(?:https?:\/\/)?(?:www\.)?(?=[\w-]+\.)/i, '')
    .replace(/^([\w.-]+\.\w{2,})\/.*$/, '$1')
    .trim();
