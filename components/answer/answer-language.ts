import { languageOf } from '../../lib/voice/speakable/language.ts';

/** So much of its beginning (characters) tells an answer's language. */
const enough = 300;

/**
 * The language tag of an answer: how it is hyphenated, stressed and pronounced, and with which Han glyphs it is drawn.
 * Undefined: that of what is around it.
 */
export function answerLanguage(text: string): string | undefined {
  const start = text.slice(0, enough);
  if (/[\u3040-\u30ff]/.test(start)) return 'ja';
  if (/[\uac00-\ud7a3]/.test(start)) return 'ko';
  const language = languageOf(start, undefined);
  return language === 'zh' ? 'zh-CN' : language;
}
