import type { Asked } from './explain.ts';

/** ms between two looks: not every browser tells a background worker the moment. */
const lookMs = 1_000;

/** The browser has no network, and who is asked is beyond it. A browser that does not say counts as connected. */
export const isOffline = ({ local }: Pick<Asked, 'local'>): boolean => !local && globalThis.navigator?.onLine === false;

/** Resolves when the browser has a network again, or when aborted. */
export async function untilOnline(signal: AbortSignal): Promise<void> {
  while (!signal.aborted && globalThis.navigator?.onLine === false) {
    await new Promise<void>((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        globalThis.removeEventListener?.('online', finish);
        resolve();
      };
      const timer = setTimeout(finish, lookMs);
      signal.addEventListener('abort', finish, { once: true });
      globalThis.addEventListener?.('online', finish);
    });
  }
}
