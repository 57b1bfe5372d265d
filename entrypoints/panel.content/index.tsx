import { defineContentScript } from 'wxt/utils/define-content-script';
import { createStore } from 'zustand/vanilla';
import { hostName, mount } from '../../components/panel/mount.tsx';
import { Panel } from '../../components/panel/panel.tsx';
import type { PanelState } from '../../components/panel/panel-state.ts';
import { asksByItself } from '../../lib/answer/when.ts';
import { showPage } from '../../lib/chat/about-pages.ts';
import { createChat } from '../../lib/chat/chat.ts';
import { readAgain } from '../../lib/chat/read-again.ts';
import { call } from '../../lib/messaging/calls.ts';
import { servePage } from '../../lib/messaging/page-request.ts';
import type { SurfaceSettings } from '../../lib/messaging/protocol.ts';
import { openStream } from '../../lib/messaging/streams.ts';
import { AppError } from '../../lib/model/errors.ts';
import type { SiteId, Source } from '../../lib/model/page.ts';
import { defaultPreferences, type PanelLayout } from '../../lib/model/preferences.ts';
import { guardKeysOf } from '../../lib/sites/key-guard.ts';
import { siteMatches } from '../../lib/sites/matches.ts';
import { foldOverview, readOverview } from '../../lib/sites/overview.ts';
import { pointAt, stopPointing } from '../../lib/sites/point.ts';
import { releasePlace, reservePlace } from '../../lib/sites/reserve.ts';
import { showSource } from '../../lib/sites/show-source.ts';
import type { Reading } from '../../lib/sites/site.ts';
import { stand } from '../../lib/sites/stand.ts';
import { watchTheme } from '../../lib/sites/theme.ts';
import { untilVisible } from '../../lib/sites/visible.ts';
import { watchPage } from '../../lib/sites/watch.ts';

import { makeWordsLast } from './lasting-words.ts';

export default defineContentScript({
  matches: siteMatches,
  runAt: 'document_end',
  noScriptStartedPostMessage: true,
  async main() {
    makeWordsLast();
    // Left by an older version of the extension in a page that outlived it.
    for (const old of document.querySelectorAll(hostName)) old.remove();

    const chat = createChat((request, signal) => openStream('answer', request, signal));
    const state = createStore<PanelState>(() => ({
      theme: 'light',
      placement: 'page',
      mustDock: false,
      resizable: false,
      layout: defaultPreferences.layout.google,
      connections: [],
      usualMode: defaultPreferences.answerMode,
    }));
    let reading: Reading | undefined;
    let panel: { update(): void; leave: AbortController } | undefined;
    servePage(() => reading?.page);

    let keeping: ReturnType<typeof setTimeout> | undefined;
    /** A drag changes the width sixty times a second; the last one is worth keeping. */
    function keepLayout(site: SiteId, layout: PanelLayout): void {
      clearTimeout(keeping);
      keeping = setTimeout(() => void call('surface.layout', { site, layout }).catch(ignoreIfReplaced), 300);
    }

    function appear(): void {
      const leave = new AbortController();
      const { host, root, render, remove } = mount(document);
      guardKeysOf(host, root);
      render(
        <Panel
          chat={chat}
          state={state}
          onLayout={(change) => {
            const layout = { ...state.getState().layout, ...change };
            state.setState({ layout });
            panel?.update();
            if (reading) keepLayout(reading.page.site, layout);
          }}
          onHideSite={() => {
            if (reading) void call('surface.hideSite', { site: reading.page.site });
            disappear();
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
          onHow={() => void call('surface.openHow', {})}
        />,
      );
      watchTheme(document, (theme) => state.setState({ theme }), leave.signal);
      const { update } = stand(
        host,
        () => state.getState().layout,
        (standing) => state.setState(standing),
        leave.signal,
      );
      leave.signal.addEventListener('abort', remove);
      panel = { update, leave };
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
      panel?.leave.abort();
      panel = undefined;
      releasePlace(document);
      chat.show(undefined);
    }

    addEventListener('pageshow', (event) => {
      if (event.persisted) chat.resume();
    });

    const applySettings = ({ preferences, connections }: SurfaceSettings) =>
      state.setState({
        connections,
        defaultConnectionId: preferences.defaultConnectionId,
        usualMode: preferences.answerMode,
      });
    document.addEventListener('visibilitychange', () => {
      // Back from the options page, perhaps with a new connection.
      if (document.visibilityState === 'visible')
        void call('surface.settings', {}).then(applySettings, ignoreIfReplaced);
    });

    let settings: Promise<SurfaceSettings> | undefined = settingsNow();
    let known: SurfaceSettings | undefined;
    for await (const next of watchPage(document, new AbortController().signal)) {
      await untilVisible(document);
      // An extension that was replaced knows no settings any more. The last ones will do: asking will say what happened.
      const current: SurfaceSettings | undefined = await (settings ?? settingsNow()).catch((thrown) => {
        ignoreIfReplaced(thrown);
        return known;
      });
      settings = undefined;
      if (!current) continue;
      known = current;
      const { preferences } = current;
      reading = next && preferences.sites[next.page.site] ? next : undefined;
      if (!reading) {
        disappear();
        continue;
      }
      const { page } = reading;
      if (!panel) state.setState({ layout: preferences.layout[page.site] });
      applySettings(current);
      showPage(chat, page, (asked) => asksByItself(preferences.mode, asked, current.connections.length > 0));
      reservePlace(document, new URL(location.href));
      if (!panel) foldOverview(document, page.site, preferences.foldsOverview);
      const text = readOverview(document, page.site)?.text;
      state.setState({
        overview: text ? { text, folded: state.getState().overview?.folded ?? preferences.foldsOverview } : undefined,
      });
      if (panel) panel.update();
      else appear();
    }
  },
});

/** A background that is just being ended by the browser refuses; the next one answers. */
async function settingsNow(): Promise<SurfaceSettings> {
  try {
    return await call('surface.settings', {});
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'disconnected') throw thrown;
    return call('surface.settings', {});
  }
}

/** An old content script outlives the extension that was updated; its calls fail, and there is nobody to tell. */
function ignoreIfReplaced(thrown: unknown): void {
  if (!(thrown instanceof AppError) || thrown.code === 'unexpected') throw thrown;
}
