import { sha256 } from '../ledger/canonical.ts';
import type { AnswerEvent, SourceChanges } from '../model/answer.ts';
import type { Page } from '../model/page.ts';
import type { AnswerRecord } from '../model/record.ts';
import { isStatement } from '../model/verdict.ts';

/** Where earlier answers are looked up. */
export interface KeptAnswers {
  findSame(sameKey: string): Promise<AnswerRecord | undefined>;
  findByQuestion(questionKey: string): Promise<AnswerRecord | undefined>;
}

/** ms. An older answer from other sources is no answer to what is asked today. */
const longestMs = 14 * 24 * 60 * 60 * 1000;

/**
 * An answer given before that will do for this question: the same question from the same sources, of whatever age; or
 * one of the last two weeks of whose sources at least half are still as they were. With what has changed since.
 */
export async function keptAnswer(
  keys: { sameKey: string; questionKey: string },
  page: Page,
  kept: KeptAnswers,
  nowMs: number,
): Promise<{ record: AnswerRecord; changes?: SourceChanges } | undefined> {
  const [same, record] = await Promise.all([kept.findSame(keys.sameKey), kept.findByQuestion(keys.questionKey)]);
  if (same) return { record: same };
  if (!record || nowMs - record.atMs > longestMs || record.sources.length === 0) return undefined;
  const changes = await changesBetween(record, page);
  const gone = changes.gone.length + changes.changed.length;
  return gone * 2 <= record.sources.length ? { record, changes } : undefined;
}

/** Which sources are no longer there, say something else now, or are new; by address, as their titles. */
async function changesBetween(record: AnswerRecord, page: Page): Promise<SourceChanges> {
  const before = new Map(record.sources.map((source) => [source.url, source]));
  const now = new Map(page.sources.map((source) => [source.url, source]));
  const changes: SourceChanges = { gone: [], changed: [], added: [] };
  for (const [url, { title, text }] of before) {
    const source = now.get(url);
    if (!source) changes.gone.push(title);
    else if ((await sha256(source.text)) !== (await sha256(text))) changes.changed.push(title);
  }
  for (const [url, { title }] of now) if (!before.has(url)) changes.added.push(title);
  return changes;
}

/** A kept answer told again, with the sources it was written from. */
export function* told(
  { id, atMs, author, sources, left, answer, checks, usage, end, modelReturned }: AnswerRecord,
  changes?: SourceChanges,
): Generator<AnswerEvent> {
  yield { type: 'author', author };
  yield {
    type: 'kept',
    atMs,
    recordId: id,
    ...(changes && { changes }),
    sources: sources.map(({ sha256: _, ...source }) => source),
  };
  yield { type: 'left', left };
  yield { type: 'text', text: answer, due: checks.filter(isStatement).map(({ end }) => end) };
  for (const check of checks) yield { type: 'check', check };
  if (modelReturned) yield { type: 'model', model: modelReturned };
  if (usage) yield { type: 'usage', usage };
  yield { type: 'end', reason: end ?? 'complete' };
}
