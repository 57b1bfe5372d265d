import browser from 'webextension-polyfill';

/** One lasting item of `storage.local`. */
export interface Stored<T> {
  get(): Promise<T>;
  set(value: T): Promise<void>;
  /** Calls back on each change, also those made elsewhere, until the signal aborts. */
  watch(onChange: (value: T) => void, signal: AbortSignal): void;
}

/**
 * An item read through `read`, a pure and total function: whatever an old version or a broken disk left there becomes a
 * whole value, with defaults where something is missing. Nothing is rewritten by reading.
 */
export function stored<T>(key: string, read: (raw: unknown) => T): Stored<T> {
  return {
    async get() {
      const found = await browser.storage.local.get(key);
      return read(found[key]);
    },
    set: (value) => browser.storage.local.set({ [key]: value }),
    watch(onChange, signal) {
      const listener = (changes: Record<string, { newValue?: unknown }>, area: string) => {
        const change = changes[key];
        if (area === 'local' && change) onChange(read(change.newValue));
      };
      browser.storage.onChanged.addListener(listener);
      signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
    },
  };
}
