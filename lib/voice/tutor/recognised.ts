import { simplified } from '../../grounding/simplified.ts';
import type { SpokenLanguage } from '../../model/voice.ts';
import type { Compared } from './compared.ts';

/** Nobody repeats more than this; longer texts are compared up to here (words or letters). */
const most = 200;

/**
 * What was recognised beside what was to be repeated. It says what a recogniser made out, not how well it was said: a
 * good recogniser guesses words from their neighbours, and a bad one mishears good speech.
 */
export function compareRepeated(expected: string, recognised: string, lang: SpokenLanguage): Compared[] {
  const wanted = parts(expected, lang);
  const heard = parts(recognised, lang);
  const same = (one: number, other: number): boolean => key(wanted[one] ?? '') === key(heard[other] ?? '');
  // The longest common subsequence, from the end, so that reading it goes forward.
  const lengths = Array.from({ length: wanted.length + 1 }, () => new Array<number>(heard.length + 1).fill(0));
  const length = (one: number, other: number): number => lengths[one]?.[other] ?? 0;
  for (let one = wanted.length - 1; one >= 0; one--)
    for (let other = heard.length - 1; other >= 0; other--) {
      const row = lengths[one];
      if (row)
        row[other] = same(one, other)
          ? length(one + 1, other + 1) + 1
          : Math.max(length(one + 1, other), length(one, other + 1));
    }
  const found: Compared[] = [];
  let [one, other] = [0, 0];
  while (one < wanted.length || other < heard.length) {
    if (one < wanted.length && other < heard.length && same(one, other)) {
      found.push({ kind: 'same', text: wanted[one] ?? '' });
      one++;
      other++;
    } else if (one < wanted.length && (other >= heard.length || length(one + 1, other) >= length(one, other + 1)))
      found.push({ kind: 'missing', text: wanted[one++] ?? '' });
    else found.push({ kind: 'extra', text: heard[other++] ?? '' });
  }
  return found;
}

/** Letters of Chinese, words of English; what both are separated by is nothing. */
function parts(text: string, lang: SpokenLanguage): string[] {
  const plain = text.normalize('NFKC');
  const pattern = lang === 'zh' ? /\p{Script=Han}|[\p{L}\p{N}]+/gu : /[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu;
  const found = plain.match(pattern) ?? [];
  const whole = lang === 'zh' ? found.flatMap((part) => (/\p{Script=Han}/u.test(part) ? [...part] : [part])) : found;
  return whole.slice(0, most);
}

/** Recognisers write Chinese in either script, and English in any capitals. */
const key = (part: string): string => simplified(part.toLowerCase().replace(/’/g, "'"));
