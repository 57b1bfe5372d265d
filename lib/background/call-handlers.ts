import type { Tabs } from 'webextension-polyfill';
import { preview } from '../answer/preview.ts';
import type { Checking } from '../grounding/checking.ts';
import { verified } from '../ledger/import.ts';
import type { LedgerWriter } from '../ledger/store.ts';
import type { Outcome, ShellWords } from '../messaging/protocol.ts';
import type { CallHandlers } from '../messaging/serve-calls.ts';
import { tellPages } from '../messaging/settings-news.ts';
import { canChat, hostOf } from '../model/connection.ts';
import { errorData } from '../model/errors.ts';
import { browserModel, isOffered } from '../providers/built-in.ts';
import { findLocalServers } from '../providers/local.ts';
import { connections } from '../settings/connections.ts';
import { keepChat } from '../settings/kept-chat.ts';
import { keptQuestionStore } from '../settings/kept-question.ts';
import { preferences } from '../settings/preferences.ts';
import { aboutToAsk } from './about-to-ask.ts';
import { changePreferences } from './change-preferences.ts';
import { openAside } from './chat-page.ts';
import type { Listening } from './listening.ts';
import { partCalls } from './load-part.ts';
import { describe, listed, remove, save, tested } from './manage-connections.ts';
import { seldom } from './seldom.ts';
import { settingsCalls } from './settings-calls.ts';
import { siteCalls } from './site-calls.ts';
import type { SourcePages } from './source-pages.ts';
import type { Speaking } from './speaking.ts';
import { voiceCalls } from './voice-calls.ts';

const asideSeldom = seldom((windowId: number | undefined) => openAside(windowId));

interface Doings {
  /** Opens what an answer needs, before it is asked for. */
  warmUp: () => void;
  /** Those of the panel's shell, once they are known. */
  shellWords: () => ShellWords | undefined;
  /** Opens a page of the extension in a new tab; one opened from a tab can go back to it. */
  openPage: (what: { path: string; from?: Tabs.Tab | undefined }) => void;
  ledger: LedgerWriter;
  sourcePages: SourcePages;
  /** Asks the user whether a page's site may be read. */
  askForSite: (url: string) => Promise<boolean>;
  checking: () => Promise<Checking>;
  listening: Listening;
  speaking: Speaking;
}

/** What the background does when asked. */
export const callHandlers = ({
  warmUp,
  shellWords,
  openPage,
  ledger,
  sourcePages,
  askForSite,
  checking,
  listening,
  speaking,
}: Doings): CallHandlers => ({
  ...siteCalls(sourcePages, askForSite, checking),
  ...partCalls,
  ...aboutToAsk,
  ...voiceCalls(listening, speaking),
  async 'surface.settings'(request, sender) {
    const settings = { ...(await surfaceSettings(request, sender)), words: shellWords() };
    setTimeout(warmUp); // not before the one who asked has been told
    return settings;
  },
  async 'surface.layout'({ site, layout }) {
    await changePreferences((old) => ({ ...old, layout: { ...old.layout, [site]: layout } }));
    return null;
  },
  async 'surface.hideSite'({ site }) {
    await changePreferences((old) => ({ ...old, sites: { ...old.sites, [site]: false } }));
    return null;
  },
  async 'popup.showOn'({ site, on }) {
    await changePreferences((old) => ({ ...old, sites: { ...old.sites, [site]: on } }));
    await tellPages();
    return { on: (await preferences.get()).sites[site] };
  },
  async 'surface.connection'({ connectionId }) {
    await changePreferences((old) => ({ ...old, defaultConnectionId: connectionId }));
    return null;
  },
  async 'surface.foldOverview'({ folded }) {
    await changePreferences((old) => ({ ...old, foldsOverview: folded }));
    return null;
  },
  async 'surface.openOptions'({ connectionId }, { tab }) {
    const path = connectionId ? `/options.html#${encodeURIComponent(connectionId)}` : '/options.html';
    openPage({ path, from: tab });
    return null;
  },
  async 'surface.continueAside'({ chat }, { tab }) {
    const opened = asideSeldom(tab?.windowId); // first thing: it is still the press
    if (opened) await Promise.all([keepChat(chat), opened]);
    return null;
  },
  async 'surface.openLedger'({ recordId }) {
    openPage({ path: recordId ? `/ledger.html#${encodeURIComponent(recordId)}` : '/ledger.html' });
    return null;
  },
  'ledger.delete': ({ doomed }) => outcome(() => ledger.remove(doomed, Date.now())),
  'ledger.import': ({ entries }) => outcome(async () => ledger.importEntries(await verified(entries), Date.now())),
  'surface.preview': async ({ request }) => (await preview(request)) ?? null,
  async 'surface.openHow'() {
    openPage({ path: '/how.html' });
    return null;
  },
  'options.connections': async () => Promise.all((await connections.get()).map(describe)),
  'options.saveConnection': save,
  async 'options.removeConnection'({ id }) {
    await remove(id);
    return null;
  },
  'options.test': tested,
  'options.models': listed,
  'options.localServers': () => findLocalServers(AbortSignal.timeout(5_000)),
  'options.builtIn': () => isOffered(browserModel()),
  ...settingsCalls,
});

const outcome = <T>(step: () => Promise<T>): Promise<Outcome<T>> =>
  step().then(
    (value) => ({ ok: true, value }),
    (thrown) => ({ ok: false, error: errorData(thrown) }),
  );

export const surfaceSettings: CallHandlers['surface.settings'] = async (_, { tab }) => {
  const [all, current, spoken] = await Promise.all([
    connections.get(),
    preferences.get(),
    tab?.id === undefined ? undefined : keptQuestionStore.get(tab.id),
  ]);
  return {
    hearsQuestion: spoken !== undefined,
    preferences: current,
    connections: all
      .filter(canChat)
      .map(({ id, name, model, baseUrl }) => ({ id, name, model, host: hostOf({ baseUrl }) })),
  };
};
