import type { EndReason } from '../model/answer.ts';
import type { Currency } from '../model/connection.ts';
import type { ErrorCode } from '../model/errors.ts';
import type { RecordEntry } from '../model/ledger.ts';
import type { SiteId } from '../model/page.ts';
import type { Verdict } from '../model/verdict.ts';

/** What the list shows of a record, and what it is filtered and found by. Made from the entry, never written otherwise. */
export interface Summary {
  seq: number;
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
  /** Hash of the entry where it was first written: of an imported one, in the other chain. */
  origin: string;
  sameKey: string;
  questionKey: string;
}

export function summaryOf({ seq, hash, record, importedFrom }: RecordEntry): Summary {
  const { id, atMs, question, page, author, checks, quotes, cost, end, error, sameKey, questionKey } = record;
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
    origin: importedFrom?.hash ?? hash,
    sameKey,
    questionKey,
  };
}

/** Told to its end, without an error, here. */
export const isComplete = ({ end, error, imported }: Summary): boolean => end === 'complete' && !error && !imported;
