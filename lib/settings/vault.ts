import { type IDBPDatabase, openDB } from 'idb';

/**
 * Keys, one a connection, in the extension's own IndexedDB. Content scripts read `storage.local` and `storage.sync`, and
 * Firefox cannot close those to them; they see the page's IndexedDB, never this one. Only the
 * background opens it, and the host of the voice, which sends requests of its own.
 */
function database(): Promise<IDBPDatabase> {
  const forget = () => {
    opened = undefined;
  };
  opened ??= openDB('vault', 1, {
    upgrade(db) {
      db.createObjectStore('keys');
    },
    // Deleted, or lost by the browser: the next one who asks opens it again.
    blocking(_old, _new, event) {
      (event.target as IDBDatabase).close();
      forget();
    },
    terminated: forget,
  });
  opened.catch(forget);
  return opened;
}
let opened: Promise<IDBPDatabase> | undefined;

/** Opens it before it is needed. */
export const openVault = async (): Promise<void> => void (await database());

export async function readKey(connectionId: string): Promise<string> {
  const key: unknown = await (await database()).get('keys', connectionId);
  return typeof key === 'string' ? key : '';
}

/** An empty key deletes the stored one. */
export async function writeKey(connectionId: string, key: string): Promise<void> {
  const db = await database();
  if (key) await db.put('keys', key, connectionId);
  else await db.delete('keys', connectionId);
}

/** All that a page may learn of a key. */
export async function describeKey(connectionId: string): Promise<{ hasKey: boolean; last4: string }> {
  const key = await readKey(connectionId);
  return { hasKey: key !== '', last4: key.length >= 12 ? key.slice(-4) : '' };
}
