import type { Claim } from './coverage.ts';
import type { Laid } from './differences.ts';
import { isHan } from './han.ts';
import { isSameNumber, numbersIn } from './numbers.ts';
import { beginning } from './prepared.ts';
import { isCommon, type Term } from './terms.ts';

/** Words of a claim that stand where the source, otherwise alike, has others. */
export interface Exchange {
  said: string;
  source: string;
}

/** Below this share of common words, what differs is another wording, not an exchange, */
const alike = 0.7;
/** unless it is about the only difference: of the other words, at least four, this share is the same. */
const otherwiseAlike = 0.85;
/** Where this share of the other words is the same, one Han letter exchanged is a fact (法国, 德国), not a wording. */
const nearVerbatim = 0.93;
/** An exchange is shorter than this many words on either side; more is another sentence. */
const widest = 14;
/** So many words around it stand side by side in both, at least. */
const steady = 2;

/** What was exchanged between two texts that are alike. In texts that are not, nothing is. */
export function exchanges(laid: Laid): Exchange[] {
  const { claim, sentence, ours, theirs, partner } = laid;
  const found: Exchange[] = [];
  for (let at = 0; at < ours.length; at++) {
    if ((partner[at] ?? -1) >= 0) continue;
    const from = at;
    while (at < ours.length && (partner[at] ?? -1) < 0) at++;
    const [first, last] = opposite(laid, from, at);
    const [here, there] = [ours.slice(from, at), theirs.slice(first, last)];
    if (here.length > widest || there.length > widest || !isFirm(laid, from, at, there.length)) continue;
    if (!tells(here, there, laid.matched >= nearVerbatim * (ours.length - here.length))) continue;
    if (isSameValue(claim, here, sentence.slice(there[0]?.start ?? 0, there.at(-1)?.end ?? 0))) continue;
    // A lone Han letter is shown with the next one, which makes a word of it: 德国, not 德.
    const more = isLetter(here) && isLetter(there) && partner[at] === last && isHan(codeOf(ours[at])) ? 1 : 0;
    found.push({
      said: claim.text.slice(here[0]?.start ?? 0, ours[at - 1 + more]?.end ?? 0),
      source: sentence.slice(there[0]?.start ?? 0, theirs[last - 1 + more]?.end ?? 0),
    });
  }
  return found;
}

/** The words of the sentence that stand where the claim's from `from` to `to` stand. */
function opposite({ ours, theirs, partner }: Laid, from: number, to: number): [number, number] {
  const left = from > 0 ? (partner[from - 1] ?? -1) + 1 : 0;
  const right = to < ours.length ? (partner[to] ?? 0) : theirs.length;
  // At a claim's edge the sentence may go on with something else: as many words count as the claim has, and a few.
  const room = to - from;
  if (from === 0 && right - left > room + 2) return [right - room, right];
  if (to === ours.length && right - left > room + 2) return [left, left + room];
  return [left, right];
}

function isFirm({ ours, theirs, partner, matched }: Laid, from: number, to: number, there: number): boolean {
  const rest = ours.length - (to - from);
  if (matched > 0 && matched === rest && matched === theirs.length - there) return true; // equal but for this
  if (matched < alike * ours.length && (matched < 4 || matched < otherwiseAlike * rest)) return false;
  const before = runLength(partner, from - 1, -1);
  const after = runLength(partner, to, 1);
  // At a claim's edge one side must do, and it has to be firmer.
  const isEnclosed = from > 0 && to < ours.length;
  return isEnclosed ? Math.min(before, after) >= 1 && before + after > steady : before + after >= steady + 2;
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
  const isOneForOne = isLetter(here) && isLetter(there);
  if (isOneForOne && !isVerbatim && !telling.test(here[0]?.word ?? '')) return false;
  if (!isOneForOne && !isVerbatim && (isLetter(here) || isLetter(there))) return false;
  return news.some(({ word }) => !old.some((other) => isForm(word, other.word)));
}

const codeOf = (term: Term | undefined): number => term?.word.codePointAt(0) ?? 0;

const isLetter = (terms: readonly Term[]): boolean => terms.length === 1 && isHan(codeOf(terms[0]));

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
