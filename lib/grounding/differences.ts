import { align } from './align.ts';
import type { Claim } from './coverage.ts';
import { isSameNumber, type NumberMention, numbersIn } from './numbers.ts';
import { beginning } from './prepared.ts';
import { isHan } from './segment.ts';
import { isCommon, type Term, termsOf } from './terms.ts';

export interface Differences {
  /** Share of the claim's words that stand in the sentence, in order, 0 to 1. */
  order: number;
  /** Share of neighbouring words of the claim that are neighbours in the sentence, too. */
  neighbours: number;
  changed: { said: string; source: string }[];
  negation: boolean;
  direction: boolean;
}

/** How a claim differs from one sentence of a source, word by word. */
export function differencesOf(claim: Claim, sentence: string): Differences {
  const indexOf = (number: NumberMention): number => claim.numbers.findIndex((one) => isSameNumber(one, number));
  const ours = rowOf(claim.terms, claim.numbers, (number) => `#${indexOf(number)}`);
  const theirs = rowOf(termsOf(sentence), numbersIn(sentence), (number, index) => {
    const same = indexOf(number);
    return same < 0 ? `##${index}` : `#${same}`;
  });
  const { partner, matched } = align(
    ours.map(({ word }) => word),
    theirs.map(({ word }) => word),
  );
  let neighbours = 0;
  for (let at = 1; at < ours.length; at++) {
    const before = partner[at - 1] ?? -1;
    if (before >= 0 && partner[at] === before + 1) neighbours++;
  }
  const [from, to] = span(partner);
  const opposite = sentence.slice(theirs[from]?.start ?? 0, theirs[to]?.end ?? 0);
  const order = matched / Math.max(1, ours.length);
  const laid: Laid = { claim, sentence, ours, theirs, partner, order };
  return {
    order,
    neighbours: ours.length > 1 ? neighbours / (ours.length - 1) : order,
    changed: changes(laid),
    negation: order >= comparable && isNegative(claim.text) !== isNegative(opposite),
    direction: order >= comparable && isOpposite(claim.text, opposite),
  };
}

/** Below this share of common words, what differs is another wording, not an exchange, */
const alike = 0.7;
/** unless it is about the only difference: of the other words, at least four, this share is the same. */
const otherwiseAlike = 0.85;
/** Words in a row, without pairs; a number is one word, whatever its form: 131万 is 1313851. */
function rowOf(
  terms: readonly Term[],
  numbers: readonly NumberMention[],
  nameOf: (number: NumberMention, index: number) => string,
): Term[] {
  const row: Term[] = [];
  let at = 0;
  const takeNumbers = (before: number): void => {
    for (let number = numbers[at]; number && number.start < before; number = numbers[++at]) {
      row.push({ word: nameOf(number, at), start: number.start, end: number.end, isPair: false });
    }
  };
  for (const term of terms) {
    if (term.isPair) continue;
    takeNumbers(term.end);
    const last = numbers[at - 1];
    if (!last || last.end <= term.start) row.push(term);
  }
  takeNumbers(Number.POSITIVE_INFINITY);
  return row;
}

/** From this share on, one exchanged Han letter is a fact exchanged (法国, 德国), not another way to say it. */
const nearVerbatim = 0.8;
/** Below this share of common words two sentences do not say the same thing, so that their negations cannot differ. */
const comparable = 0.5;

interface Laid {
  claim: Claim;
  sentence: string;
  ours: Term[];
  theirs: Term[];
  partner: Int32Array;
  order: number;
}

function span(partner: Int32Array): [number, number] {
  const partners = partner.filter((index) => index >= 0);
  return [partners[0] ?? 0, partners.at(-1) ?? -1];
}

// ---- words exchanged

/** An exchange is shorter than this many words on either side; more is another sentence. */
const widest = 14;
/** So many words around it stand side by side in both, at least. */
const steady = 2;

function changes({ claim, sentence, ours, theirs, partner, order }: Laid): { said: string; source: string }[] {
  const changed: { said: string; source: string }[] = [];
  for (let at = 0; at < ours.length; at++) {
    if ((partner[at] ?? -1) >= 0) continue;
    const from = at;
    while (at < ours.length && (partner[at] ?? -1) < 0) at++;
    const matched = order * ours.length;
    if (order < alike && (matched < 4 || matched < otherwiseAlike * (ours.length - (at - from)))) continue;
    const left = from > 0 ? (partner[from - 1] ?? -1) : -1;
    const right = at < ours.length ? (partner[at] ?? -1) : theirs.length;
    const before = runLength(partner, from - 1, -1);
    const after = runLength(partner, at, 1);
    const isEnclosed = from > 0 && at < ours.length;
    // At a claim's edge one side must do, and it has to be firmer.
    const isFirm = isEnclosed ? Math.min(before, after) >= 1 && before + after > steady : before + after >= steady + 2;
    if (!isFirm || at - from > widest) continue;
    const there = isEnclosed
      ? theirs.slice(left + 1, right)
      : from > 0
        ? theirs.slice(left + 1, left + 1 + (at - from))
        : theirs.slice(Math.max(0, right - (at - from)), right);
    if (there.length > widest) continue;
    const here = ours.slice(from, at);
    if (!tells(here, there, order >= nearVerbatim)) continue;
    const said = claim.text.slice(here[0]?.start ?? 0, here.at(-1)?.end ?? 0);
    const source = sentence.slice(there[0]?.start ?? 0, there.at(-1)?.end ?? 0);
    if (!isSameValue(claim, here, source)) changed.push({ said, source });
  }
  return changed;
}

/** How many words from `at` on, in a direction, have partners side by side. */
function runLength(partner: Int32Array, at: number, step: 1 | -1): number {
  let length = 0;
  while (at >= 0 && at < partner.length && (partner[at] ?? -1) >= 0) {
    if (length > 0 && partner[at] !== (partner[at - step] ?? 0) + step) break;
    length++;
    at += step;
  }
  return length;
}

/** Single Han letters that make another fact. */
const telling = /[东南西北上下左右前后男女大小多少胜负正副首冠亚季升降增减不未无零一二三四五六七八九十百千万亿]/;

/** Whether both sides of an exchange hold words that say something, and not the same. */
function tells(here: readonly Term[], there: readonly Term[], isVerbatim: boolean): boolean {
  const news = here.filter(({ word }) => !isCommon(word));
  const old = there.filter(({ word }) => !isCommon(word));
  if (news.length === 0 || old.length === 0) return false;
  const isHanText = isHan(news[0]?.word.codePointAt(0) ?? 0);
  if (isHanText && here.length === 1 && !isVerbatim && !telling.test(here[0]?.word ?? '')) return false;
  return news.some(({ word }) => !old.some((other) => isForm(word, other.word)));
}

const isForm = (one: string, other: string): boolean =>
  one === other ||
  (one.length >= beginning && other.length >= beginning && one.slice(0, beginning) === other.slice(0, beginning));

/** 三十 for 30 is no exchange. */
function isSameValue(claim: Claim, here: readonly Term[], source: string): boolean {
  const from = here[0]?.start ?? 0;
  const to = here.at(-1)?.end ?? 0;
  const inside = claim.numbers.filter(({ start, end }) => start < to && end > from);
  const others = numbersIn(source);
  return inside.length > 0 && inside.every((number) => others.some((other) => isSameNumber(number, other)));
}

// ---- no and not, up and down

const notNegative =
  /不仅|不但|不过|不同|不断|不少|不久|不论|不管|不止|不只|不错|不锈|不丹|不愧|不禁|不得不|不可或缺|不一|差不多|了不起|对不起|无论|无锡|无线|无疑|无数|无限|无人机|非常|非洲|非典|未来|没收|沉没|淹没|未必不|莫非|除非|not only|no\. ?\d|no doubt/gi;
const negative =
  /[不没未無无非]|沒|并非|否认|拒绝|\b(?:not|never|no|nor|none|neither|without|cannot|nobody|nothing|nowhere|unable)\b|n['’]t\b/i;

const isNegative = (text: string): boolean => negative.test(text.replace(notNegative, ' '));

const up =
  /上升|增长|增加|增至|上涨|上调|提高|提升|攀升|升至|涨至|扩大|高于|超过|多于|好于|早于|顺差|战胜|击败|\b(?:increas\w*|ris(?:e|es|en|ing)|rose|gr(?:ow|ew|ows|own|owth|owing)|higher|more|gain(?:s|ed)?|above|surged?|climbed|exceed\w*|wins?|won|beat|defeated)\b/i;
const down =
  /下降|减少|减至|下跌|下调|降低|下滑|回落|降至|跌至|缩小|低于|不足|少于|差于|晚于|逆差|败给|负于|\b(?:decreas\w*|f(?:all|alls|ell|allen|alling)|declin\w*|drop(?:s|ped|ping)?|lower|less|fewer|loss|below|plunged?|shr(?:ank|ink\w*)|los(?:e|es|t)|reduc\w*)\b/i;

function isOpposite(one: string, other: string): boolean {
  const [a, b] = [direction(one), direction(other)];
  return a !== 0 && b !== 0 && a !== b;
}

/** 1 up, -1 down, 0 neither or both. */
const direction = (text: string): number => Number(up.test(text)) - Number(down.test(text));
