import browser from 'webextension-polyfill';
import { asRecord } from './raw.ts';
import { stored } from './stored.ts';
import { type SyncItem, type SyncTimes, syncedNames, syncKeys } from './synced.ts';

/** Whether settings are copied, and how new they are here. */
export const syncState = stored<{ on: boolean; times: SyncTimes }>('sync', (raw) => {
  const { on, times } = asRecord(raw);
  const known = asRecord(times);
  const numbers = syncedNames.filter((name) => typeof known[name] === 'number');
  return { on: on === true, times: Object.fromEntries(numbers.map((name) => [name, known[name]])) };
});

/** What lies in the browser's sync; its maker carries it to the user's other browsers. */
export const syncArea = {
  read: (): Promise<Record<string, unknown>> => browser.storage.sync.get([...syncKeys]),
  write: (items: Record<string, SyncItem>): Promise<void> => browser.storage.sync.set(items),
  clear: (): Promise<void> => browser.storage.sync.remove([...syncKeys]),
  /** Calls back when something came from another browser, or was written here. */
  watch(onChange: () => void): void {
    browser.storage.onChanged.addListener((changes, area) => {
      if (area === 'sync' && syncKeys.some((key) => changes[key]?.newValue !== undefined)) onChange();
    });
  },
};
