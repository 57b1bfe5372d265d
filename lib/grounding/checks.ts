import type { Source } from '../model/page.ts';
import type { Check, Missing } from '../model/verdict.ts';
import { type AnswerClaim, createClaimReader } from './claims.ts';
import { type PreparedSource, prepare } from './prepared.ts';
import { simplified } from './simplified.ts';
import { verifyTogether } from './verify.ts';

/** What a check needs of a source. */
export type CheckedSource = Pick<Source, 'number' | 'title' | 'text' | 'pageText' | 'corrections'>;

/** Where a check will stand. */
export interface Place {
  /** Where its sentence ends. */
  end: number;
  isCited: boolean;
  /** What it says can be checked, as far as is known before it is. */
  isClaim: boolean;
}

/** A check that is still to be made. */
export interface DueCheck extends Place {
  /** Does the work. */
  make(): Check;
}

/** Checks an answer while it is written: the same checks however its text is split, and whenever they are made. */
export interface Checker {
  /** Of the sentences that the text so far has newly finished. It must begin with what was pushed before. */
  push(textSoFar: string): DueCheck[];
  /** Parts, so far, of a sentence that is too long for one check: due when it has ended, if it is no question. */
  parts(): Place[];
  /** Of what is left when nothing more will come. */
  end(): DueCheck[];
}

export function createChecker(sources: readonly CheckedSource[]): Checker {
  const reader = createClaimReader();
  const sourceOf = new Map(sources.map((source) => [source.number, source]));
  const prepared = new Map<number, PreparedSource>();
  const preparedOf = (number: number): PreparedSource[] => {
    const source = sourceOf.get(number);
    if (!source) return [];
    const ready = prepared.get(number) ?? prepare(checkedText(source));
    prepared.set(number, ready);
    return [ready];
  };
  const placeOf = ({ text, cites, end }: AnswerClaim): Place => {
    const isCited = cites.length > 0;
    return { end, isCited, isClaim: isClaim(text, isCited) };
  };
  const due = (claim: AnswerClaim): DueCheck => {
    const place = placeOf(claim);
    return { ...place, make: () => checkOf(claim, place.isClaim, (number) => sourceOf.has(number), preparedOf) };
  };
  return {
    push: (textSoFar) => reader.push(textSoFar).map(due),
    parts: () => reader.parts().map(placeOf),
    end: () => reader.end().map(due),
  };
}

/** Checks of a whole answer, in its order. */
export function checksOf(answer: string, sources: readonly CheckedSource[]): Check[] {
  const checker = createChecker(sources);
  return [...checker.push(answer), ...checker.end()].map((check) => check.make());
}

/**
 * What a source is held to have said: its page's own text, which says all that its snippet says and more, and what
 * comments under it correct. Offsets of evidence are in this text.
 */
export function checkedText({ title, text, pageText, corrections = [] }: CheckedSource) {
  const said = [pageText ?? text, ...corrections].join('\n');
  return pageText === undefined ? { title, text: said } : { title, text: said, kind: 'page' as const };
}

function checkOf(
  { start, end, text, cites }: AnswerClaim,
  checkable: boolean,
  exists: (number: number) => boolean,
  preparedOf: (number: number) => PreparedSource[],
): Check {
  const numbers = cites.filter(exists);
  const nothing: Missing = { numbers: [], names: [], changed: [] };
  const check = { start, end, sources: numbers, badNumbers: cites.filter((number) => !exists(number)) };
  const unread = { ...check, evidence: [], missing: nothing };
  if (!checkable) return { ...unread, verdict: 'cannotCheck', why: 'notAClaim' };
  if (cites.length === 0) return { ...unread, verdict: 'noSource' };
  if (numbers.length === 0) return { ...unread, verdict: 'noSuchNumber' };
  const finding = verifyTogether(text, numbers.flatMap(preparedOf));
  return {
    ...check,
    verdict: finding.verdict,
    evidence: finding.evidence.map(({ source, ...range }) => ({ source: numbers[source] ?? source, ...range })),
    missing: finding.missing,
    ...(finding.why && { why: finding.why }),
    ...(numbers.length > 1 && {
      each: numbers.map((source) => ({ source, verdict: verifyTogether(text, preparedOf(source)).verdict })),
    }),
  };
}

/** Speaks of the search or of the writer, not of the world. */
const aboutItself =
  /(结果|資料|资料|来源|來源|网页|搜索)[^。，]{0,8}(没有|沒有|未|不足|不够|并未|无法)|没有(找到|提到|提及|说明)|未(找到|提及|说明|提到)|我(认为|觉得|建议|推测|猜)|我的(看法|观点|建议)|\bthe (search )?(results|sources) (do|does|did) ?(not|n['’]t)|\b(not|isn['’]t|aren['’]t) (mentioned|specified|stated|provided|given) (in|by) the (search |given |provided )?(results|sources)|\bI (think|believe|feel|suggest|recommend|guess|could not find|couldn['’]t find)\b|\bin my (view|opinion)\b/i;
/** Advice and wishes: checked only when they cite. */
const advice =
  /^(因此|所以|总之|综上|最后)?[，,]?(建议|希望|祝|请|如果你|如需|可以(参考|查看|咨询)|欢迎)|^(so |overall |in short )?(i hope|hope|please|let me know|if you|you (should|may want|can|could)|consider)\b/i;

export function isClaim(written: string, isCited: boolean): boolean {
  const text = simplified(written);
  return !aboutItself.test(text) && (isCited || !advice.test(text));
}
