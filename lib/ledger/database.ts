import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { genesis } from './chain.ts';
import type { Row } from './rows.ts';
import type { Summary } from './summary.ts';

interface LedgerSchema extends DBSchema {
  /** The chain. */
  entries: { key: number; value: Row };
  /** What is shown and found without reading the records. */
  summaries: {
    key: number;
    value: Summary;
    indexes: { id: string; model: string; origin: string; sameKey: string; questionKey: string };
  };
  /** Term hashes of the newest records, which are not in a segment yet; key: seq. */
  fresh: { key: number; value: Uint32Array };
  /** The seqs of a segment's records, by ordinal; 0: deleted. */
  segments: { key: number; value: Uint32Array };
  postings: {
    key: [number, number];
    value: { bucket: number; segment: number; bytes: Uint8Array };
  };
  meta: { key: 'head'; value: Head };
}

/** The end of the chain. */
export interface Head {
  seq: number;
  hash: string;
}

export type LedgerDatabase = IDBPDatabase<LedgerSchema>;

const opened = new Map<string, Promise<LedgerDatabase>>();

/** The ledger's own database, opened once. The background writes; the extension's pages only read. */
export function openLedger(name = 'pangda-ledger'): Promise<LedgerDatabase> {
  const known = opened.get(name) ?? open(name);
  opened.set(name, known);
  known.catch(() => opened.delete(name)); // another try may do
  return known;
}

function open(name: string): Promise<LedgerDatabase> {
  return openDB<LedgerSchema>(name, 1, {
    upgrade(db) {
      db.createObjectStore('entries', { keyPath: 'seq' });
      const summaries = db.createObjectStore('summaries', { keyPath: 'seq' });
      for (const key of ['id', 'model', 'origin', 'sameKey', 'questionKey'] as const) summaries.createIndex(key, key);
      db.createObjectStore('fresh');
      db.createObjectStore('segments');
      db.createObjectStore('postings', { keyPath: ['bucket', 'segment'] });
      db.createObjectStore('meta');
    },
    // A newer version in another context must not wait for this one.
    blocking(_old, _new, event) {
      opened.delete(name);
      (event.target as IDBDatabase).close();
    },
    terminated: () => opened.delete(name),
  });
}

export const headOf = async (db: LedgerDatabase): Promise<Head> => (await db.get('meta', 'head')) ?? genesis;
