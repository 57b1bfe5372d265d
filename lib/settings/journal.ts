import browser from 'webextension-polyfill';

const prefix = 'run:';
/** Kept in memory by the browser until it closes, within 10 MB; the newest are worth the room. */
const most = 30;

interface Dated {
  id: string;
  startedMs: number;
}

/** Answers in flight and just ended, where they outlive the background's process. */
export const sessionJournal = <T extends Dated>() => {
  const area = browser.storage.session;
  const forget = (ids: string[]): Promise<void> => area.remove(ids.map((id) => prefix + id));

  /** Oldest first. */
  async function all(): Promise<T[]> {
    const found = await area.get(null);
    const kept = Object.entries(found).filter(([key]) => key.startsWith(prefix));
    const runs = kept.map(([, run]) => run as T); // written by keep() below, in this session, by this version
    return runs.sort((one, other) => one.startedMs - other.startedMs);
  }

  return {
    async all(): Promise<T[]> {
      const runs = await all();
      const old = runs.splice(0, Math.max(0, runs.length - most));
      if (old.length > 0) await forget(old.map(({ id }) => id));
      return runs;
    },
    forget,
    /** When there is no room, the older half of the others makes some. */
    async keep(run: T): Promise<void> {
      const write = () => area.set({ [prefix + run.id]: run });
      await write().catch(async () => {
        const others = (await all()).filter(({ id }) => id !== run.id);
        await forget(others.slice(0, Math.ceil(others.length / 2)).map(({ id }) => id));
        await write();
      });
    },
  };
};
