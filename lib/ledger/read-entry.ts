import * as v from 'valibot';
import { currencies } from '../model/connection.ts';
import { askedTasks } from '../model/conversation.ts';
import { errorCodes } from '../model/errors.ts';
import type { DamagedEntry, LedgerEntry } from '../model/ledger.ts';
import { amount, integer, listOf, natural, number, positive, textOf } from '../model/shapes.ts';

/**
 * The shape of an entry in a file. Objects are loose: a later version may say more, and the hash is over all of it. Sizes
 * are bounds on nonsense, not on use.
 */
const line = textOf(8_000);
const text = textOf(1_000_000);
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const timeMs = v.pipe(number, v.minValue(0), v.maxValue(8.64e15)); // what a Date can hold

const source = v.looseObject({
  number: integer,
  title: line,
  url: line,
  site: line,
  text,
  pageText: v.optional(text),
  kind: v.picklist(['organic', 'featured', 'related', 'answer', 'article']),
  author: v.optional(line),
  date: v.optional(line),
  votes: v.optional(number),
  sha256: hash,
});

const verdict = v.picklist(['found', 'partly', 'notFound', 'noSource', 'cannotCheck', 'noSuchNumber']);
const few = listOf(line, 500);
const numbers = listOf(integer, 500);

const check = v.looseObject({
  start: natural,
  end: natural,
  sources: numbers,
  badNumbers: numbers,
  verdict,
  each: v.optional(listOf(v.looseObject({ source: integer, verdict }), 500)),
  evidence: listOf(v.looseObject({ source: integer, start: natural, end: natural, quote: text }), 20),
  missing: v.looseObject({
    numbers: few,
    names: few,
    changed: listOf(v.looseObject({ said: line, source: line }), 500),
    words: v.optional(few),
    negation: v.optional(v.literal(true)),
    direction: v.optional(v.literal(true)),
  }),
  why: v.optional(v.picklist(['otherLanguage', 'shortSource', 'notAClaim'])),
});

const author = v.variant('kind', [
  v.looseObject({ kind: v.literal('quotes') }),
  v.looseObject({
    kind: v.literal('model'),
    connectionId: line,
    name: line,
    model: line,
    host: line,
    prices: v.optional(v.looseObject({ input: amount, output: amount, currency: v.picklist(currencies) })),
  }),
]);

const record = v.looseObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  atMs: timeMs,
  question: text,
  page: v.optional(
    v.looseObject({
      site: v.picklist(['google', 'baidu', 'zhihu']),
      kind: v.picklist(['results', 'question', 'article']),
      url: line,
      query: line,
    }),
  ),
  task: v.optional(v.picklist(askedTasks)),
  mode: v.picklist(['accurate', 'creative']),
  author,
  modelReturned: v.optional(line),
  parameters: v.record(line, v.unknown()),
  messages: listOf(
    v.looseObject({
      role: v.picklist(['system', 'user', 'assistant']),
      content: text,
      thinking: v.optional(text),
    }),
    1_100,
  ),
  sources: listOf(source, 200),
  left: listOf(
    v.looseObject({
      number: integer,
      why: v.picklist(['duplicate', 'instruction', 'empty', 'blocked', 'unticked', 'far']),
    }),
    200,
  ),
  answer: text,
  quotes: listOf(v.looseObject({ source: integer, text }), 200),
  checks: listOf(check, 5_000),
  verifier: line,
  usage: v.optional(v.looseObject({ inputTokens: amount, outputTokens: amount })),
  cost: v.optional(amount),
  end: v.optional(v.picklist(['complete', 'length', 'filtered', 'stopped', 'interrupted'])),
  error: v.optional(
    v.looseObject({
      code: v.picklist(errorCodes),
      detail: text,
      status: v.optional(number),
      host: v.optional(line),
      retryAfterMs: v.optional(number),
    }),
  ),
  sameKey: hash,
  questionKey: hash,
});

const link = { seq: positive, prev: hash, hash };

const recordEntry = v.strictObject({
  ...link,
  record,
  importedFrom: v.optional(v.strictObject({ atMs: timeMs, seq: positive, hash })),
});
const gapEntry = v.strictObject({ ...link, deletedAtMs: timeMs });
const deletionEntry = v.strictObject({
  ...link,
  deletion: v.strictObject({
    atMs: timeMs,
    ranges: listOf(v.strictTuple([positive, positive]), 1_000_000),
  }),
});

const damagedEntry = v.strictObject({ ...link, damaged: v.literal(true) });

const entry = v.union([recordEntry, gapEntry, deletionEntry, damagedEntry]);

export const isEntry = (raw: unknown): raw is LedgerEntry | DamagedEntry => v.is(entry, raw);

/** What a file says of itself. */
export const readHead = v.object({
  format: v.literal('pangda-ledger'),
  version: number,
  exportedAtMs: timeMs,
  verifier: line,
  whole: v.boolean(),
  head: v.object({ seq: natural, hash }),
  entries: listOf(v.unknown(), 2_000_000),
});
