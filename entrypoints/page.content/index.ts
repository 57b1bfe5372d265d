import { defineContentScript } from 'wxt/utils/define-content-script';
import { asksByItself } from '../../lib/answer/when.ts';
import { showPage } from '../../lib/chat/about-pages.ts';
import { createChat } from '../../lib/chat/chat.ts';
import { call } from '../../lib/messaging/calls.ts';
import { takeEarlySettings } from '../../lib/messaging/early-settings.ts';
import { servePage } from '../../lib/messaging/page-request.ts';
import type { SurfaceSettings } from '../../lib/messaging/protocol.ts';
import { openStream } from '../../lib/messaging/streams.ts';
import { AppError } from '../../lib/model/errors.ts';
import { siteMatches } from '../../lib/sites/matches.ts';
import { releasePlace, reservePlace } from '../../lib/sites/reserve.ts';
import { untilVisible } from '../../lib/sites/visible.ts';
import { watchPage } from '../../lib/sites/watch.ts';
import { putBeside, type Shown } from './beside.ts';

/** Reads the page and asks its question. What is seen of it comes after, from panel.content. */
export default defineContentScript({
  matches: siteMatches,
  runAt: 'document_end',
  noScriptStartedPostMessage: true,
  async main() {
    const chat = createChat((request, signal) => openStream('answer', request, signal));
    const listeners = new Set<(shown: Shown | undefined) => void>();
    let shown: Shown | undefined;
    let known: SurfaceSettings | undefined;

    function show(next: Shown | undefined): void {
      shown = next;
      known = next?.settings ?? known;
      for (const listener of listeners) listener(shown);
    }

    function hide(): void {
      releasePlace(document);
      chat.show(undefined);
      show(undefined);
    }

    putBeside({
      chat,
      settings: () => known,
      watch(onShown) {
        listeners.add(onShown);
        if (shown) onShown(shown);
      },
      hide,
    });
    servePage(() => shown?.reading.page);
    addEventListener('pageshow', (event) => {
      if (event.persisted) chat.resume();
    });
    document.addEventListener('visibilitychange', () => {
      // Back from the options page, perhaps with a new connection.
      if (document.visibilityState !== 'visible') return;
      void call('surface.settings', {}).then(
        (settings) => shown && show({ ...shown, settings, spoken: false }),
        ignoreIfReplaced,
      );
    });

    let settings: Promise<SurfaceSettings> | undefined = firstSettings();
    for await (const reading of watchPage(document, new AbortController().signal)) {
      await untilVisible(document);
      // An extension that was replaced knows no settings any more. The last ones will do: asking will say what happened.
      const current: SurfaceSettings | undefined = await (settings ?? settingsNow()).catch((thrown) => {
        ignoreIfReplaced(thrown);
        return known;
      });
      if (reading) settings = undefined;
      if (!current) continue;
      const { preferences, connections, hearsQuestion } = current;
      if (!reading || !preferences.sites[reading.page.site]) {
        if (shown) hide();
        continue;
      }
      const spoken = hearsQuestion && reading.page.kind === 'results' ? await spokenQuestion() : undefined;
      showPage(chat, reading.page, (asked) => asksByItself(preferences.mode, asked, connections.length > 0), spoken);
      reservePlace(document, new URL(location.href));
      show({ reading, settings: current, spoken: spoken !== undefined });
    }
  },
});

const firstSettings = async (): Promise<SurfaceSettings> => (await takeEarlySettings()) ?? settingsNow();

/** A background that is just being ended by the browser refuses; the next one answers. */
async function settingsNow(): Promise<SurfaceSettings> {
  try {
    return await call('surface.settings', {});
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'disconnected') throw thrown;
    return call('surface.settings', {});
  }
}

/** The question spoken on the page this tab comes from. */
const spokenQuestion = (): Promise<string | undefined> =>
  call('voice.takeQuestion', {}).then((taken) => taken?.question, ignoreIfReplaced as () => undefined);

/** An old content script outlives the extension that was updated; its calls fail, and there is nobody to tell. */
function ignoreIfReplaced(thrown: unknown): void {
  if (!(thrown instanceof AppError) || thrown.code === 'unexpected') throw thrown;
}
