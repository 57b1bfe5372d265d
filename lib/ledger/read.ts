import type { Doomed, RecordEntry } from '../model/ledger.ts';
import type { SiteId } from '../model/page.ts';
import type { AnswerRecord } from '../model/record.ts';
import type { Verdict } from '../model/verdict.ts';
import { isRecord } from './chain.ts';
import { headOf, type LedgerDatabase } from './database.ts';
import { entryOf } from './rows.ts';
import { candidates } from './search.ts';
import { isComplete, type Summary } from './summary.ts';
import { normalised, searchedText, searchWords } from './tokens.ts';

/** What is listed; everything absent: all. Times are epoch milliseconds, both included. */
export interface Filter {
  site?: SiteId;
  /** A model as it was asked for, or 'quotes'. */
  model?: string;
  /** Some sentence came to this. */
  verdict?: Verdict;
  fromMs?: number;
  toMs?: number;
  /** Words that all stand in the question, the answer or the sources. */
  text?: string;
}

export interface Listing {
  summaries: Summary[];
  /** Where the next page goes on; absent: this was the last. */
  next?: number;
}

/** Summaries read in one step, and those of found words. */
const step = 400;
const someAtOnce = 200;

/** Newest first. `before`: the cursor of the page before. */
export async function list(
  db: LedgerDatabase,
  filter: Filter,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<Listing> {
  const start = before ?? (await headOf(db)).seq + 1;
  const words = searchWords(filter.text ?? '');
  if (filter.text?.trim() && words.terms.length === 0) return { summaries: [] };
  const steps = words.terms.length > 0 ? found(db, words.terms, start) : stepsDown(db, start);
  const summaries: Summary[] = [];
  for await (const some of steps) {
    const fitting = some.filter((summary) => fits(summary, filter));
    // A few at a time, since most of what fits also says it.
    for (let at = 0; at < fitting.length; at += atOnce) {
      const asked = fitting.slice(at, at + atOnce);
      const itSays = await Promise.all(
        asked.map(({ seq }) => words.phrases.length === 0 || says(db, seq, words.phrases)),
      );
      for (const summary of asked.filter((_, index) => itSays[index])) {
        if (summaries.length === limit) return { summaries, next: summaries.at(-1)?.seq ?? 0 };
        summaries.push(summary);
      }
    }
  }
  return { summaries };
}

/** Records read at once to look for a phrase. */
const atOnce = 40;

async function* stepsDown(db: LedgerDatabase, before: number): AsyncGenerator<Summary[]> {
  // The first page is small; a filter that fits little reads in larger steps.
  for (let [end, size] = [before, 60]; end > 1; end -= size, size = step) {
    yield (await db.getAll('summaries', IDBKeyRange.bound(end - size, end, false, true))).reverse();
  }
}

/** Those with the terms; where they lie close together, in one reading. */
async function* found(db: LedgerDatabase, terms: readonly string[], before: number): AsyncGenerator<Summary[]> {
  const seqs = (await candidates(db, terms)).filter((seq) => seq < before);
  for (let at = 0; at < seqs.length; at += someAtOnce) {
    const some = seqs.slice(at, at + someAtOnce);
    const [newestSeq = 0, oldest = 0] = [some[0], some.at(-1)];
    if (newestSeq - oldest > 8 * some.length) {
      const read = await Promise.all(some.map((seq) => db.get('summaries', seq)));
      yield read.filter((summary) => summary !== undefined);
    } else {
      const wanted = new Set(some);
      const range = await db.getAll('summaries', IDBKeyRange.bound(oldest, newestSeq));
      yield range.filter(({ seq }) => wanted.has(seq)).reverse();
    }
  }
}

function fits(summary: Summary, { site, model, verdict, fromMs, toMs }: Filter): boolean {
  if (site && summary.site !== site) return false;
  if (model && (summary.model ?? 'quotes') !== model) return false;
  if (verdict && !summary.counts[verdict]) return false;
  return summary.atMs >= (fromMs ?? 0) && summary.atMs <= (toMs ?? Number.POSITIVE_INFINITY);
}

async function says(db: LedgerDatabase, seq: number, phrases: readonly string[]): Promise<boolean> {
  const entry = await entryAt(db, seq);
  if (!entry) return false;
  const text = normalised(searchedText(entry.record));
  return phrases.every((phrase) => text.includes(phrase));
}

/** The newest record with this id. */
export async function get(db: LedgerDatabase, id: string): Promise<RecordEntry | undefined> {
  const summary = await newest(db, 'id', id, () => true);
  return summary && entryAt(db, summary.seq);
}

/** The record at a place; undefined for a gap, a deletion, and what cannot be read. */
export async function entryAt(db: LedgerDatabase, seq: number): Promise<RecordEntry | undefined> {
  const row = await db.get('entries', seq);
  try {
    const entry = row && entryOf(row);
    return entry && isRecord(entry) ? entry : undefined;
  } catch {
    return undefined; // damaged: a verification says so
  }
}

/** The newest complete answer of one's own to the very same question. */
export const findSame = (db: LedgerDatabase, sameKey: string): Promise<AnswerRecord | undefined> =>
  recordOf(db, newest(db, 'sameKey', sameKey, isComplete));

/** The newest complete answer of one's own to the question, from whatever sources. */
export const findByQuestion = (db: LedgerDatabase, questionKey: string): Promise<AnswerRecord | undefined> =>
  recordOf(db, newest(db, 'questionKey', questionKey, isComplete));

async function recordOf(db: LedgerDatabase, found: Promise<Summary | undefined>): Promise<AnswerRecord | undefined> {
  const summary = await found;
  return summary && (await entryAt(db, summary.seq))?.record;
}

/** The newest summary with this key that will do. */
export async function newest(
  db: LedgerDatabase,
  index: 'id' | 'sameKey' | 'questionKey',
  key: string,
  willDo: (summary: Summary) => boolean,
): Promise<Summary | undefined> {
  const cursors = db.transaction('summaries').store.index(index).iterate(IDBKeyRange.only(key), 'prev');
  for await (const { value } of cursors) if (willDo(value)) return value;
  return undefined;
}

/** Models that answered, each once, as they were asked for. */
export async function models(db: LedgerDatabase): Promise<string[]> {
  const names: string[] = [];
  let cursor = await db.transaction('summaries').store.index('model').openKeyCursor(null, 'nextunique');
  while (cursor) {
    names.push(cursor.key);
    cursor = await cursor.continue();
  }
  return names;
}

/** How many records there are. */
export const count = (db: LedgerDatabase): Promise<number> => db.count('summaries');

/** Seqs of the records that a deletion means, ascending. */
export async function seqsOf(db: LedgerDatabase, doomed: Doomed): Promise<number[]> {
  if (doomed.kind === 'one') return db.getAllKeysFromIndex('summaries', 'id', doomed.id);
  if (doomed.kind === 'all') return db.getAllKeys('summaries');
  const filter = doomed.kind === 'site' ? { site: doomed.site } : { fromMs: doomed.fromMs, toMs: doomed.toMs };
  const seqs: number[] = [];
  for await (const some of stepsDown(db, (await headOf(db)).seq + 1))
    for (const summary of some) if (fits(summary, filter)) seqs.push(summary.seq);
  return seqs.reverse();
}
