import browser from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { answer } from '../lib/answer/answer.ts';
import { chooseWriter, whoAnswers } from '../lib/answer/choose-writer.ts';
import type { KeptAnswers } from '../lib/answer/kept-answer.ts';
import { createQueue } from '../lib/answer/queue.ts';
import { withPageTexts } from '../lib/answer/read-sources.ts';
import { createRuns, type KeptRun, type Produce } from '../lib/answer/runs.ts';
import { createAllowWindow } from '../lib/background/allow-window.ts';
import { callHandlers } from '../lib/background/call-handlers.ts';
import { keptRuns } from '../lib/background/kept-runs.ts';
import { isPrivate } from '../lib/background/private-windows.ts';
import { readerDocument } from '../lib/background/reader-document.ts';
import { recordedRuns } from '../lib/background/record-runs.ts';
import { createSourcePages } from '../lib/background/source-pages.ts';
import { openLedger } from '../lib/ledger/database.ts';
import { findByQuestion, findSame } from '../lib/ledger/read.ts';
import { createLedgerWriter } from '../lib/ledger/store.ts';
import { serveCalls } from '../lib/messaging/calls.ts';
import { askReader } from '../lib/messaging/reader-channel.ts';
import { readAnswerRequest, requestReaders } from '../lib/messaging/readers.ts';
import { serveStream } from '../lib/messaging/streams.ts';
import type { Page } from '../lib/model/page.ts';
import { applyWithoutOrigin } from '../lib/providers/local-origin.ts';
import { closeStorageToPages } from '../lib/settings/access.ts';
import { connections } from '../lib/settings/connections.ts';
import { sessionJournal } from '../lib/settings/journal.ts';
import { preferences } from '../lib/settings/preferences.ts';
import { grantedSites } from '../lib/settings/readable-sites.ts';

/** Requests a host at a time. */
const mostUpstream = 4;

export default defineBackground(() => {
  void closeStorageToPages();
  void connections.get().then(applyWithoutOrigin);

  const queue = createQueue(mostUpstream);
  const openReader = readerDocument(globalThis.document); // a worker has none
  const sourcePages = createSourcePages({
    async readPage(url, hosts) {
      await openReader();
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
  const answered: Produce = async function* (request, signal) {
    const circumstances = { preferences: await preferences.get(), now: new Date(), queue, withTexts };
    yield* answer(request, chooseWriter, circumstances, signal);
  };
  const runs = createRuns({
    whoAnswers,
    journal: sessionJournal<KeptRun>(),
    produce: keptRuns(recordedRuns(answered, ledger, preferences.get), kept, preferences.get),
  });
  serveStream('answer', readAnswerRequest, async function* asked(request, signal, sender) {
    yield* runs({ ...request, isPrivate: await isPrivate(sender) }, signal);
  });
  serveCalls(
    requestReaders,
    callHandlers({
      ledger,
      openPage: (path) => void browser.tabs.create({ url: browser.runtime.getURL(path) }),
      sourcePages,
      askForSite: createAllowWindow(sourcePages.mayRead),
    }),
  );

  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
  });
});
