import type { SpokenLanguage } from '../speakable/utterance.ts';

/** A piece of an utterance for one voice. */
export interface LanguageRun {
  text: string;
  lang: SpokenLanguage;
}

/** Latin runs this long (words) in a Chinese sentence deserve an English voice; shorter ones a Chinese voice reads well. */
const longRun = 4;

/**
 * An utterance divided between two voices. Together the runs are the text, letter for letter. An English utterance
 * with Han in it is divided wherever Han stands, since English voices skip it.
 */
export function languageRuns(text: string, lang: SpokenLanguage): LanguageRun[] {
  const foreign = lang === 'zh' ? latin : han;
  const runs: LanguageRun[] = [];
  let from = 0;
  for (const found of text.matchAll(foreign)) {
    if (lang === 'zh' && (found[0].match(/[A-Za-z][\w'’-]*/g) ?? []).length < longRun) continue;
    if (found.index > from) runs.push({ text: text.slice(from, found.index), lang });
    runs.push({ text: found[0], lang: lang === 'zh' ? 'en' : 'zh' });
    from = found.index + found[0].length;
  }
  if (from < text.length) runs.push({ text: text.slice(from), lang });
  return runs;
}

const latin = /[A-Za-z][\u0020-\u007e\u00c0-\u024f’“”]*/g;
const han =
  /[\u3005\u3400-\u9fff\uf900-\ufaff](?:[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\d“”]*[\u3005\u3400-\u9fff\uf900-\ufaff。！？])?/g;
