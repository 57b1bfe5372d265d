import { i18n } from '#i18n';
import type { Check, Verdict } from '../../lib/model/verdict.ts';

/** What a check came to, in words anybody understands. */
export const verdictWords = (verdict: Verdict): string => i18n.t(`verdict.${verdict}`);

/** Why nothing could be compared. */
export const whyWords = ({ why }: Check): string | undefined => why && i18n.t(`verdict.why.${why}`);

/** What the sentence says and its sources do not, one remark each. */
export function missingWords({ missing, verdict, badNumbers }: Check): string[] {
  const { numbers, names, changed, words = [], negation, direction } = missing;
  const remarks: string[] = [];
  if (badNumbers.length > 0) remarks.push(i18n.t('sources.noSuch', [badNumbers.join(', ')]));
  if (numbers.length > 0) remarks.push(i18n.t('verdict.missing.numbers', [numbers.join(listComma())]));
  if (names.length > 0) remarks.push(i18n.t('verdict.missing.names', [names.join(listComma())]));
  for (const { said, source } of changed) remarks.push(i18n.t('verdict.missing.changed', [said, source]));
  if (negation) remarks.push(i18n.t('verdict.missing.negation'));
  if (direction) remarks.push(i18n.t('verdict.missing.direction'));
  if (words.length > 0) remarks.push(i18n.t('verdict.missing.absent', [words.join(listComma())]));
  // With nothing named, "partly" would leave the reader to guess.
  if (remarks.length === 0 && verdict === 'partly') remarks.push(i18n.t('verdict.missing.words'));
  return remarks;
}

const listComma = (): string => (i18n.t('language.tag').startsWith('zh') ? '、' : ', ');

export const verdictOrder = [
  'found',
  'partly',
  'notFound',
  'noSource',
  'noSuchNumber',
  'cannotCheck',
] as const satisfies readonly Verdict[];
