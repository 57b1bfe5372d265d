import { commonWords } from './cues.ts';
import { isHan } from './han.ts';
import { eachWord } from './segment.ts';

/** A word of a text, folded so that its forms meet: announces, announced, announcing. */
export interface Term {
  word: string;
  start: number;
  end: number;
  /** Two neighbouring Han letters: stands beside its two letters, not after them. */
  isPair: boolean;
}

/** The words of a text in order, folded. Of Han, each letter and each pair of neighbours. Linear. */
export function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  const read = text.replace(weekday, shortDay); // every letter behind it keeps its place
  eachWord(read, (word, start, end) => {
    const code = word.codePointAt(0) ?? 0;
    const han = isHan(code);
    const isPair = han && word.length > (code > 0xffff ? 2 : 1);
    if (han) terms.push({ word, start: read.charAt(start - 1) === filler ? start - 1 : start, end, isPair });
    else {
      const root = stem(word);
      const form = oneForm.get(root) ?? (isBehindNumber(read, start) ? unit.get(root) : undefined);
      terms.push({ word: form ?? root, start, end, isPair });
    }
  });
  return terms;
}

/** 星期五 and 周五 are one day: the longer form is read as the shorter one, behind a sign without meaning. */
const weekday = /(?:星期|禮拜|礼拜)(?=[一二三四五六日天])/g;
const filler = '\u2060';
const shortDay = `${filler}周`;

/** Stems of what is written out or in short, as one of them. Not wed, sat or sun, which are words of their own. */
const oneForm = new Map(
  Object.entries({
    ...{ metr: 'meter', kilometr: 'kilometer', centimetr: 'centimeter', millimetr: 'millimeter', feet: 'foot' },
    ...{ mon: 'monday', tu: 'tuesday', tue: 'tuesday', thu: 'thursday', thur: 'thursday', fri: 'friday' },
  }),
);
/** What is in short only behind a number. */
const unit = new Map(
  Object.entries({
    ...{ m: 'meter', km: 'kilometer', cm: 'centimeter', mm: 'millimeter', kg: 'kilogram', ft: 'foot', mi: 'mil' },
    ...{ h: 'hour', hr: 'hour', min: 'minut' },
  }),
);
const isBehindNumber = (text: string, at: number): boolean => /\d[ \u00a0]?$/.test(text.slice(Math.max(0, at - 2), at));

/** Words that carry no news in a claim, Chinese letters and English words. */
export const isCommon = (word: string): boolean => commonWords.has(word) || smallWords.has(word);

const smallWords = new Set(
  [
    ...'也 还 又 很 更 最 则 且 但 并 从 向 对 将 把 让 使 给 以 于 所 等 个 们 地 得 到 来 去 上 中 里 内 时 后 前 这 那 此 该 其 您 他 她 它 我 你 因 如 若 虽 即 可 能 会 要 应'.split(
      ' ',
    ),
    ...'than then so such also but if about into over after before during between through up out only just very more most some any all each other another there here them their him her his she her our us me am being having while although though because since until one who would may might must shall'.split(
      ' ',
    ),
  ].map((word) => (/[a-z]/.test(word) ? stem(word) : word)),
);

/** Without the commonest English endings. Not a root, only the same for most forms of a word. */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let root = word;
  if (root.length > 5 && root.endsWith('ing')) root = root.slice(0, -3);
  else if (root.endsWith('ied')) root = `${root.slice(0, -3)}y`;
  else if (root.length > 4 && root.endsWith('ed')) root = root.slice(0, -2);
  else if (root.length > 4 && root.endsWith('ly')) root = root.slice(0, -2);
  if (root.length > 3 && root.endsWith('e')) root = root.slice(0, -1);
  const last = root.length - 1;
  if (last > 2 && root[last] === root[last - 1] && root[last] !== 's') root = root.slice(0, -1);
  return root;
}
