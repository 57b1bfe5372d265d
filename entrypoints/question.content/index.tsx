import { createRoot } from 'react-dom/client';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { i18n } from '#i18n';
import { errorWords, remedyFor } from '../../components/chat/error-words.ts';
import styles from '../../components/voice/question.css?inline';
import { QuestionCard } from '../../components/voice/question-card.tsx';
import { call } from '../../lib/messaging/calls.ts';
import { openStream } from '../../lib/messaging/streams.ts';
import { serveTalk } from '../../lib/messaging/talk-request.ts';
import { homeOf, searchAddress } from '../../lib/sites/home.ts';
import { guardKeysOf } from '../../lib/sites/key-guard.ts';
import { layOver, watchLeaving } from '../../lib/sites/overlay.ts';
import { type Theme, watchTheme } from '../../lib/sites/theme.ts';
import { questionLanguage } from '../../lib/voice/question/language.ts';
import { createSpokenQuestion } from '../../lib/voice/question/spoken-question.ts';

/**
 * Put into a search engine's home page by the background when the user presses the key for talking (or the popup's
 * button), and at no other time: nothing of it is there before, and it leaves nothing behind.
 */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  noScriptStartedPostMessage: true,
  async main() {
    const engine = homeOf(new URL(location.href));
    if (!engine) return;
    const { preferences } = await call('surface.settings', {});
    const leave = new AbortController();
    const question = createSpokenQuestion({
      listen: (request, signal) => openStream('listen', request, signal),
      listened: (listenId) => void call('voice.listened', { listenId }),
      async go(asked) {
        const address = searchAddress(new URL(location.href), asked);
        if (!address) return question.cancel();
        await call('voice.keepQuestion', { question: asked });
        location.assign(address);
      },
      lang: questionLanguage(preferences.answerLanguage, engine, i18n.t('language.code')),
      sends: preferences.voice.sends,
    });

    const host = document.createElement('pangda-question');
    const root = host.attachShadow({ mode: 'closed' });
    const style = Object.assign(document.createElement('style'), { textContent: styles });
    const content = document.createElement('div');
    root.append(style, content);
    guardKeysOf(host, root);
    layOver(host, leave.signal);
    const theme = createStore<{ theme: Theme }>(() => ({ theme: 'light' }));
    watchTheme(document, (now) => theme.setState({ theme: now }), leave.signal);
    const view = createRoot(content);
    const Card = () => (
      <QuestionCard
        question={question}
        theme={useStore(theme).theme}
        engine={i18n.t(`ledger.site.${engine}`)}
        errorWords={errorWords}
        remedyFor={({ code }) => remedyFor(code)}
        onOptions={() => void call('surface.openOptions', {})}
      />
    );
    view.render(<Card />);

    serveTalk(() => question.toggle, leave.signal);
    watchLeaving(
      window,
      (how) => {
        // Where a window of its own listens, its coming takes the focus; what is only looked at does not listen any more.
        const { phase } = question.getState();
        if (how === 'blur' && phase !== 'listening') question.hold();
        else if (how === 'hidden' || phase !== 'going') question.cancel();
      },
      leave.signal,
    );
    question.subscribe(({ phase }) => {
      if (phase !== 'closed' || leave.signal.aborted) return;
      leave.abort();
      view.unmount();
    });
    question.toggle();
  },
});
