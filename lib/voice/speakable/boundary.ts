import { isHan } from '../../grounding/han.ts';

/** Whether a sentence ends at a stop: yes, no, or more letters are needed to say. */
export type Ending = 'yes' | 'no' | 'wait';

export const isStop = (letter: string): boolean => letter !== '' && '。！？｡.!?…'.includes(letter);
export const isClauseMark = (letter: string): boolean => letter !== '' && '，；：,;:—'.includes(letter);

/** Closes what the stop before it ends. Emphasis marks are no letters and close, too. */
export const isCloser = (letter: string): boolean => letter !== '' && '」』”’）)】》〉〕］]｝}*_'.includes(letter);

/** The dot of these never ends a sentence. */
const titles = new Set(
  'mr mrs ms dr prof st sr jr gen col lt sgt capt rev hon gov sen rep vs cf al approx e.g i.e'.split(' '),
);
/** Not before a number. */
const counted = new Set(
  'no nos max min avg ca fig figs vol ch sec eq art p pp jan feb mar apr jun jul aug sep sept oct nov dec'.split(' '),
);
/** Only before a word that likes to begin sentences. */
const mayEnd = new Set('inc ltd co corp etc dept est mt ft ave blvd ed eds ph.d'.split(' '));
const starters =
  /^(?:The|It|Its|In|He|She|We|They|You|This|That|These|Those|But|And|However|A|An|As|At|On|For|When|If|There|His|Her|Their|Our|Since|After|Before|While|With|By|From|What|Why|How|Who|So|Then|Use|To)$/;

/**
 * Whether the stop (with what closes after it) that ends at `end` ends a sentence. `text` goes on behind it; without
 * `isWhole` more may come.
 */
export function sentenceEnds(text: string, end: number, isWhole: boolean): Ending {
  let stop = end;
  while (stop > 0 && (isCloser(text.charAt(stop - 1)) || text.charAt(stop - 1) === '"')) stop--;
  const mark = text.charAt(stop - 1);
  if ('。！？｡'.includes(mark)) return 'yes';
  const next = text.charAt(end);
  if (next === '') return isWhole ? 'yes' : 'wait';
  const nextIsHan = isHan(text.codePointAt(end) ?? 0);
  const isApart = /\s/.test(next);
  if (mark === '…') return isApart ? 'yes' : 'no';
  if (!isApart && !nextIsHan && !'“‘「『（【《\ue000'.includes(next)) return 'no';
  if (mark === '.' && stop === end && nextIsHan && /[A-Za-z0-9]\.$/.test(text.slice(0, stop))) {
    return /\d\.$/.test(text.slice(0, stop)) && text.slice(0, stop).trim().length < 4 ? 'no' : 'yes';
  }
  const after = /^[\s*_"'“‘(]*(\S*)(\s?)/.exec(text.slice(end, end + 32));
  const word = after?.[1] ?? '';
  if (word === '') return isWhole ? 'yes' : 'wait';
  if (/^[a-z]/.test(word)) return 'no';
  return mark === '.' ? dotEnds(text, stop, { word, isCut: after?.[2] === '' && !isWhole }) : 'yes';
}

function dotEnds(text: string, stop: number, { word, isCut }: { word: string; isCut: boolean }): Ending {
  const before = /[A-Za-z0-9.]*$/.exec(text.slice(Math.max(0, stop - 25), stop - 1))?.[0] ?? '';
  const lower = before.toLowerCase();
  if (titles.has(lower)) return 'no';
  if (counted.has(lower) && /^\d/.test(word)) return 'no';
  if (/^\d{1,3}$/.test(before) && text.slice(0, stop - 1).trim() === before) return 'no'; // "1. First"
  const isShort = /^[A-Za-z]$/.test(before) || /^(?:[A-Za-z]\.)+[A-Za-z]$/.test(before) || mayEnd.has(lower);
  if (!isShort || isHan(word.codePointAt(0) ?? 0)) return 'yes';
  if (isCut && word.length < 12) return 'wait';
  return starters.test(word.replace(/[,'’].*$/, '')) ? 'yes' : 'no';
}

/** Whether a clause ends after the mark before `end`: not inside a number, a time or an address. */
export function clauseEnds(text: string, end: number): Ending {
  const mark = text.charAt(end - 1);
  if (isCloser(mark) || '，；'.includes(mark)) return 'yes';
  const next = text.charAt(end);
  if (next === '') return 'wait';
  if (mark === '：') return /\d/.test(text.charAt(end - 2)) && /\d/.test(next) ? 'no' : 'yes';
  if (mark === '—') return text.charAt(end - 2) === '—' ? 'yes' : 'no';
  return /\s/.test(next) || isHan(text.codePointAt(end) ?? 0) ? 'yes' : 'no';
}

/** Where to cut a first sentence that has no comma, so that speech can begin: the last good place, or -1. */
export function softCut(text: string): number {
  const pattern =
    /、|\s(?=(?:and|or|but|that|which|who|because|when|while|in|of|for|to|with|from|by|as|at|on)\s)|(?=[（(]|通过|利用|以及|并且|或者|从而|由于|因为|可以|能够|需要|导致|成为|根据|按照|之间)|(?<![存现实正所内不])(?=[在将把由并而与和或](?!平))|(?<=[是的])(?![的确])/g;
  let best = -1;
  for (const found of text.matchAll(pattern)) {
    const at = found.index + found[0].length;
    if (isEnough(text.slice(0, at), 8, 4) && text.length - at > 0) best = at;
  }
  return best;
}

/** So many Han letters or so many words. */
export function isEnough(text: string, han: number, words: number): boolean {
  let seen = 0;
  for (const letter of text) if (isHan(letter.codePointAt(0) ?? 0) && ++seen >= han) return true;
  return (text.match(/[A-Za-z0-9][\w.,'’-]*/g) ?? []).length >= words;
}
