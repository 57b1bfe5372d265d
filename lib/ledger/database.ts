import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import type { BlockRow } from './blocks.ts';
import { genesis, isRecord } from './chain.ts';
import { type Facet, type FacetRow, facetOf } from './facets.ts';
import { entryOf, type Row } from './rows.ts';
import { indexedTerms } from './tokens.ts';

/** What is found and filtered of a record that is not in a block yet. */
export interface Fresh {
  /** Hashes of its terms, ascending. */
  terms: Uint32Array;
  facet: Facet;
}

/** The newest entries lie one by one (`entries`, `fresh`); whenever a block is full they move into the other four. */
export interface LedgerSchema extends DBSchema {
  entries: { key: number; value: Row };
  fresh: { key: number; value: Fresh };
  blocks: { key: number; value: BlockRow };
  /** The packed texts of a block; key: its first seq. */
  contents: { key: number; value: Blob };
  facets: { key: number; value: FacetRow };
  postings: { key: [number, number]; value: Posting };
  /**
   * head: the end of the chain. sweep: first seqs of the blocks that still hold bytes of deleted records. unindex: of all
   * blocks up to the first number nothing is to be left in the index; done are the buckets before the second.
   */
  meta: { key: 'head' | 'sweep' | 'unindex'; value: Head | number[] };
}

/** A piece of the index: see postings.ts. */
export interface Posting {
  bucket: number;
  /** First seq of the block. */
  from: number;
  bytes: Uint8Array;
}

/** The end of the chain. */
export interface Head {
  seq: number;
  hash: string;
}

export type LedgerDatabase = IDBPDatabase<LedgerSchema>;
export type Writing = IDBPTransaction<LedgerSchema, StoreNames<LedgerSchema>[], 'readwrite'>;

const opened = new Map<string, Promise<LedgerDatabase>>();
const listeners = new Set<() => void>();

export interface Opening {
  /** Another window holds an older or newer version open, and this one waits for it. */
  onBlocked?: () => void;
}

/** The ledger's own database, opened once. The background writes; the extension's pages only read. */
export function openLedger(name = 'pangda-ledger', { onBlocked }: Opening = {}): Promise<LedgerDatabase> {
  const known = opened.get(name) ?? open(name, onBlocked);
  opened.set(name, known);
  known.catch(() => opened.delete(name)); // another try may do
  return known;
}

/** Calls when an open ledger was closed from outside: deleted, replaced by another version, or lost by the browser. */
export function onLedgerClosed(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function open(name: string, onBlocked: (() => void) | undefined): Promise<LedgerDatabase> {
  const closed = () => {
    opened.delete(name);
    for (const listener of listeners) listener();
  };
  return openDB<LedgerSchema>(name, 2, {
    upgrade: (db, from, _to, tx) => upgraded(db, from, tx as unknown as Upgrading), // idb's own kind of transaction
    ...(onBlocked && { blocked: () => onBlocked() }),
    // A newer version in another context must not wait for this one.
    blocking(_old, _new, event) {
      (event.target as IDBDatabase).close();
      closed();
    },
    terminated: closed,
  });
}

type Upgrading = IDBPTransaction<LedgerSchema, StoreNames<LedgerSchema>[], 'versionchange'>;

async function upgraded(db: LedgerDatabase, from: number, tx: Upgrading): Promise<void> {
  // The first version kept every entry by itself; they become blocks when the next one is written.
  for (const name of [...db.objectStoreNames]) if (!['entries', 'meta'].includes(name)) db.deleteObjectStore(name);
  if (from === 0) db.createObjectStore('entries', { keyPath: 'seq' });
  if (from === 0) db.createObjectStore('meta');
  db.createObjectStore('fresh');
  db.createObjectStore('blocks', { keyPath: 'from' });
  db.createObjectStore('contents');
  db.createObjectStore('facets', { keyPath: 'from' });
  db.createObjectStore('postings', { keyPath: ['bucket', 'from'] });
  if (from === 0) return;
  for await (const { value } of tx.objectStore('entries')) {
    const fresh = freshOf(value);
    if (fresh) void tx.objectStore('fresh').put(fresh, value.seq);
  }
}

function freshOf(row: Row): Fresh | undefined {
  try {
    const entry = entryOf(row);
    return isRecord(entry) ? { terms: indexedTerms(entry.record), facet: facetOf(entry) } : undefined;
  } catch {
    return undefined; // damaged: a verification says so
  }
}

export const asNumbers = (found: Head | number[] | undefined): number[] => (Array.isArray(found) ? found : []);

export const headOf = async (db: LedgerDatabase): Promise<Head> => asHead(await db.get('meta', 'head'));

export const asHead = (found: Head | number[] | undefined): Head =>
  found && !Array.isArray(found) ? found : { ...genesis };
