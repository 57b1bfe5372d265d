import { isHan } from '../../grounding/han.ts';
import type { SpokenLanguage } from './utterance.ts';

/**
 * The language of a sentence. One with Han is Chinese unless Latin words rule it; a voice for Chinese reads short runs
 * of Latin (fewer than four words) well, so those follow `around`. Nothing when only `around` can tell.
 */
export function languageOf(text: string, around: SpokenLanguage | undefined): SpokenLanguage | undefined {
  let han = 0;
  for (const letter of text) if (isHan(letter.codePointAt(0) ?? 0)) han++;
  const words = (text.match(/[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’-]*/g) ?? []).length;
  // Formulas and names in capitals are no English.
  const small = (text.match(/[a-z\u00e0-\u024f]{2,}/g) ?? []).length;
  if (han > 0) return small >= 4 && small > han ? 'en' : 'zh';
  if (words === 0 || (words < 4 && around === 'zh')) return around;
  return 'en';
}
