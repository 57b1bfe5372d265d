import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallName, Calls, ConnectionDetail, LocalServer, TestReport } from '../messaging/protocol.ts';
import type { Connection } from '../model/connection.ts';
import { type AppErrorData, errorData } from '../model/errors.ts';
import { defaultPreferences, type Preferences } from '../model/preferences.ts';

export type Call = <N extends CallName>(name: N, request: Calls[N]['request']) => Promise<Calls[N]['reply']>;

/** A connection being written; `key` undefined keeps the stored one. */
export interface Draft {
  connection: Connection;
  key?: string;
  /** Not saved before. */
  fresh: boolean;
}

export type TestState =
  | { status: 'idle' }
  | { status: 'running' }
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
  local: { status: 'idle' | 'looking' } | { status: 'found'; servers: readonly LocalServer[] };
  /** The last thing that failed, until the next succeeds. */
  error?: AppErrorData;
  saved: boolean;
}

export interface Options extends StoreApi<OptionsState> {
  load(): Promise<void>;
  change(preferences: Partial<Preferences>): Promise<void>;
  edit(draft: Draft | undefined): void;
  /** Changes the draft; what a test said of the old one no longer holds. */
  write(change: Partial<Connection>, key?: string): void;
  save(): Promise<void>;
  remove(id: string): Promise<void>;
  test(): Promise<void>;
  findLocal(): Promise<void>;
}

/**
 * The options page's living state. `allow` asks the browser for access to a base URL's host; it is called first thing in
 * `save` and `test`, since browsers answer it only inside a click.
 */
export function createOptions(call: Call, allow: (baseUrl: string) => Promise<boolean>): Options {
  const store = createStore<OptionsState>(() => ({
    loaded: false,
    preferences: defaultPreferences,
    connections: [],
    test: { status: 'idle' },
    models: [],
    local: { status: 'idle' },
    saved: false,
  }));
  const { getState, setState } = store;

  async function load(): Promise<void> {
    const [{ preferences }, connections] = await Promise.all([
      call('surface.settings', {}),
      call('options.connections', {}),
    ]);
    setState({ loaded: true, preferences, connections });
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

  return {
    ...store,
    load: () => shown(load),
    change: (change) =>
      shown(async () => {
        const preferences = { ...getState().preferences, ...change };
        setState({ preferences });
        await call('options.savePreferences', { preferences });
      }),
    edit: (draft) => setState({ draft, test: { status: 'idle' }, models: [], error: undefined, saved: false }),
    write(change, key) {
      const { draft } = getState();
      if (!draft) return;
      const connection = { ...draft.connection, ...change };
      setState({ draft: { ...draft, connection, key: key ?? draft.key }, test: { status: 'idle' }, saved: false });
    },
    save: () =>
      shown(async () => {
        const { draft } = getState();
        if (!draft) return;
        await allow(draft.connection.baseUrl);
        const outcome = await call('options.saveConnection', { connection: draft.connection, key: draft.key });
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
    test: () =>
      shown(async () => {
        const { draft } = getState();
        if (!draft) return;
        setState({ test: { status: 'running' } });
        await allow(draft.connection.baseUrl);
        const outcome = await call('options.test', { connection: draft.connection, key: draft.key });
        if (getState().draft !== draft) return; // changed meanwhile
        if (outcome.ok) {
          const { baseUrl, models } = outcome.value;
          const tried = { ...draft, connection: { ...draft.connection, baseUrl } };
          setState({ draft: tried, test: { status: 'passed', report: outcome.value }, models });
          return;
        }
        setState({ test: { status: 'failed', error: outcome.error } });
      }),
    findLocal: () =>
      shown(async () => {
        setState({ local: { status: 'looking' } });
        setState({ local: { status: 'found', servers: await call('options.localServers', {}) } });
      }),
  };
}
