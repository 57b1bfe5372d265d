import { i18n } from '#i18n';
import { verifierVersion } from '../../lib/grounding/verify.ts';
import type { LedgerDatabase } from '../../lib/ledger/database.ts';
import { chosen, exportJson } from '../../lib/ledger/export.ts';
import { markdownOf } from '../../lib/ledger/markdown.ts';
import type { Filter } from '../../lib/ledger/read.ts';
import type { AnswerRecord } from '../../lib/model/record.ts';
import { verdictWords } from '../chat/verdict-words.ts';
import { fileName, saveFile } from './save-file.ts';
import { moment } from './words.ts';

/** The ledger as JSON: the whole chain, or what a filter lists. */
export async function saveJson(db: LedgerDatabase, filter: Filter | undefined, signal: AbortSignal): Promise<void> {
  const parts: string[] = [];
  const options = { verifier: verifierVersion, nowMs: Date.now(), filter };
  for await (const part of exportJson(db, options, signal)) parts.push(part);
  if (!signal.aborted) saveFile(fileName('json'), 'application/json', parts);
}

/** What a filter lists as a text to read. */
export async function saveMarkdown(db: LedgerDatabase, filter: Filter, signal: AbortSignal): Promise<void> {
  const parts = [`# ${i18n.t('ledger.title')}\n`];
  for await (const entries of chosen(db, filter)) {
    if (signal.aborted) return;
    for (const entry of entries) parts.push('\n', markdown(entry.record));
  }
  saveFile(fileName('md'), 'text/markdown', parts);
}

export const saveOne = (record: AnswerRecord): void => saveFile(fileName('md'), 'text/markdown', [markdown(record)]);

const markdown = (record: AnswerRecord): string =>
  markdownOf(record, {
    quotes: i18n.t('ledger.quotes'),
    sources: i18n.t('ledger.sources'),
    checks: i18n.t('ledger.checksTitle'),
    verdict: verdictWords,
    moment,
  });
