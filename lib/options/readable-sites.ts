import { createStore, type StoreApi } from 'zustand/vanilla';
import type { call } from '../messaging/calls.ts';

export interface ReadableSitesState {
  /** Hosts whose cited pages may be read. */
  sites: string[];
}

export interface ReadableSites extends StoreApi<ReadableSitesState> {
  load(): Promise<void>;
  forget(host: string): Promise<void>;
}

/** The sites that were allowed in place, to be taken back. `ask` is lib/messaging's `call`. */
export function createReadableSites(ask: typeof call): ReadableSites {
  const store = createStore<ReadableSitesState>(() => ({ sites: [] }));
  const load = async () => store.setState({ sites: await ask('options.readableSites', {}) });
  return {
    ...store,
    load,
    async forget(host) {
      await ask('options.forgetSite', { host });
      await load();
    },
  };
}
