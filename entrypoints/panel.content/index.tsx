import { createRef } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { provideParts } from '../../components/answer/use-part.ts';
import type { ComposerHandle } from '../../components/chat/composer.tsx';
import { copyAnswer } from '../../components/chat/copy-answer.ts';
import { errorWords } from '../../components/chat/error-words.ts';
import { Panel } from '../../components/panel/panel.tsx';
import type { Shell } from '../../components/panel/shell.ts';
import { talkingInChat } from '../../components/voice/talking-in-chat.ts';
import { readAgain } from '../../lib/chat/read-again.ts';
import { call, persistently } from '../../lib/messaging/calls.ts';
import { serveFocus } from '../../lib/messaging/focus-request.ts';
import { openStream } from '../../lib/messaging/streams.ts';
import { serveTalk } from '../../lib/messaging/talk-request.ts';
import { AppError } from '../../lib/model/errors.ts';
import type { SiteId, Source } from '../../lib/model/page.ts';
import { defaultPreferences, type PanelLayout } from '../../lib/model/preferences.ts';
import { partsInTab } from '../../lib/parts/in-tab.ts';
import { foldOverview, readOverview } from '../../lib/sites/overview.ts';
import { pointAt, stopPointing } from '../../lib/sites/point.ts';
import { showSource } from '../../lib/sites/show-source.ts';
import type { Reading } from '../../lib/sites/site.ts';
import { heedingLater } from '../../lib/voice/commands/heeding-later.ts';
import { readingForTalk } from '../../lib/voice/reading/for-talk.ts';
import { readAsTheyCome } from '../../lib/voice/reading/read-as-they-come.ts';
import { createReading } from '../../lib/voice/reading/reading.ts';
import type { Talking } from '../../lib/voice/talking/talking.ts';
import { hearOnce, sayOnce } from '../../lib/voice/tutor/once.ts';
import { releasedPortions } from '../../lib/voice/tutor/released.ts';
import { tutorLater } from '../../lib/voice/tutor/tutor-later.ts';

import { type Shown, takeBeside } from '../page.content/beside.ts';
import { makeWordsLast } from './lasting-words.ts';

/** Draws the panel in the shell of page.content, which has it loaded when the shell is there. */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  noScriptStartedPostMessage: true,
  main() {
    makeWordsLast();
    const parts = partsInTab((part) => persistently(() => call('surface.loadPart', { part })));
    provideParts(parts);
    const learn = () => parts.load('talk');
    const lessons = () => parts.now('talk');
    const beside = takeBeside();
    const { chat, state } = beside;
    const composer = createRef<ComposerHandle>();
    const tutor = tutorLater(chat, learn);
    const current = () => beside.settings()?.preferences ?? defaultPreferences;
    const aloud = createReading({
      openSpeak: (request, signal) => openStream('speak', request, signal),
      call,
      preferences: () => current().voice,
    });
    readAsTheyCome(chat, aloud, {
      preferences: () => current().voice,
      isSeen: () => document.visibilityState === 'visible',
      lessons,
    });
    const released = (turnId: string) => releasedPortions(tutor, turnId);
    const forTalk = readingForTalk(chat, aloud, () => current().voice, { released, lessons });
    const heeding = heedingLater(
      {
        chat,
        reading: aloud,
        tutor,
        preferences: () => current().voice,
        hasModel: () => (beside.settings()?.connections.length ?? 0) > 0,
        ask: (question, signal) => talking.ask(question, signal),
        openSource: (url) => void call('voice.openSource', { url }),
        copy: (turn) => void copyAnswer(turn, turn.page?.sources ?? []),
        show: () => {
          state.setState(({ layout }) => ({ layout: { ...layout, collapsed: false } }));
          panel?.shell.update();
        },
      },
      learn,
    );
    const talking: Talking = talkingInChat(chat, current, {
      ...forTalk,
      beforeListening: heeding.beforeListening,
      heed: heeding.heed,
      tutor,
    });
    let reading: Reading | undefined;
    let panel: { shell: Shell; root: Root } | undefined;
    serveFocus(() => {
      if (!panel) return false;
      state.setState(({ layout }) => ({ layout: { ...layout, collapsed: false } }));
      panel.shell.update();
      setTimeout(() => composer.current?.focus()); // it may only be drawn now
      return true;
    });
    // The user's key turns the panel's microphone on and off.
    serveTalk(() => (panel ? () => talking.toggle() : undefined), new AbortController().signal);

    let keeping: ReturnType<typeof setTimeout> | undefined;
    /** A drag changes the width sixty times a second; the last one is worth keeping. */
    function keepLayout(site: SiteId, layout: PanelLayout): void {
      clearTimeout(keeping);
      keeping = setTimeout(() => void call('surface.layout', { site, layout }).catch(ignoreIfReplaced), 300);
    }

    function appear(shell: Shell): void {
      const root = createRoot(shell.take());
      root.render(
        <Panel
          chat={chat}
          tutor={tutor}
          repeat={{
            silence: aloud.stop,
            say: (text, lang, signal) => sayOnce({ openStream, call }, text, lang, signal),
            hear: (lang, signal, onOpen) => hearOnce({ openStream, call }, lang, signal, onOpen),
            compare: async (...texts) => (await learn()).compareRepeated(...texts),
            errorWords,
          }}
          state={state}
          talking={talking}
          reading={aloud}
          onLayout={(change) => {
            const layout = { ...state.getState().layout, ...change };
            state.setState({ layout });
            panel?.shell.update();
            if (reading) keepLayout(reading.page.site, layout);
          }}
          onHideSite={() => {
            if (reading) void call('surface.hideSite', { site: reading.page.site });
            beside.hide();
          }}
          onConnection={(connectionId) => void call('surface.connection', { connectionId })}
          onOptions={(connectionId) => void call('surface.openOptions', { connectionId })}
          onReload={() => location.reload()}
          onShow={(source) => {
            const element = elementOf(source);
            if (element) showSource(element);
          }}
          onPoint={(point) => {
            const element = point && elementOf(point.source);
            if (element) pointAt(element, point.quotes);
            else stopPointing(document);
          }}
          onPreview={(request) => call('surface.preview', { request })}
          onFoldOverview={(folded) => {
            void call('surface.foldOverview', { folded }).catch(ignoreIfReplaced);
            if (reading) foldOverview(document, reading.page.site, folded);
            const { overview } = state.getState();
            state.setState({ overview: overview && { ...overview, folded } });
          }}
          onLedger={(recordId) => void call('surface.openLedger', { recordId })}
          onRead={(turnId, source) => readAgain(chat, turnId, source)}
          onMicrophone={() => void call('voice.openMicrophone', {})}
          composer={composer}
          onAside={() => {
            const { page, turns } = chat.getState();
            void call('surface.continueAside', { chat: { ...(page && { page }), turns: [...turns] } });
          }}
          onHow={() => void call('surface.openHow', {})}
        />,
      );
      panel = { shell, root };
    }

    /** Where a source of an answer stands on the page now: sources that came later may have moved its number. */
    function elementOf({ number, url }: Source): Element | undefined {
      const now = reading?.page.sources;
      const same =
        now?.find((source) => source.number === number && source.url === url) ??
        now?.find((source) => source.url === url);
      return same && reading?.elements.get(same.number);
    }

    function disappear(): void {
      panel?.root.unmount();
      panel = undefined;
      reading = undefined;
    }

    // A page that the browser keeps for its back button would speak on.
    addEventListener('pagehide', () => aloud.stop());

    function applySettings({ preferences, connections }: Shown['settings']): void {
      state.setState({
        connections,
        defaultConnectionId: preferences.defaultConnectionId,
        usualMode: preferences.answerMode,
        talkKey: preferences.voice.talkKey,
      });
    }

    /** The answer to a question that was spoken on the page before, with its sources named. */
    function readSpoken(): void {
      const turnId = chat.getState().turns.at(-1)?.id;
      if (turnId !== undefined && current().voice.readsAloud !== 'never')
        void heeding.readWithSources(turnId, new AbortController().signal).catch(ignoreIfReplaced);
    }

    function showBeside(shown: Shown): void {
      const isNew = reading?.page !== shown.reading.page;
      reading = shown.reading;
      const { page } = reading;
      const { preferences } = shown.settings;
      applySettings(shown.settings);
      if (shown.spoken) readSpoken();
      if (!isNew) return;
      if (!panel) foldOverview(document, page.site, preferences.foldsOverview);
      const lookForOverview = () => {
        const text = readOverview(document, page.site)?.text;
        state.setState({
          overview: text ? { text, folded: state.getState().overview?.folded ?? preferences.foldsOverview } : undefined,
        });
      };
      lookForOverview();
      if (document.readyState === 'loading')
        document.addEventListener('DOMContentLoaded', lookForOverview, { once: true });
      if (panel) panel.shell.update();
      else appear(shown.shell);
    }

    beside.watch((shown) => (shown ? showBeside(shown) : disappear()));
  },
});

/** An old content script outlives the extension that was updated; its calls fail, and there is nobody to tell. */
function ignoreIfReplaced(thrown: unknown): void {
  if (!(thrown instanceof AppError) || thrown.code === 'unexpected') throw thrown;
}
