import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallName, Calls, ConnectionDetail, LocalServer, Managed, TestReport } from '../messaging/protocol.ts';
import { type Connection, canChat } from '../model/connection.ts';
import { type AppErrorData, errorData } from '../model/errors.ts';
import { defaultPreferences, type Preferences } from '../model/preferences.ts';
import type { SpokenLanguage } from '../model/voice.ts';
import { type Typed, typedOf, withTyped } from './advanced.ts';
import { asUsual, type ResetSection } from './reset.ts';
import { withService } from './speech-service.ts';

export type Call = <N extends CallName>(name: N, request: Calls[N]['request']) => Promise<Calls[N]['reply']>;

/** A connection being written; `key` undefined keeps the stored one. */
export interface Draft {
  connection: Connection;
  key?: string;
  /** Not saved before. */
  fresh: boolean;
  /** Saved, it hears and speaks; this is the language whose usual voice it gets. */
  voiceFor?: SpokenLanguage;
  /** What the advanced fields hold; `connection` follows when it is saved or tested. */
  typed: Typed;
}

export type TestState =
  | { status: 'idle' }
  /** `downloaded`: the share, 0 to 1, of the browser's own model that is here; absent once it is asked. */
  | { status: 'running'; downloaded?: number }
  | { status: 'listed'; count: number }
  | { status: 'passed'; report: TestReport }
  | { status: 'failed'; error: AppErrorData };

export interface OptionsState {
  loaded: boolean;
  preferences: Preferences;
  connections: readonly ConnectionDetail[];
  draft?: Draft;
  test: TestState;
  /** Models the draft's server lists. */
  models: readonly string[];
  /** This browser has a model of its own. */
  builtIn: boolean;
  local: { status: 'idle' | 'looking' } | { status: 'found'; servers: readonly LocalServer[] };
  /** What an organisation has decided. */
  managed: Managed;
  /** Settings are copied to the user's other browsers. */
  synced: boolean;
  /** The last thing that failed, until the next succeeds. */
  error?: AppErrorData;
  /** What was saved last: a connection to chat with, or one only for speech. */
  saved?: 'chat' | 'speech';
}

export interface Options extends StoreApi<OptionsState> {
  /** Of the extension, as servers see it. */
  readonly origin: string;
  load(): Promise<void>;
  change(preferences: Partial<Preferences>): Promise<void>;
  /** Puts a section's settings back as they were before anything was changed. */
  reset(section: ResetSection | 'all'): Promise<void>;
  /** Copies settings to the user's other browsers, or stops; `forget`: and deletes what was copied. */
  sync(on: boolean, forget?: boolean): Promise<void>;
  edit(draft: Omit<Draft, 'typed'> | undefined): void;
  /** Changes the draft; what a test said of the old one no longer holds. */
  write(change: Partial<Connection>, key?: string): void;
  type(change: Partial<Typed>): void;
  save(): Promise<void>;
  remove(id: string): Promise<void>;
  test(): Promise<void>;
  /** Lists the models of the draft's server. */
  listModels(): Promise<void>;
  /** Asks the browser again for access to a connection's host. */
  allow(connection: Connection): Promise<void>;
  /** The draft's requests no longer name the extension to its server; tests it at once. */
  hideOrigin(): Promise<void>;
  findLocal(): Promise<void>;
  /** A connection hears and speaks from now on, whatever of it it can. */
  serveVoice(connection: Connection, language: SpokenLanguage): Promise<void>;
}

/** ms that settings wait for the browser to say whether it has a model: one that comes later moves what is there. */
const offersMs = 500;

/**
 * The options page's living state. `allow` asks the browser for what a connection needs: access to its host, or its own model, and tells of the download; it is called first thing in
 * `save`, `test` and the like, since browsers answer it only inside a click. `origin`: of the extension.
 */
export function createOptions(
  call: Call,
  allow: (connection: Connection, onDownload: (share: number) => void) => Promise<boolean>,
  origin = '',
): Options {
  const store = createStore<OptionsState>(() => ({
    loaded: false,
    preferences: defaultPreferences,
    connections: [],
    test: { status: 'idle' },
    models: [],
    builtIn: false,
    local: { status: 'idle' },
    managed: { isManaged: false, locked: [], ownConnections: true, maySync: true, usual: defaultPreferences },
    synced: false,
  }));
  const { getState, setState } = store;

  async function load(): Promise<void> {
    const offers = call('options.builtIn', {}).then(
      (builtIn) => setState({ builtIn }),
      () => {},
    );
    const [{ preferences }, connections, managed, synced] = await Promise.all([
      call('surface.settings', {}),
      call('options.connections', {}),
      call('options.managed', {}),
      call('options.sync', {}),
      // A browser may take its time to say, or never do.
      Promise.race([offers, new Promise((done) => setTimeout(done, offersMs))]),
    ]);
    setState({ loaded: true, preferences, connections, managed, synced });
  }

  /** Runs a step; what it throws is shown, and loses nothing that was typed. */
  async function shown(step: () => Promise<void>): Promise<void> {
    try {
      setState({ error: undefined });
      await step();
    } catch (thrown) {
      setState({ error: errorData(thrown) });
    }
  }

  /** The draft as it would be sent; undefined while something typed cannot be taken, which the form then says. */
  function finished(): { draft: Draft; connection: Connection } | undefined {
    const { draft } = getState();
    const read = draft && withTyped(draft.connection, draft.typed);
    return read && 'connection' in read ? { draft, connection: read.connection } : undefined;
  }

  const showDownload = (downloaded: number) => setState({ test: { status: 'running', downloaded } });

  async function test(): Promise<void> {
    const ready = finished();
    if (!ready) return;
    const { draft, connection } = ready;
    setState({ test: { status: 'running' } });
    await allow(connection, showDownload);
    setState({ test: { status: 'running' } });
    const outcome = await call('options.test', { connection, key: draft.key });
    if (getState().draft !== draft) return; // changed meanwhile
    if (!outcome.ok) {
      setState({ test: { status: 'failed', error: outcome.error } });
      return;
    }
    const { baseUrl, model, models, speaksChinese } = outcome.value;
    const answered = draft.connection.model || model; // some servers take whichever they have
    const learnt = { baseUrl, model: answered, ...(speaksChinese !== undefined && { speaksChinese }) };
    const tried = { ...draft, connection: { ...draft.connection, ...learnt } };
    setState({ draft: tried, test: { status: 'passed', report: outcome.value }, models });
  }

  async function change(wanted: Partial<Preferences>): Promise<void> {
    const preferences = { ...getState().preferences, ...wanted };
    setState({ preferences });
    await call('options.savePreferences', { preferences });
  }

  const serve = (connection: Connection, language: SpokenLanguage) =>
    change({ voice: withService(getState().preferences.voice, connection, language) });

  return {
    ...store,
    origin,
    load: () => shown(load),
    change: (wanted) => shown(() => change(wanted)),
    reset: (section) =>
      shown(async () => {
        await change(asUsual(section, getState().managed.usual));
        await load();
      }),
    sync: (on, forget) =>
      shown(async () => {
        await call('options.turnSync', { on, ...(forget && { forget }) });
        await load();
      }),
    edit: (edited) =>
      setState({
        draft: edited && { ...edited, typed: typedOf(edited.connection) },
        test: { status: 'idle' },
        models: [],
        error: undefined,
        saved: undefined,
      }),
    write(change, key) {
      const { draft } = getState();
      if (!draft) return;
      const connection = { ...draft.connection, ...change };
      // That was said of the server before.
      if (change.baseUrl !== undefined) delete connection.withoutOrigin;
      setState({ draft: { ...draft, connection, key: key ?? draft.key }, test: { status: 'idle' }, saved: undefined });
    },
    type(change) {
      const { draft } = getState();
      if (!draft) return;
      setState({
        draft: { ...draft, typed: { ...draft.typed, ...change } },
        test: { status: 'idle' },
        saved: undefined,
      });
    },
    save: () =>
      shown(async () => {
        const ready = finished();
        if (!ready) return;
        const { draft, connection } = ready;
        await allow(connection, showDownload);
        if (getState().test.status === 'running') setState({ test: { status: 'idle' } });
        const outcome = await call('options.saveConnection', { connection, key: draft.key });
        if (!outcome.ok) {
          setState({ error: outcome.error });
          return;
        }
        await load();
        if (draft.voiceFor) await serve(outcome.value, draft.voiceFor);
        setState({ draft: undefined, saved: canChat(connection) ? 'chat' : 'speech' });
      }),
    serveVoice: (connection, language) => shown(() => serve(connection, language)),
    remove: (id) =>
      shown(async () => {
        await call('options.removeConnection', { id });
        await load();
        setState({ draft: undefined });
      }),
    test: () => shown(test),
    listModels: () =>
      shown(async () => {
        const ready = finished();
        if (!ready) return;
        const { draft, connection } = ready;
        setState({ test: { status: 'running' } });
        await allow(connection, showDownload);
        const outcome = await call('options.models', { connection, key: draft.key });
        if (getState().draft !== draft) return; // changed meanwhile
        if (outcome.ok) setState({ test: { status: 'listed', count: outcome.value.length }, models: outcome.value });
        else setState({ test: { status: 'failed', error: outcome.error } });
      }),
    allow: (connection) =>
      shown(async () => {
        await allow(connection, showDownload);
        await load();
      }),
    hideOrigin: () =>
      shown(async () => {
        const { draft } = getState();
        if (!draft) return;
        setState({ draft: { ...draft, connection: { ...draft.connection, withoutOrigin: true } } });
        await test();
      }),
    findLocal: () =>
      shown(async () => {
        setState({ local: { status: 'looking' } });
        setState({ local: { status: 'found', servers: await call('options.localServers', {}) } });
      }),
  };
}
