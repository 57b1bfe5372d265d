import * as z from 'zod/mini';
import { currencies } from '../model/connection.ts';
import { askedTasks } from '../model/conversation.ts';
import { errorCodes } from '../model/errors.ts';
import type { DamagedEntry, LedgerEntry } from '../model/ledger.ts';

/**
 * The shape of an entry in a file. Objects are loose: a later version may say more, and the hash is over all of it. Sizes
 * are bounds on nonsense, not on use.
 */
const line = z.string().check(z.maxLength(8_000));
const text = z.string().check(z.maxLength(1_000_000));
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const place = z.int().check(z.nonnegative());
const timeMs = z.number().check(z.gte(0), z.lte(8.64e15)); // what a Date can hold
const seq = z.int().check(z.positive());

const source = z.looseObject({
  number: z.int(),
  title: line,
  url: line,
  site: line,
  text,
  pageText: z.optional(text),
  kind: z.enum(['organic', 'featured', 'related', 'answer', 'article']),
  author: z.optional(line),
  date: z.optional(line),
  votes: z.optional(z.number()),
  sha256: hash,
});

const verdict = z.enum(['found', 'partly', 'notFound', 'noSource', 'cannotCheck', 'noSuchNumber']);
const few = z.array(line).check(z.maxLength(500));
const numbers = z.array(z.int()).check(z.maxLength(500));

const check = z.looseObject({
  start: place,
  end: place,
  sources: numbers,
  badNumbers: numbers,
  verdict,
  each: z.optional(z.array(z.looseObject({ source: z.int(), verdict })).check(z.maxLength(500))),
  evidence: z.array(z.looseObject({ source: z.int(), start: place, end: place, quote: text })).check(z.maxLength(20)),
  missing: z.looseObject({
    numbers: few,
    names: few,
    changed: z.array(z.looseObject({ said: line, source: line })).check(z.maxLength(500)),
    negation: z.optional(z.literal(true)),
    direction: z.optional(z.literal(true)),
  }),
  why: z.optional(z.enum(['otherLanguage', 'shortSource', 'notAClaim'])),
});

const price = z.number().check(z.nonnegative());
const author = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('quotes') }),
  z.looseObject({
    kind: z.literal('model'),
    connectionId: line,
    name: line,
    model: line,
    host: line,
    prices: z.optional(z.looseObject({ input: price, output: price, currency: z.enum(currencies) })),
  }),
]);

const record = z.looseObject({
  id: z.string().check(z.minLength(1), z.maxLength(100)),
  atMs: timeMs,
  question: text,
  page: z.optional(
    z.looseObject({
      site: z.enum(['google', 'baidu', 'zhihu']),
      kind: z.enum(['results', 'question', 'article']),
      url: line,
      query: line,
    }),
  ),
  task: z.optional(z.enum(askedTasks)),
  mode: z.enum(['accurate', 'creative']),
  author,
  modelReturned: z.optional(line),
  parameters: z.record(line, z.unknown()),
  messages: z
    .array(
      z.looseObject({
        role: z.enum(['system', 'user', 'assistant']),
        content: text,
        thinking: z.optional(text),
      }),
    )
    .check(z.maxLength(1_100)),
  sources: z.array(source).check(z.maxLength(200)),
  left: z
    .array(
      z.looseObject({
        number: z.int(),
        why: z.enum(['duplicate', 'instruction', 'empty', 'blocked', 'unticked', 'far']),
      }),
    )
    .check(z.maxLength(200)),
  answer: text,
  quotes: z.array(z.looseObject({ source: z.int(), text })).check(z.maxLength(200)),
  checks: z.array(check).check(z.maxLength(5_000)),
  verifier: line,
  usage: z.optional(z.looseObject({ inputTokens: price, outputTokens: price })),
  cost: z.optional(price),
  end: z.optional(z.enum(['complete', 'length', 'filtered', 'stopped', 'interrupted'])),
  error: z.optional(
    z.looseObject({
      code: z.enum(errorCodes),
      detail: text,
      status: z.optional(z.number()),
      host: z.optional(line),
      retryAfterMs: z.optional(z.number()),
    }),
  ),
  sameKey: hash,
  questionKey: hash,
});

const link = { seq, prev: hash, hash };

const recordEntry = z.strictObject({
  ...link,
  record,
  importedFrom: z.optional(z.strictObject({ atMs: timeMs, seq, hash })),
});
const gapEntry = z.strictObject({ ...link, deletedAtMs: timeMs });
const deletionEntry = z.strictObject({
  ...link,
  deletion: z.strictObject({
    atMs: timeMs,
    ranges: z.array(z.tuple([seq, seq])).check(z.maxLength(1_000_000)),
  }),
});

const damagedEntry = z.strictObject({ ...link, damaged: z.literal(true) });

const entry: z.ZodMiniType<LedgerEntry | DamagedEntry> = z.union([recordEntry, gapEntry, deletionEntry, damagedEntry]);

export const isEntry = (raw: unknown): raw is LedgerEntry | DamagedEntry => entry.safeParse(raw).success;

/** What a file says of itself. */
export const readHead = z.object({
  format: z.literal('pangda-ledger'),
  version: z.number(),
  exportedAtMs: timeMs,
  verifier: line,
  whole: z.boolean(),
  head: z.object({ seq: place, hash }),
  entries: z.array(z.unknown()).check(z.maxLength(2_000_000)),
});
