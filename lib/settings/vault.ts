import { openDB } from 'idb';

/**
 * Keys, one a connection, in the extension's own IndexedDB. Content scripts read `storage.local` and `storage.sync`, and
 * Firefox cannot close those to them; they see the page's IndexedDB, never this one. Only the background opens it.
 */
const database = () =>
  openDB('vault', 1, {
    upgrade(db) {
      db.createObjectStore('keys');
    },
  });

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
