import browser from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { answer } from '../lib/answer/answer.ts';
import { chooseWriter, whoAnswers } from '../lib/answer/choose-writer.ts';
import { createQueue } from '../lib/answer/queue.ts';
import { createRuns, type KeptRun } from '../lib/answer/runs.ts';
import { callHandlers } from '../lib/background/call-handlers.ts';
import { isPrivate } from '../lib/background/private-windows.ts';
import { recordedRuns } from '../lib/background/record-runs.ts';
import { createLedgerWriter } from '../lib/ledger/store.ts';
import { serveCalls } from '../lib/messaging/calls.ts';
import { readAnswerRequest, requestReaders } from '../lib/messaging/readers.ts';
import { serveStream } from '../lib/messaging/streams.ts';
import { applyWithoutOrigin } from '../lib/providers/local-origin.ts';
import { closeStorageToPages } from '../lib/settings/access.ts';
import { connections } from '../lib/settings/connections.ts';
import { sessionJournal } from '../lib/settings/journal.ts';
import { preferences } from '../lib/settings/preferences.ts';

/** Requests a host at a time. */
const mostUpstream = 4;

export default defineBackground(() => {
  void closeStorageToPages();
  void connections.get().then(applyWithoutOrigin);

  const queue = createQueue(mostUpstream);
  const ledger = createLedgerWriter();
  const runs = createRuns({
    whoAnswers,
    journal: sessionJournal<KeptRun>(),
    produce: recordedRuns(
      async function* produce(request, signal) {
        const circumstances = { preferences: await preferences.get(), now: new Date(), queue };
        yield* answer(request, chooseWriter, circumstances, signal);
      },
      ledger,
      preferences.get,
    ),
  });
  serveStream('answer', readAnswerRequest, async function* asked(request, signal, sender) {
    yield* runs({ ...request, isPrivate: await isPrivate(sender) }, signal);
  });
  serveCalls(
    requestReaders,
    callHandlers({ ledger, openPage: (path) => void browser.tabs.create({ url: browser.runtime.getURL(path) }) }),
  );

  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
  });
});
