import browser from 'webextension-polyfill';

const prefix = 'run:';
/** Kept in memory by the browser until it closes, within 10 MB; the newest are worth the room. */
const most = 30;

interface Dated {
  id: string;
  startedMs: number;
}

/** Answers in flight and just ended, where they outlive the background's process. */
export const sessionJournal = <T extends Dated>() => ({
  async all(): Promise<T[]> {
    const found = await browser.storage.session.get(null);
    const kept = Object.entries(found).filter(([key]) => key.startsWith(prefix));
    const runs = kept.map(([, run]) => run as T); // written by keep() below, in this session, by this version
    runs.sort((one, other) => one.startedMs - other.startedMs);
    const old = runs.splice(0, Math.max(0, runs.length - most));
    if (old.length > 0) await browser.storage.session.remove(old.map(({ id }) => prefix + id));
    return runs;
  },
  keep: (run: T): Promise<void> => browser.storage.session.set({ [prefix + run.id]: run }),
});
