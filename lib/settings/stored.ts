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
 *
 * What was read is remembered until the item changes, here or elsewhere, and what it changes to then: a question needs a dozen items, and each way to
 * the disk costs milliseconds before it can leave. So a value that was got must not be changed in place.
 */
export function stored<T>(key: string, read: (raw: unknown) => T): Stored<T> {
  let known: Promise<T> | undefined;
  let listens = false;
  let changesHeard = 0;

  function heedChanges(): void {
    if (listens) return;
    listens = true;
    browser.storage.onChanged.addListener((changes, area) => {
      const change = area === 'local' ? changes[key] : undefined;
      if (!change) return;
      changesHeard += 1;
      known = Promise.resolve(read(change.newValue));
    });
  }

  async function fetched(): Promise<T> {
    const found = await browser.storage.local.get(key);
    return read(found[key]);
  }

  return {
    get() {
      heedChanges();
      if (known) return known;
      const fresh = fetched();
      known = fresh;
      fresh.catch(() => {
        if (known === fresh) known = undefined;
      });
      return fresh;
    },
    async set(value) {
      const heardBefore = changesHeard;
      known = undefined;
      await browser.storage.local.set({ [key]: value });
      // Read meanwhile, perhaps before it was written; unless the browser has said by now what is there.
      if (changesHeard === heardBefore) known = undefined;
    },
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
