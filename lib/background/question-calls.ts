import type { CallHandlers } from '../messaging/serve-calls.ts';
import { keptQuestionStore } from '../settings/kept-question.ts';
import { homeOf } from '../sites/home.ts';
import { createKeptQuestions } from './kept-questions.ts';
import { speakQuestion, tabInView } from './speak-question.ts';

/**
 * Questions spoken before there is a page to answer them from. Only the top frame of a search engine's home page may
 * leave one, and only the same tab may take it.
 */
export function questionCalls(): Pick<
  CallHandlers,
  'voice.keepQuestion' | 'voice.takeQuestion' | 'popup.speakQuestion'
> {
  const kept = createKeptQuestions(keptQuestionStore);
  return {
    async 'voice.keepQuestion'({ question }, { tab, frameId, url }) {
      const isHome = frameId === 0 && URL.canParse(url ?? '') && homeOf(new URL(url ?? '')) !== undefined;
      if (isHome) await kept.keep(tab?.id, question);
      return null;
    },
    async 'voice.takeQuestion'(_, { tab, frameId }) {
      const question = frameId === 0 ? await kept.take(tab?.id) : undefined;
      return question === undefined ? null : { question };
    },
    'popup.speakQuestion': async () => speakQuestion(await tabInView()),
  };
}
