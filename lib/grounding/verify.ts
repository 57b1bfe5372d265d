import type { Check, Evidence, Missing, Verdict } from '../model/verdict.ts';
import { coverageOf, readClaim } from './coverage.ts';
import { type Differences, differencesOf } from './differences.ts';
import { holdsName, namesIn } from './names.ts';
import { isSameNumber, type NumberMention } from './numbers.ts';
import { hanShare, type PreparedSource } from './prepared.ts';

/** Kept with every record of a check: another version may judge otherwise. */
export const verifierVersion = 'lex@1';

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

/** How much each measure counts, and what each difference costs. Written once; only the thresholds are calibrated. */
const weights = { three: 0.3, window: 0.25, one: 0.15, order: 0.15, neighbours: 0.15 } as const;
const costs = { number: 0.2, name: 0.12, changed: 0.05, negation: 0.06, direction: 0.1 } as const;

/** From `found` on a claim is found, below `notFound` it is not. */
const thresholds = {
  snippet: { found: 0.85, notFound: 0.4 },
  page: { found: 0.65, notFound: 0.3 },
} as const;

/** Shorter texts say too little to check against. */
const shortest = 20;

/** Checks one claim against one source. */
export const verify = (claim: string, source: PreparedSource): Finding => verifyTogether(claim, [source]);

/** Checks one claim against what several sources say together, as a sentence with several citations claims. */
export function verifyTogether(text: string, sources: readonly PreparedSource[]): Finding {
  const nothing: Missing = { numbers: [], names: [], changed: [] };
  const long = sources.filter((source) => source.text.trim().length >= shortest);
  const none = { score: 0, evidence: [], missing: nothing };
  if (long.length === 0) return { verdict: 'cannotCheck', why: 'shortSource', ...none };
  const claim = readClaim(text);
  if (claim.terms.length === 0) return { verdict: 'cannotCheck', why: 'notAClaim', ...none };
  const claimHan = hanShare(claim.text);
  const names = namesIn(claim.text, claimHan > 0.5);
  const missingNumbers = claim.numbers.filter((number) => number.isSure && !holdsNumber(long, number));
  const missingNames = names.filter((name) => !holdsName(long, name));
  const coverage = coverageOf(claim, long);
  const places = coverage.best.map(({ source, sentence }) => ({ source, sentence: source.sentences[sentence] }));
  const evidence = places.flatMap(({ source, sentence }) =>
    sentence ? [{ source: sources.indexOf(source), start: sentence.start, end: sentence.end }] : [],
  );
  const missing: Missing = {
    numbers: unique(missingNumbers.map(({ raw }) => raw)),
    names: unique(missingNames.map(({ raw }) => raw)),
    changed: [],
  };
  const compared = places.flatMap(({ sentence }) => (sentence ? [differencesOf(claim, sentence.text)] : []));
  const nearest = compared.reduce<Differences | undefined>(
    (top, each) => (top === undefined || each.order > top.order ? each : top),
    undefined,
  );
  if (nearest) {
    missing.changed = nearest.changed;
    if (nearest.negation) missing.negation = true;
    if (nearest.direction) missing.direction = true;
  }
  const agreement =
    weights.three * coverage.three +
    weights.window * coverage.window +
    weights.one * coverage.one +
    weights.order * (nearest?.order ?? 0) +
    weights.neighbours * (nearest?.neighbours ?? 0);
  const score = Math.max(0, Math.min(1, agreement * (1 - cost(missing))));
  const kind = long.some((source) => source.kind === 'page') ? 'page' : 'snippet';
  return { verdict: verdictOf(score, missing, kind), score, evidence, missing };
}

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

const unique = (items: string[]): string[] => [...new Set(items)];
