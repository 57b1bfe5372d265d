import { i18n } from '#i18n';
import type { Chat } from '../../lib/chat/chat.ts';
import { call } from '../../lib/messaging/calls.ts';
import { openStream } from '../../lib/messaging/streams.ts';
import type { Preferences } from '../../lib/model/preferences.ts';
import type { SpokenLanguage } from '../../lib/model/voice.ts';
import { languageOf } from '../../lib/voice/speakable/language.ts';
import { createTalking, type Talking, type TalkingNeeds } from '../../lib/voice/talking/talking.ts';
import { mostSilenceMs } from '../../lib/voice/tutor/patience.ts';
import type { Tutor } from '../../lib/voice/tutor/tutor.ts';
import { untilSo } from '../../lib/voice/until.ts';

/** Talking to a chat. It ends with the question it is about; `more`: what reading aloud adds. */
export function talkingInChat(
  chat: Chat,
  preferences: () => Preferences,
  more: Pick<TalkingNeeds, 'read' | 'played' | 'beforeListening' | 'onAsked' | 'heed'> & { tutor?: Tutor } = {},
): Talking {
  const { tutor, ...needs } = more;
  const asked = () => chat.getState().turns.at(-1)?.question ?? chat.getState().page?.query;
  const talking = createTalking({
    openListen: (request, signal) => openStream('listen', request, signal),
    listened: (listenId) => call('voice.listened', { listenId }),
    sends: () => preferences().voice.sends,
    lang: () => spokenLanguage(preferences(), asked()),
    hint: asked,
    // Somebody who is taught thinks while they speak.
    endMs: () => (tutor?.getState().wanted && tutor.lesson()?.asked ? mostSilenceMs : undefined),
    async ask(question) {
      if (tutor?.getState().wanted) await tutor.say(question);
      else chat.ask(question);
      return chat.getState().turns.at(-1)?.id;
    },
    answered: (turnId, signal) =>
      untilSo(chat, () => chat.getState().turns.find(({ id }) => id === turnId)?.status !== 'streaming', signal),
    isHidden: () => document.visibilityState === 'hidden',
    ...needs,
  });
  chat.subscribe(({ page }, before) => {
    if (page?.query !== before.page?.query || page?.site !== before.page?.site) talking.cancel();
  });
  return talking;
}

/** The language of answers where the user chose one, else of the question before, else of the browser. */
function spokenLanguage({ answerLanguage }: Preferences, asked: string | undefined): SpokenLanguage {
  if (answerLanguage === 'en') return 'en';
  if (answerLanguage.startsWith('zh')) return 'zh';
  const ours = i18n.t('language.code').startsWith('zh') ? 'zh' : 'en';
  return languageOf(asked ?? '', ours) ?? ours;
}
