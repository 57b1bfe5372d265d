import type { Doomed, RecordEntry } from '../model/ledger.ts';
import type { SiteId } from '../model/page.ts';
import type { AnswerRecord } from '../model/record.ts';
import type { Verdict } from '../model/verdict.ts';
import type { LedgerDatabase } from './database.ts';
import { entriesAt } from './entries.ts';
import { type Facet, type KeyName, keyNames, verdictBit } from './facets.ts';
import { matching } from './search.ts';
import { damagedSummary, isComplete, keyOf, type Summary, summaryOf } from './summary.ts';
import { normalised, searchedText, searchWords, termHash } from './tokens.ts';

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

/** A record that was found; undefined where it cannot be read. */
export interface Found {
  seq: number;
  entry: RecordEntry | undefined;
}

/** Newest first. `before`: the cursor of the page before. */
export async function list(
  db: LedgerDatabase,
  filter: Filter,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<Listing> {
  const summaries: Summary[] = [];
  for await (const some of found(db, filter, { before, atOnce: limit + 1 })) {
    for (const { seq, entry } of some) {
      if (summaries.length === limit) return { summaries, next: summaries.at(-1)?.seq ?? 0 };
      summaries.push(entry ? summaryOf(entry) : damagedSummary(seq));
    }
  }
  return { summaries };
}

/** The records that a filter lists, newest first, at most so many at once. */
export async function* found(
  db: LedgerDatabase,
  filter: Filter,
  { before, atOnce }: { before?: number | undefined; atOnce: number },
): AsyncGenerator<Found[]> {
  const { terms, phrases } = searchWords(filter.text ?? '');
  if (filter.text?.trim() && terms.length === 0) return;
  for await (const seqs of matching(db, (facet) => fits(facet, filter), { terms, before })) {
    for (let at = 0; at < seqs.length; at += atOnce) {
      const asked = seqs.slice(at, at + atOnce);
      const entries = await entriesAt(db, asked);
      yield asked.flatMap((seq, index): Found[] => {
        const entry = entries[index];
        if (entry === 'damaged') return phrases.length === 0 ? [{ seq, entry: undefined }] : [];
        return entry && says(entry.record, phrases) ? [{ seq, entry }] : [];
      });
    }
  }
}

/** Seqs of the records that a filter lists, newest first. */
export async function seqsThat(db: LedgerDatabase, filter: Filter): Promise<number[]> {
  const all: number[] = [];
  const isAsked = (filter.text ?? '').trim() !== '';
  if (isAsked) for await (const some of found(db, filter, { atOnce: 100 })) all.push(...some.map(({ seq }) => seq));
  else for await (const some of matching(db, (facet) => fits(facet, filter))) for (const seq of some) all.push(seq);
  return all;
}

function fits(facet: Facet, { site, model, verdict, fromMs, toMs }: Filter): boolean {
  if (site && facet.site !== site) return false;
  if (model && facet.model !== model) return false;
  if (verdict && !(facet.verdicts & verdictBit(verdict))) return false;
  return facet.atMs >= (fromMs ?? 0) && facet.atMs <= (toMs ?? Number.POSITIVE_INFINITY);
}

function says(record: AnswerRecord, phrases: readonly string[]): boolean {
  if (phrases.length === 0) return true;
  const text = normalised(searchedText(record));
  return phrases.every((phrase) => text.includes(phrase));
}

/** The newest record with this id. */
export const get = (db: LedgerDatabase, id: string): Promise<RecordEntry | undefined> =>
  newest(db, 'id', id, () => true);

/** The newest complete answer of one's own to the very same question. */
export const findSame = async (db: LedgerDatabase, sameKey: string): Promise<AnswerRecord | undefined> =>
  (await newest(db, 'sameKey', sameKey, isComplete))?.record;

/** The newest complete answer of one's own to the question, from whatever sources. */
export const findByQuestion = async (db: LedgerDatabase, questionKey: string): Promise<AnswerRecord | undefined> =>
  (await newest(db, 'questionKey', questionKey, isComplete))?.record;

/** The newest record with this key that will do. */
export async function newest(
  db: LedgerDatabase,
  name: KeyName,
  key: string,
  willDo: (summary: Summary) => boolean,
): Promise<RecordEntry | undefined> {
  for await (const { entry } of withKeys(db, name, new Set([key]))) if (willDo(summaryOf(entry))) return entry;
  return undefined;
}

/** Records with one of these keys, newest first. */
export async function* withKeys(
  db: LedgerDatabase,
  name: KeyName,
  keys: ReadonlySet<string>,
): AsyncGenerator<{ key: string; entry: RecordEntry }> {
  const index = keyNames.indexOf(name);
  const hashes = new Set([...keys].map(termHash));
  for await (const seqs of matching(db, (facet) => hashes.has(facet.keys[index] ?? 0))) {
    for (let at = 0; at < seqs.length; at += keyedAtOnce) {
      for (const entry of await entriesAt(db, seqs.slice(at, at + keyedAtOnce))) {
        if (!entry || entry === 'damaged') continue;
        const key = keyOf(entry, name);
        if (keys.has(key)) yield { key, entry };
      }
    }
  }
}

/** Mostly the first will do. */
const keyedAtOnce = 4;

/** How many records there are, and which models answered, each once, as they were asked for. */
export async function overview(db: LedgerDatabase): Promise<{ count: number; models: string[] }> {
  const names = new Set<string>();
  let count = 0;
  const all = matching(db, ({ model }) => {
    if (model !== 'quotes') names.add(model);
    return true;
  });
  for await (const seqs of all) count += seqs.length;
  return { count, models: [...names].sort() };
}

/** Seqs of the records that a deletion means, ascending. */
export async function seqsOf(db: LedgerDatabase, doomed: Doomed): Promise<number[]> {
  if (doomed.kind === 'site') return (await seqsThat(db, { site: doomed.site })).reverse();
  if (doomed.kind === 'time') return (await seqsThat(db, { fromMs: doomed.fromMs, toMs: doomed.toMs })).reverse();
  if (doomed.kind === 'all') return (await seqsThat(db, {})).reverse();
  const seqs: number[] = [];
  for await (const { entry } of withKeys(db, 'id', new Set([doomed.id]))) seqs.push(entry.seq);
  return seqs.reverse();
}
