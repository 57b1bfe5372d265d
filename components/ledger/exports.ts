import { i18n } from '#i18n';
import { verifierVersion } from '../../lib/grounding/version.ts';
import type { LedgerDatabase } from '../../lib/ledger/database.ts';
import { chosenRecords, exportJson } from '../../lib/ledger/export.ts';
import { markdownOf } from '../../lib/ledger/markdown.ts';
import type { Filter } from '../../lib/ledger/read.ts';
import type { AnswerRecord } from '../../lib/model/record.ts';
import { verdictWords } from '../chat/verdict-words.ts';
import { saveFile } from '../ui/save-file.ts';
import { fileName } from './save-file.ts';
import { moment, number } from './words.ts';

/** The ledger as JSON: the whole chain, or what a filter lists. Returns the places of what could not be read. */
export async function saveJson(db: LedgerDatabase, filter: Filter | undefined, signal: AbortSignal): Promise<number[]> {
  const parts: string[] = [];
  const unreadable: number[] = [];
  const options = { verifier: verifierVersion, nowMs: Date.now(), filter };
  for await (const { text, damaged } of exportJson(db, options, signal)) {
    parts.push(text);
    unreadable.push(...damaged);
  }
  if (!signal.aborted) saveFile(fileName('json'), 'application/json', parts);
  return unreadable;
}

/** What a filter lists as a text to read. Returns the places of what could not be read; the text says so there too. */
export async function saveMarkdown(db: LedgerDatabase, filter: Filter, signal: AbortSignal): Promise<number[]> {
  const parts = [`# ${i18n.t('ledger.title')}\n`];
  const unreadable: number[] = [];
  for await (const entries of chosenRecords(db, filter)) {
    if (signal.aborted) return [];
    for (const entry of entries) {
      if ('damaged' in entry) unreadable.push(entry.seq);
      parts.push('\n', 'damaged' in entry ? `## ${damagedWords(entry.seq)}\n` : markdown(entry.record));
    }
  }
  saveFile(fileName('md'), 'text/markdown', parts);
  return unreadable;
}

export const saveOne = (record: AnswerRecord): void => saveFile(fileName('md'), 'text/markdown', [markdown(record)]);

const damagedWords = (seq: number): string => i18n.t('ledger.damaged', [number(seq)]);

const markdown = (record: AnswerRecord): string =>
  markdownOf(record, {
    quotes: i18n.t('ledger.quotes'),
    sources: i18n.t('ledger.sources'),
    checks: i18n.t('ledger.checksTitle'),
    verdict: verdictWords,
    moment,
  });
