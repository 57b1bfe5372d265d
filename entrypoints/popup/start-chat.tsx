import { createRef } from 'react';
import { createRoot } from 'react-dom/client';
import browser from 'webextension-polyfill';
import { provideParts } from '../../components/answer/use-part.ts';
import type { ComposerHandle } from '../../components/chat/composer.tsx';
import { copyAnswer } from '../../components/chat/copy-answer.ts';
import { errorWords } from '../../components/chat/error-words.ts';
import { Popup } from '../../components/popup/popup.tsx';
import { ThemedPage } from '../../components/ui/themed-page.tsx';
import { talkingInChat } from '../../components/voice/talking-in-chat.ts';
import { type ChatState, createChat } from '../../lib/chat/chat.ts';
import { follow } from '../../lib/chat/follow.ts';
import { readAgain } from '../../lib/chat/read-again.ts';
import { call } from '../../lib/messaging/calls.ts';
import { requestTab } from '../../lib/messaging/page-request.ts';
import { openStream } from '../../lib/messaging/streams.ts';
import type { Page } from '../../lib/model/page.ts';
import { partsInPage } from '../../lib/parts/in-page.ts';
import { keepChat, keptChat, watchKeptChat } from '../../lib/settings/kept-chat.ts';
import { heedingLater } from '../../lib/voice/commands/heeding-later.ts';
import { readingForTalk } from '../../lib/voice/reading/for-talk.ts';
import { readAsTheyCome } from '../../lib/voice/reading/read-as-they-come.ts';
import { createReading } from '../../lib/voice/reading/reading.ts';
import type { Talking } from '../../lib/voice/talking/talking.ts';
import { hearOnce, sayOnce } from '../../lib/voice/tutor/once.ts';
import { releasedPortions } from '../../lib/voice/tutor/released.ts';
import { tutorLater } from '../../lib/voice/tutor/tutor-later.ts';
import { beAside, openAside } from './aside.ts';

/** The chat of the toolbar's popup, which closes whenever it loses the focus, and of the side panel, which stays. */
export async function startChat(place: 'popup' | 'aside'): Promise<void> {
  provideParts(partsInPage);
  const learn = () => partsInPage.load('talk');
  const lessons = () => partsInPage.now('talk');
  const chat = createChat((request, signal) => openStream('answer', request, signal), { keepGoing: true });
  const [kept, { page: firstPage, site }, { preferences, connections }] = await Promise.all([
    keptChat<ChatState>(),
    requestTab(),
    call('surface.settings', {}),
  ]);
  const composer = createRef<ComposerHandle>();

  const reading = createReading({
    openSpeak: (request, signal) => openStream('speak', request, signal),
    call,
    preferences: () => preferences.voice,
  });
  readAsTheyCome(chat, reading, { preferences: () => preferences.voice, isSeen: () => true, lessons });

  if (kept?.turns.length) chat.restore(kept);
  else if (firstPage) chat.show(firstPage);
  chat.resume();
  const tutor = tutorLater(chat, learn);

  /** ms. A growing answer is kept by the background as well; here it is written now and then, a new turn or its end at once. */
  const keepMs = 500;
  let keeping: ReturnType<typeof setTimeout> | undefined;
  let isFollowing = false;
  function keep(): void {
    clearTimeout(keeping);
    keeping = undefined;
    void keepChat(chat.getState());
  }
  chat.subscribe((state, before) => {
    if (isFollowing) return;
    const [last, previous] = [state.turns.at(-1), before.turns.at(-1)];
    if (state.turns.length !== before.turns.length || last?.id !== previous?.id || last?.status !== previous?.status)
      keep();
    else keeping ??= setTimeout(keep, keepMs);
  });
  addEventListener('pagehide', keep);
  watchKeptChat<ChatState>((theirs) => {
    isFollowing = true;
    follow(chat, theirs);
    isFollowing = false;
  });

  /** Firefox's microphone is in a window, and a popup closes when another window opens. */
  const canTalk = place === 'aside' || !('getBrowserInfo' in browser.runtime);
  const heeding = heedingLater(
    {
      chat,
      reading,
      tutor,
      preferences: () => preferences.voice,
      hasModel: () => connections.length > 0,
      ask: (question, signal) => talking.ask(question, signal),
      openSource: (url) => void call('voice.openSource', { url }),
      copy: (turn) => void copyAnswer(turn, turn.page?.sources ?? []),
      show: () => {},
    },
    learn,
  );
  const talking: Talking = talkingInChat(chat, () => preferences, {
    ...readingForTalk(chat, reading, () => preferences.voice, {
      released: (turnId) => releasedPortions(tutor, turnId),
      lessons,
    }),
    beforeListening: heeding.beforeListening,
    heed: heeding.heed,
    tutor,
  });

  const root = createRoot(document.getElementById('root') as HTMLElement); // in index.html
  const show = (tabPage: Page | undefined) =>
    root.render(
      <ThemedPage>
        {(theme) => (
          <Popup
            chat={chat}
            tutor={tutor}
            repeat={{
              silence: reading.stop,
              say: (text, lang, signal) => sayOnce({ openStream, call }, text, lang, signal),
              hear: (lang, signal, onOpen) => hearOnce({ openStream, call }, lang, signal, onOpen),
              compare: async (...texts) => (await learn()).compareRepeated(...texts),
              errorWords,
            }}
            reading={reading}
            theme={theme}
            tabPage={tabPage}
            connections={connections}
            defaultConnectionId={preferences.defaultConnectionId}
            onConnection={(connectionId) => void call('surface.connection', { connectionId })}
            usualMode={preferences.answerMode}
            onPreview={(request) => call('surface.preview', { request })}
            onRead={(turnId, source) => readAgain(chat, turnId, source)}
            onRecord={(recordId) => void call('surface.openLedger', { recordId })}
            onHow={() => void call('surface.openHow', {})}
            onOptions={(connectionId) => void call('surface.openOptions', { connectionId })}
            onSpeak={async () => {
              if ((await call('popup.speakQuestion', {})) === 'private') return false;
              // A popup would keep the focus from the card.
              if (place === 'popup') close();
              return true;
            }}
            composer={composer}
            siteChoice={
              place === 'popup' && site
                ? {
                    site,
                    on: preferences.sites[site],
                    onChange: async (on) => (await call('popup.showOn', { site, on })).on,
                  }
                : undefined
            }
            onAside={
              place === 'popup'
                ? () => {
                    keep();
                    void openAside();
                  }
                : undefined
            }
            talk={
              canTalk
                ? {
                    talking,
                    talkKey: preferences.voice.talkKey,
                    onMicrophone: () => void call('voice.openMicrophone', {}),
                    onOptions: () => void call('surface.openOptions', {}),
                  }
                : undefined
            }
          />
        )}
      </ThemedPage>,
    );
  show(firstPage);
  // Whoever opens a chat begins to type.
  requestAnimationFrame(() => composer.current?.focus());
  if (place === 'aside') await beAside(chat, composer, show);
}
