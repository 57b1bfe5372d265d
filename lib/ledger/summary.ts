import type { EndReason } from '../model/answer.ts';
import type { Currency } from '../model/connection.ts';
import type { ErrorCode } from '../model/errors.ts';
import type { RecordEntry } from '../model/ledger.ts';
import type { SiteId } from '../model/page.ts';
import type { Verdict } from '../model/verdict.ts';
import type { KeyName } from './facets.ts';

/** What the list shows of a record. Made from the entry each time, so that it cannot say anything else. */
export interface Summary {
  seq: number;
  /** The record cannot be read; nothing else is known of it. */
  damaged?: true;
  id: string;
  atMs: number;
  /** At most 200 characters of it. */
  question: string;
  site?: SiteId;
  /** Asked for; absent: quotes. */
  model?: string;
  host?: string;
  /** How many sentences came to which verdict. */
  counts: Partial<Record<Verdict, number>>;
  /** Sentences quoted. */
  quotes: number;
  cost?: number;
  currency?: Currency;
  end?: EndReason;
  error?: ErrorCode;
  imported: boolean;
}

export function summaryOf({ seq, record, importedFrom }: RecordEntry): Summary {
  const { id, atMs, question, page, author, checks, quotes, cost, end, error } = record;
  const counts: Summary['counts'] = {};
  for (const { verdict } of checks) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return {
    seq,
    id,
    atMs,
    question: [...question.slice(0, 400)].slice(0, 200).join(''),
    ...(page && { site: page.site }),
    ...(author.kind === 'model' && { model: author.model, host: author.host }),
    counts,
    quotes: quotes.length,
    ...(cost !== undefined && author.kind === 'model' && author.prices && { cost, currency: author.prices.currency }),
    ...(end && { end }),
    ...(error && { error: error.code }),
    imported: importedFrom !== undefined,
  };
}

/** Told to its end, without an error, here. */
export const isComplete = ({ end, error, imported }: Summary): boolean => end === 'complete' && !error && !imported;

export const damagedSummary = (seq: number): Summary => ({
  ...{ seq, damaged: true, id: '', atMs: 0, question: '', counts: {}, quotes: 0, imported: false },
});

/** What a record is looked up by. */
export function keyOf({ hash, record, importedFrom }: RecordEntry, name: KeyName): string {
  if (name === 'origin') return importedFrom?.hash ?? hash;
  return record[name];
}
