import { preview } from '../answer/preview.ts';
import { verified } from '../ledger/import.ts';
import type { LedgerWriter } from '../ledger/store.ts';
import type { CallHandlers } from '../messaging/calls.ts';
import type { Outcome, SurfaceSettings } from '../messaging/protocol.ts';
import { hostOf } from '../model/connection.ts';
import { errorData } from '../model/errors.ts';
import { browserModel, isOffered } from '../providers/built-in.ts';
import { findLocalServers } from '../providers/local.ts';
import { connections } from '../settings/connections.ts';
import { preferences } from '../settings/preferences.ts';
import { readPreferences } from '../settings/read-preferences.ts';
import { describe, listed, remove, save, tested } from './manage-connections.ts';
import { siteCalls } from './site-calls.ts';
import type { SourcePages } from './source-pages.ts';

interface Doings {
  /** Opens a page of the extension in a new tab. */
  openPage: (path: string) => void;
  ledger: LedgerWriter;
  sourcePages: SourcePages;
  /** Asks the user whether a page's site may be read. */
  askForSite: (url: string) => Promise<boolean>;
}

/** What the background does when asked. */
export const callHandlers = ({ openPage, ledger, sourcePages, askForSite }: Doings): CallHandlers => ({
  ...siteCalls(sourcePages, askForSite),
  'surface.settings': surfaceSettings,
  async 'surface.layout'({ site, layout }) {
    await changePreferences((old) => ({ ...old, layout: { ...old.layout, [site]: layout } }));
    return null;
  },
  async 'surface.hideSite'({ site }) {
    await changePreferences((old) => ({ ...old, sites: { ...old.sites, [site]: false } }));
    return null;
  },
  async 'surface.connection'({ connectionId }) {
    await changePreferences((old) => ({ ...old, defaultConnectionId: connectionId }));
    return null;
  },
  async 'surface.foldOverview'({ folded }) {
    await changePreferences((old) => ({ ...old, foldsOverview: folded }));
    return null;
  },
  async 'surface.openOptions'({ connectionId }) {
    openPage(connectionId ? `/options.html#${encodeURIComponent(connectionId)}` : '/options.html');
    return null;
  },
  async 'surface.openLedger'({ recordId }) {
    openPage(recordId ? `/ledger.html#${encodeURIComponent(recordId)}` : '/ledger.html');
    return null;
  },
  'ledger.delete': ({ doomed }) => outcome(() => ledger.remove(doomed, Date.now())),
  'ledger.import': ({ entries }) => outcome(async () => ledger.importEntries(await verified(entries), Date.now())),
  'surface.preview': async ({ request }) => (await preview(request)) ?? null,
  async 'surface.openHow'() {
    openPage('/how.html');
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
  async 'options.savePreferences'({ preferences: wanted }) {
    await changePreferences(() => wanted);
    return null;
  },
});

const outcome = <T>(step: () => Promise<T>): Promise<Outcome<T>> =>
  step().then(
    (value) => ({ ok: true, value }),
    (thrown) => ({ ok: false, error: errorData(thrown) }),
  );

/** Read, changed and written as one step after another, so that two surfaces at once do not undo each other. */
let lastChange: Promise<void> = Promise.resolve();
function changePreferences(
  next: (old: SurfaceSettings['preferences']) => SurfaceSettings['preferences'],
): Promise<void> {
  lastChange = lastChange
    .catch(() => {}) // the one who asked has been told
    .then(async () => preferences.set(readPreferences(next(await preferences.get()))));
  return lastChange;
}

async function surfaceSettings(): Promise<SurfaceSettings> {
  const [all, current] = await Promise.all([connections.get(), preferences.get()]);
  return {
    preferences: current,
    connections: all.map(({ id, name, model, baseUrl }) => ({ id, name, model, host: hostOf({ baseUrl }) })),
  };
}
