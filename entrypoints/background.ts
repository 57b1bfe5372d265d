import browser from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { shellWords } from '../components/panel/shell-words.ts';
import { ahead } from '../lib/answer/ahead.ts';
import { answer } from '../lib/answer/answer.ts';
import { askingOf } from '../lib/answer/asking.ts';
import { chooseWriter, whoAnswers } from '../lib/answer/choose-writer.ts';
import type { KeptAnswers } from '../lib/answer/kept-answer.ts';
import { createQueue } from '../lib/answer/queue.ts';
import { withPageTexts } from '../lib/answer/read-sources.ts';
import { createRuns, type KeptRun, type Produce } from '../lib/answer/runs.ts';
import { stopWarmingUp, warmUpPrompt } from '../lib/answer/warm-up.ts';
import { createAllowWindow } from '../lib/background/allow-window.ts';
import { shown } from '../lib/background/badge.ts';
import { callHandlers, surfaceSettings } from '../lib/background/call-handlers.ts';
import { followSync } from '../lib/background/change-preferences.ts';
import { heedChatKeys, heedOmnibox, heedSelectionMenu } from '../lib/background/chat-page.ts';
import { hostDocuments } from '../lib/background/host-document.ts';
import { keptRuns } from '../lib/background/kept-runs.ts';
import { createListening } from '../lib/background/listening.ts';
import { openMicrophonePage, returnFromHost } from '../lib/background/microphone-page.ts';
import { isPrivate } from '../lib/background/private-windows.ts';
import { recordedRuns } from '../lib/background/record-runs.ts';
import { seldom } from '../lib/background/seldom.ts';
import { createSourcePages } from '../lib/background/source-pages.ts';
import { heedTalkKey, rememberEngine } from '../lib/background/speak-question.ts';
import { asMayBe, createSpeaking } from '../lib/background/speaking.ts';
import { isBidden } from '../lib/background/unbidden.ts';
import { browserSynthesiser, clipPlayer } from '../lib/background/voices.ts';
import { heedInstallation } from '../lib/background/welcome.ts';
import { openLedger } from '../lib/ledger/database.ts';
import { findByQuestion, findSame } from '../lib/ledger/read.ts';
import { createLedgerWriter } from '../lib/ledger/store.ts';
import { fetchInFrame } from '../lib/messaging/frame-port.ts';
import type { ShellWords } from '../lib/messaging/protocol.ts';
import { askReader } from '../lib/messaging/reader-channel.ts';
import { readAnswerRequest, readListenRequest, readSpeakRequest, requestReaders } from '../lib/messaging/readers.ts';
import { isOwnPage, serveCalls } from '../lib/messaging/serve-calls.ts';
import { serveStream } from '../lib/messaging/serve-streams.ts';
import { tellPages } from '../lib/messaging/settings-news.ts';
import type { AnswerRequest } from '../lib/model/conversation.ts';
import type { Page } from '../lib/model/page.ts';
import { partsInBackground } from '../lib/parts/in-background.ts';
import { applyWithoutOrigin } from '../lib/providers/local-origin.ts';
import { setNamelessFetch } from '../lib/providers/nameless.ts';
import { presetOf } from '../lib/providers/presets.ts';
import { provideSdk } from '../lib/providers/sdk.ts';
import { closeFrame, openFrame } from '../lib/providers/server-frames.ts';
import { closeStorageToPages, hasAccess } from '../lib/settings/access.ts';
import { cloudFailure } from '../lib/settings/cloud-failure.ts';
import { connections } from '../lib/settings/connections.ts';
import { sessionJournal } from '../lib/settings/journal.ts';
import { preferences } from '../lib/settings/preferences.ts';
import { grantedSites } from '../lib/settings/readable-sites.ts';
import { countRequest, isCapReached } from '../lib/settings/spent.ts';
import { openVault } from '../lib/settings/vault.ts';

/** A question that only shows who would answer. */
const unasked: AnswerRequest = { id: '', question: '', history: [] };

/** Requests a host at a time. */
const mostUpstream = 4;

/** ms after a page began to load: words of the browser keep the background waiting, and nothing is to wait for them. */
const wordsMs = 1_000;

export default defineBackground(() => {
  const parts = partsInBackground();
  const checking = () => parts.load('checking');
  provideSdk(() => parts.load('openai'));
  void closeStorageToPages();
  void connections.get().then(applyWithoutOrigin);
  followSync();

  const queue = createQueue(mostUpstream);
  const documents = hostDocuments(globalThis.document); // a worker has none
  if (!browser.declarativeNetRequest) {
    const open = async (name: string, url: string, signal: AbortSignal) => {
      await documents.host();
      await openFrame(name, url, signal);
    };
    setNamelessFetch(fetchInFrame({ open, close: closeFrame }, globalThis.fetch));
  }
  const sourcePages = createSourcePages({
    async readPage(url, hosts) {
      await documents.reader();
      return askReader({ url, hosts });
    },
    grantedSites,
    now: Date.now,
  });
  const withTexts = (page: Page, signal: AbortSignal) =>
    withPageTexts(page, { hasAccess: sourcePages.mayRead, readPage: sourcePages.read }, signal);
  const ledger = createLedgerWriter();
  const kept: KeptAnswers = {
    findSame: async (key) => findSame(await openLedger(), key),
    findByQuestion: async (key) => findByQuestion(await openLedger(), key),
  };
  /** What a model needs is fetched, and its prompt written, while the ledger is looked through for an answer that spares it. */
  const produce: Produce = (request, signal, mayAsk) => {
    const writer = request.subject ? undefined : chooseWriter(request);
    writer?.catch(() => {}); // told to the answer
    const now = new Date();
    const prompt = ahead(async () => askingOf(request, { preferences: await preferences.get(), now }));
    const answered: Produce = async function* () {
      const known = { preferences: await preferences.get(), now, prompt: prompt.taken() };
      yield* answer(request, async () => writer, { ...known, queue, checking, withTexts, mayAsk }, signal);
    };
    const recorded = recordedRuns(answered, ledger, preferences.get);
    return keptRuns(recorded, kept, preferences.get, prompt.begin)(request, signal);
  };
  const runs = createRuns({
    whoAnswers,
    journal: sessionJournal<KeptRun>(),
    produce,
  });
  serveStream('answer', readAnswerRequest, async function* asked(request, signal, sender) {
    stopWarmingUp();
    const { page, unbidden } = request;
    if (unbidden && !isBidden(page, unbidden, await surfaceSettings({}, sender ?? {}))) return;
    if (signal.aborted) return; // left while this background was waking up
    const asks = { ...request, isPrivate: await isPrivate(sender) };
    if (!asks.isPrivate) void rememberEngine(page?.site);
    yield* shown('answering', sender?.tab?.id, runs(asks, signal));
  });
  let words: ShellWords | undefined;
  const lookUpWords = () => {
    words ??= shellWords();
  };
  const count = async () => countRequest((await preferences.get()).dailyCap);
  const speaking = createSpeaking({
    count,
    preferences: async () => (await preferences.get()).voice,
    connections: connections.get,
    synthesiser: browserSynthesiser(),
    clips: clipPlayer(documents.host),
    reading: () => parts.load('talk'),
    locales: navigator.languages,
  });
  const listening = createListening({
    speaking,
    count,
    isCapReached: async () => isCapReached((await preferences.get()).dailyCap),
    openHost: documents.host,
    openMicrophonePage,
    returnFromHost,
    preferences: preferences.get,
    connections: connections.get,
    hasAccess,
    modelOf: (connection) => presetOf(connection)?.hears?.models[0],
    cloudFailure,
    now: Date.now,
  });
  serveStream('listen', readListenRequest, (request, signal, sender) =>
    shown('listening', sender?.tab?.id, listening.listen(request, signal, sender)),
  );
  serveStream('speak', readSpeakRequest, (request, signal, sender) =>
    speaking.speak(asMayBe(request, isOwnPage(sender)), signal),
  );
  serveCalls(
    requestReaders,
    callHandlers({
      // A page that begins to load is about to ask.
      warmUp() {
        const ready = [openVault(), openLedger(), chooseWriter(unasked), isCapReached(0), grantedSites()];
        void Promise.all(ready).catch(() => {}); // told to the one who needs them
        warmUpPrompt();
      },
      shellWords() {
        if (!words) setTimeout(lookUpWords, wordsMs);
        return words;
      },
      ledger,
      openPage: seldom(({ path, from }) => {
        // A page of ours cannot stand in a private window; the browser opens it in another.
        const opener = from && !from.incognito ? { openerTabId: from.id, windowId: from.windowId } : {};
        const url = browser.runtime.getURL(path);
        // The tab may be gone by now, or in a window that takes no other.
        void browser.tabs.create({ url, ...opener }).catch(() => browser.tabs.create({ url }));
      }),
      sourcePages,
      askForSite: createAllowWindow(sourcePages.mayRead),
      checking,
      listening,
      speaking,
    }),
  );

  connections.watch(() => void tellPages(), new AbortController().signal);
  heedChatKeys();
  // The first word of a start keeps it waiting for the browser; none is needed before somebody asks for it.
  heedSelectionMenu(() => browser.i18n.getMessage('menu_about'));
  heedOmnibox(() => browser.i18n.getMessage('menu_omnibox'));
  heedTalkKey(() => browser.i18n.getMessage('question_private'));

  heedInstallation();
});
