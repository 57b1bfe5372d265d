import { AppError } from '../../model/errors.ts';

/** Decoded clips that are kept, so that "again" is at once: about a minute of speech. */
const most = 8;

/** Clips by name: fetched once, however often and by however many they are asked for. */
export interface Clips<T> {
  /** @throws as `obtain` does; aborting gives the clip up, and its request when nobody else waits for it. */
  get(name: string, obtain: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** Clips of which none is there; the last eight that were used are kept. */
export function createClips<T>(): Clips<T> {
  const known = new Map<string, { clip: Promise<T>; waiting: number; isThere: boolean; stop: AbortController }>();

  function begun(name: string, obtain: (signal: AbortSignal) => Promise<T>) {
    const stop = new AbortController();
    const entry = { clip: obtain(stop.signal), waiting: 0, isThere: false, stop };
    known.set(name, entry);
    entry.clip.then(
      () => {
        entry.isThere = true;
        for (const [old, { isThere }] of known) if (isThere && known.size > most) known.delete(old);
      },
      // The next one who asks may have more luck.
      () => known.get(name) === entry && known.delete(name),
    );
    return entry;
  }

  return {
    async get(name, obtain, signal) {
      const entry = known.get(name) ?? begun(name, obtain);
      known.delete(name);
      known.set(name, entry); // the last used are kept
      entry.waiting++;
      try {
        return await Promise.race([entry.clip, aborted(signal)]);
      } finally {
        entry.waiting--;
        if (entry.waiting === 0 && !entry.isThere) {
          entry.stop.abort();
          if (known.get(name) === entry) known.delete(name);
        }
      }
    },
  };
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const give = () => reject(new AppError('interrupted', 'The clip is not wanted any more.'));
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
