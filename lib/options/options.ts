import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallName, Calls, ConnectionDetail, LocalServer, TestReport } from '../messaging/protocol.ts';
import type { Connection } from '../model/connection.ts';
import { type AppErrorData, errorData } from '../model/errors.ts';
import { defaultPreferences, type Preferences } from '../model/preferences.ts';
import { type Typed, typedOf, withTyped } from './advanced.ts';

export type Call = <N extends CallName>(name: N, request: Calls[N]['request']) => Promise<Calls[N]['reply']>;

/** A connection being written; `key` undefined keeps the stored one. */
export interface Draft {
  connection: Connection;
  key?: string;
  /** Not saved before. */
  fresh: boolean;
  /** What the advanced fields hold; `connection` follows when it is saved or tested. */
  typed: Typed;
}

export type TestState =
  | { status: 'idle' }
  | { status: 'running' }
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
  /** The last thing that failed, until the next succeeds. */
  error?: AppErrorData;
  saved: boolean;
}

export interface Options extends StoreApi<OptionsState> {
  /** Of the extension, as servers see it. */
  readonly origin: string;
  load(): Promise<void>;
  change(preferences: Partial<Preferences>): Promise<void>;
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
  allow(baseUrl: string): Promise<void>;
  /** The draft's requests no longer name the extension to its server; tests it at once. */
  hideOrigin(): Promise<void>;
  findLocal(): Promise<void>;
}

/**
 * The options page's living state. `allow` asks the browser for access to a base URL's host; it is called first thing in
 * `save`, `test` and the like, since browsers answer it only inside a click. `origin`: of the extension.
 */
export function createOptions(call: Call, allow: (baseUrl: string) => Promise<boolean>, origin = ''): Options {
  const store = createStore<OptionsState>(() => ({
    loaded: false,
    preferences: defaultPreferences,
    connections: [],
    test: { status: 'idle' },
    models: [],
    builtIn: false,
    local: { status: 'idle' },
    saved: false,
  }));
  const { getState, setState } = store;

  async function load(): Promise<void> {
    const [{ preferences }, connections, builtIn] = await Promise.all([
      call('surface.settings', {}),
      call('options.connections', {}),
      call('options.builtIn', {}),
    ]);
    setState({ loaded: true, preferences, connections, builtIn });
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

  async function test(): Promise<void> {
    const ready = finished();
    if (!ready) return;
    const { draft, connection } = ready;
    setState({ test: { status: 'running' } });
    await allow(connection.baseUrl);
    const outcome = await call('options.test', { connection, key: draft.key });
    if (getState().draft !== draft) return; // changed meanwhile
    if (!outcome.ok) {
      setState({ test: { status: 'failed', error: outcome.error } });
      return;
    }
    const { baseUrl, models, speaksChinese } = outcome.value;
    const learnt = { baseUrl, ...(speaksChinese !== undefined && { speaksChinese }) };
    const tried = { ...draft, connection: { ...draft.connection, ...learnt } };
    setState({ draft: tried, test: { status: 'passed', report: outcome.value }, models });
  }

  return {
    ...store,
    origin,
    load: () => shown(load),
    change: (change) =>
      shown(async () => {
        const preferences = { ...getState().preferences, ...change };
        setState({ preferences });
        await call('options.savePreferences', { preferences });
      }),
    edit: (edited) =>
      setState({
        draft: edited && { ...edited, typed: typedOf(edited.connection) },
        test: { status: 'idle' },
        models: [],
        error: undefined,
        saved: false,
      }),
    write(change, key) {
      const { draft } = getState();
      if (!draft) return;
      const connection = { ...draft.connection, ...change };
      // That was said of the server before.
      if (change.baseUrl !== undefined) delete connection.withoutOrigin;
      setState({ draft: { ...draft, connection, key: key ?? draft.key }, test: { status: 'idle' }, saved: false });
    },
    type(change) {
      const { draft } = getState();
      if (!draft) return;
      setState({ draft: { ...draft, typed: { ...draft.typed, ...change } }, test: { status: 'idle' }, saved: false });
    },
    save: () =>
      shown(async () => {
        const ready = finished();
        if (!ready) return;
        const { draft, connection } = ready;
        await allow(connection.baseUrl);
        const outcome = await call('options.saveConnection', { connection, key: draft.key });
        if (!outcome.ok) {
          setState({ error: outcome.error });
          return;
        }
        await load();
        setState({ draft: undefined, saved: true });
      }),
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
        await allow(connection.baseUrl);
        const outcome = await call('options.models', { connection, key: draft.key });
        if (getState().draft !== draft) return; // changed meanwhile
        if (outcome.ok) setState({ test: { status: 'listed', count: outcome.value.length }, models: outcome.value });
        else setState({ test: { status: 'failed', error: outcome.error } });
      }),
    allow: (baseUrl) =>
      shown(async () => {
        await allow(baseUrl);
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
