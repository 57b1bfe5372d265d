import type { AnswerLanguage } from '../../model/preferences.ts';
import type { SpokenLanguage } from '../../model/voice.ts';

/**
 * The language a question is expected in before a word of it is heard: the one answers are to come in, else Chinese on a
 * Chinese search engine, else the browser's own (`ui`, as `zh` or `en`).
 */
export function questionLanguage(wanted: AnswerLanguage, engine: 'google' | 'baidu', ui: string): SpokenLanguage {
  if (wanted !== 'auto') return wanted.startsWith('zh') ? 'zh' : 'en';
  return engine === 'baidu' || ui.startsWith('zh') ? 'zh' : 'en';
}
