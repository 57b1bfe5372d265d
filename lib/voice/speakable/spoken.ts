import { slotWords } from './notices.ts';
import { spokenNumbers } from './numbers.ts';
import { withoutPictures } from './pictures.ts';
import { spokenSigns } from './signs.ts';
import { spokenUnits } from './units.ts';
import { breakLetter, type Slot, type SpokenLanguage, slotLetter } from './utterance.ts';

/**
 * Plain text as a voice should say it: dates, ranges, money, units, comparisons and arrows in words; pictures and
 * leftover marks gone. Digits stay: every voice reads "2188万", "50%", "$10" well.
 */
export function spoken(plain: string, slots: readonly Slot[], lang: SpokenLanguage): string {
  const bare = withoutPictures(plain)
    .replaceAll(breakLetter, lang === 'zh' ? '，' : ', ')
    .replace(/\*{2,}|~~|`+|={2,}(?=\S)|(?<=\S)={2,}/g, '')
    .replace(/[\t\u00a0\u3000]/g, ' ')
    .replaceAll('／', '/');
  const said = spokenSigns(spokenUnits(spokenNumbers(bare, lang), lang), lang);
  let next = 0;
  const filled = tidy(said, lang).replace(new RegExp(slotLetter, 'g'), () => {
    const slot = slots[next++];
    return slot ? slotWords(slot, lang) : '';
  });
  return filled.replace(/ {2,}/g, ' ').trim();
}

/** Blanks and punctuation as they should be after something was taken out. */
function tidy(text: string, lang: SpokenLanguage): string {
  const tidied = text
    .replace(/[(（]\s*[)）]|“\s*”|《\s*》|「\s*」/g, '')
    .replace(/ {2,}/g, ' ')
    .replace(/ +(?=[，。！？；：、,.!?;:)）”](?!\d))/g, '')
    .replace(/([，、；：,;])(?:\s*[，、,])+/g, '$1')
    .replace(/[，、,；;：:]+\s*(?=[。！？!?])|,\s*(?=\.(?:\s|$))/g, '')
    .replace(/^[\s，。、；：,.;:!?！？）)」』》”’]+(?=\D|$)/, '')
    .replace(/^[\s，。、；：,;:!?！？）)」』》”’]+/, '');
  return lang === 'zh'
    ? tidied.replace(/(?<=[\u4e00-\u9fff，。！？；：、]) (?=[，。！？；：、（“《])|(?<=[，。！？；：、]) /g, '')
    : tidied;
}

/** Whether no letter, digit or word is in it. */
export const isNothing = (text: string): boolean =>
  !/[A-Za-z0-9\u00c0-\u024f\u0370-\u1fff\u3005-\u9fff\uac00-\ud7ff\ud840-\udfff\uf900-\ufaff\uff10-\uff5a]/.test(text);

/** With a mark at its end, so that the voice falls: a full stop when it has none. A clause keeps its comma. */
export function endsSentence(text: string, lang: SpokenLanguage, isOpen: boolean): string {
  const stop = lang === 'zh' ? '。' : '.';
  if (isOpen) return text;
  if (/[。！？!?…；;：:][」』”’）)】》"']*$/.test(text) || /\.["'”’)]*$/.test(text)) return text;
  return `${text.replace(/[，、,—–-]+$/, '').trimEnd()}${stop}`;
}
