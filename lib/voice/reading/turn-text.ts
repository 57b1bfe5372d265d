import type { Turn } from '../../model/conversation.ts';
import type { Page, Source } from '../../model/page.ts';
import { languageOf } from '../speakable/language.ts';
import { releasedEnd } from '../tutor/governor.ts';
import { paceOf, sessionOf } from '../tutor/session.ts';
import { tutorText } from '../tutor/tutor-text.ts';
import type { ReadText } from './reading.ts';

/** What reading aloud needs to know of a chat. */
export interface Turns {
  getState(): { turns: readonly Turn[]; page?: Page | undefined };
  subscribe(heed: () => void): () => void;
}

/** A turn's answer as it is read aloud: what the model wrote, else the quotes, each with its source. Markdown. */
export const spokenText = ({ text, quotes }: Pick<Turn, 'text' | 'quotes'>): string =>
  text || (quotes ?? []).map(({ text: words, source }) => `${words.replace(/\s+/g, ' ')} [${source}]`).join('\n\n');

/**
 * The answer of a turn, as it grows. It is gone when the turn is. A tutor's turn is read as far as it has come: `released`
 * portions were let go on.
 */
export function turnText(chat: Turns, turnId: string, released = 0): ReadText {
  const find = () => chat.getState().turns.find(({ id }) => id === turnId);
  const asked = find();
  return {
    turnId,
    now() {
      const turn = find();
      return turn && portionOf(turn, released);
    },
    onChange: (heed) => chat.subscribe(heed),
    lang: languageOf(asked?.question ?? '', undefined),
    ...(asked?.tutor && { pace: paceOf({ lost: sessionOf(chat.getState().turns)?.lost ?? 0 }) }),
    names: spokenNames((asked?.page ?? chat.getState().page)?.sources ?? []),
  };
}

function portionOf(turn: Turn, released: number): { text: string; isWhole: boolean } {
  const isOver = turn.status !== 'streaming';
  if (!turn.tutor) return { text: spokenText(turn), isWhole: isOver };
  const held = tutorText(turn);
  const isSettled = held.portions.length > released + 1 || held.asked !== undefined;
  return { text: spokenText(turn).slice(0, releasedEnd(held, released)), isWhole: isOver || isSettled };
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
