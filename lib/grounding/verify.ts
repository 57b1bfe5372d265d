import type { Check, Evidence, Missing, Verdict } from '../model/verdict.ts';
import { absentWords } from './absent.ts';
import { type Claim, type Coverage, coverageOf, type Place, readClaim } from './coverage.ts';
import { type Differences, differencesOf } from './differences.ts';
import { evidenceFor } from './evidence.ts';
import { isHan } from './han.ts';
import { holdsName, type Name, namesIn } from './names.ts';
import { isSameNumber, type NumberMention } from './numbers.ts';
import { hanShare, type PreparedSource } from './prepared.ts';

/** What a check of a claim found, before anything is known about the answer around it. */
export interface Finding {
  verdict: Extract<Verdict, 'found' | 'partly' | 'notFound' | 'cannotCheck'>;
  /** 0 to 1; compares claims against sources of one kind only, and says nothing about truth. */
  score: number;
  /** `source` is the index among the sources given. */
  evidence: Evidence[];
  missing: Missing;
  why?: Check['why'];
}

/** How much each measure counts, by judgement; what each difference costs, adjusted once on the sets named below. */
const weights = { three: 0.3, window: 0.25, one: 0.15, order: 0.15, neighbours: 0.15 } as const;
const costs = { number: 0.3, name: 0.15, changed: 0.05, negation: 0.06, direction: 0.1 } as const;

/** From `found` on a claim is found, below `notFound` it is not. From development parts of WiCE (pages) and BEGIN (snippets). */
const thresholds = {
  snippet: { found: 0.85, notFound: 0.4 },
  page: { found: 0.65, notFound: 0.25 },
} as const;

/** Shorter texts say too little to check against. */
const shortest = 20;

/** Checks one claim against one source. */
export const verify = (claim: string, source: PreparedSource): Finding => verifyTogether(claim, [source]);

/** Checks one claim against what several sources say together, as a sentence with several citations claims. */
export function verifyTogether(text: string, sources: readonly PreparedSource[]): Finding {
  const long = sources.filter((source) => source.text.trim().length >= shortest);
  if (long.length === 0) return unchecked('shortSource');
  const claim = readClaim(text);
  if (claim.terms.length === 0) return unchecked('notAClaim');
  const claimHan = hanShare(claim.text);
  const names = namesIn(claim.text, claimHan >= mostlyHan);
  const missing: Missing = {
    numbers: unique(claim.numbers.filter((number) => number.isSure && !holdsNumber(long, number))),
    names: unique(names.filter((name) => !holdsName(long, name))),
    changed: [],
  };
  const coverage = coverageOf(claim, long);
  const shown = evidenceFor(claim, long);
  const nearest = nearestOf(claim, shown);
  if (nearest) {
    missing.changed = nearest.changed;
    if (nearest.negation) missing.negation = true;
    if (nearest.direction) missing.direction = true;
  }
  const score = scoreOf(coverage, nearest, missing);
  const kind = long.some((source) => source.kind === 'page') ? 'page' : 'snippet';
  const verdict = verdictOf(score, missing, kind);
  if (verdict !== 'found' && long.every((source) => isForeign(claimHan, source.hanShare)))
    return { ...foreignFinding(claim, names, long, sources), missing: { ...missing, changed: [] } };
  const words = verdict === 'partly' && isComplete(missing) ? absentWords(claim, long) : [];
  return {
    verdict,
    score,
    evidence: evidenceOf(shown, sources),
    missing: words.length > 0 ? { ...missing, words } : missing,
  };
}

const unchecked = (why: Finding['why']): Finding => ({
  verdict: 'cannotCheck',
  why,
  score: 0,
  evidence: [],
  missing: { numbers: [], names: [], changed: [] },
});

/** How the claim differs from the one of the best sentences that is most like it. */
function nearestOf(claim: Claim, places: readonly Place[]): Differences | undefined {
  return places
    .map(({ source, sentence }) => differencesOf(claim, source.sentences[sentence]?.text ?? ''))
    .reduce<Differences | undefined>((top, each) => (top && top.order >= each.order ? top : each), undefined);
}

const evidenceOf = (places: readonly Place[], sources: readonly PreparedSource[]): Evidence[] =>
  places.flatMap(({ source, sentence }) => {
    const { start, end } = source.sentences[sentence] ?? {};
    if (start === undefined || end === undefined) return [];
    return [{ source: sources.indexOf(source), start, end, quote: source.text.slice(start, end) }];
  });

function scoreOf(coverage: Coverage, nearest: Differences | undefined, missing: Missing): number {
  const agreement =
    weights.three * coverage.three +
    weights.window * coverage.window +
    weights.one * coverage.one +
    weights.order * (nearest?.order ?? 0) +
    weights.neighbours * (nearest?.neighbours ?? 0);
  return Math.max(0, Math.min(1, agreement * (1 - cost(missing))));
}

// ---- another language

/** Shares of Han, of 0 to 1: a text with more is Chinese, one with less is not. Between them it is both. */
const mostlyHan = 0.4;
const hardlyHan = 0.06;
const hardlyLatin = 0.7;

const isForeign = (claimHan: number, sourceHan: number): boolean =>
  (claimHan >= mostlyHan && sourceHan < hardlyHan) || (claimHan < hardlyHan && sourceHan > hardlyLatin);

/**
 * Of a text in another language only numbers and Latin names can be compared. When all of them (two at least) stand
 * close together, part of the claim is there; when none stands anywhere, it is not; otherwise nobody can say.
 */
function foreignFinding(
  claim: Claim,
  names: readonly Name[],
  long: readonly PreparedSource[],
  sources: readonly PreparedSource[],
): Omit<Finding, 'missing'> {
  const inNames = ({ start, end }: { start: number; end: number }): boolean =>
    names.some((name) => name.words.length > 0 && start >= name.start && end <= name.end);
  const marks: Claim = {
    text: claim.text,
    terms: claim.terms.filter((term) => inNames(term) && !isHan(term.word.codePointAt(0) ?? 0)),
    numbers: claim.numbers.filter(({ isSure }) => isSure),
  };
  const count = marks.numbers.length + names.filter(({ words }) => words.length > 0).length;
  const coverage = coverageOf(marks, long);
  const evidence = evidenceOf(coverage.best, sources);
  if (count >= 2 && coverage.window >= 0.85) return { verdict: 'partly', score: 0.5, evidence };
  if (count >= 2 && coverage.anywhere === 0) return { verdict: 'notFound', score: 0, evidence };
  return { verdict: 'cannotCheck', why: 'otherLanguage', score: 0, evidence };
}

// ---- verdicts

function verdictOf(score: number, missing: Missing, kind: keyof typeof thresholds): 'found' | 'partly' | 'notFound' {
  const { found, notFound } = thresholds[kind];
  if (score < notFound) return 'notFound';
  return score >= found && isComplete(missing) ? 'found' : 'partly';
}

/** Whether nothing was missed. */
export const isComplete = ({ numbers, names, changed, negation, direction }: Missing): boolean =>
  numbers.length + names.length + changed.length === 0 && !negation && !direction;

const cost = ({ numbers, names, changed, negation, direction }: Missing): number =>
  Math.min(
    0.8,
    costs.number * Math.min(2, numbers.length) +
      costs.name * Math.min(2, names.length) +
      costs.changed * Math.min(2, changed.length) +
      (negation ? costs.negation : 0) +
      (direction ? costs.direction : 0),
  );

const holdsNumber = (sources: readonly PreparedSource[], number: NumberMention): boolean =>
  sources.some(({ numbers }) => numbers.some((other) => isSameNumber(number, other)));

const unique = (items: readonly { raw: string }[]): string[] => [...new Set(items.map(({ raw }) => raw))];
