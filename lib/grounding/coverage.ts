import { isSameNumber, type NumberMention, numbersIn } from './numbers.ts';
import type { PreparedSource } from './prepared.ts';
import { isCommon, type Term, termsOf } from './terms.ts';

/** A claim, read once. */
export interface Claim {
  text: string;
  terms: readonly Term[];
  numbers: readonly NumberMention[];
}

/** Longer claims are read so far. An answer's sentences are cut well before. */
export const longestClaim = 2000;

export function readClaim(text: string): Claim {
  const short = text.slice(0, longestClaim);
  return { text: short, terms: termsOf(short), numbers: numbersIn(short) };
}

/** A sentence among all sentences of the cited sources. */
export interface Place {
  source: PreparedSource;
  /** Index in the source's sentences. */
  sentence: number;
}

export interface Coverage {
  /** Best first, at most three, each adding something to those before. */
  best: Place[];
  /** Shares of the claim's weight, 0 to 1: in the best sentence, in the best three, in three neighbours, anywhere. */
  one: number;
  three: number;
  window: number;
  anywhere: number;
}

// Written once, by judgement.
const weights = { pair: 1, halfPair: 0.5, commonPair: 0.15, letter: 0.3, word: 1, common: 0.12, number: 1.5 } as const;
/** What the title's words count: a title is about the text, but is not what the text says. */
const inTitle = 0.7;
/** A further sentence is named when it adds this share of the claim, and counted when it adds that. */
const worthNaming = 0.03;
const worthCounting = 0.08;
/** Of all a source's sentences every one says what it is about; a word that stands in few tells better which is meant. */
const ofEverywhere = 0.5;

/** Something a claim says, and the sentences that say it too. */
export interface Unit {
  weight: number;
  /** The word, where it is one and no number. */
  word?: string;
  places: readonly number[];
  isInTitle: boolean;
}

/** How much of a claim the sources' sentences cover. Linear in the number of places where the claim's words stand. */
export function coverageOf(claim: Claim, sources: readonly PreparedSource[]): Coverage {
  const starts = startsOf(sources);
  const units = unitsOf(claim, sources, starts);
  const size = starts.at(-1) ?? 0;
  const whole = units.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const titled = units.reduce((sum, unit) => sum + (unit.isInTitle ? unit.weight * inTitle : 0), 0);
  const sentenceCount = sources.reduce((sum, { sentences }) => sum + sentences.length, 0);
  const best: Place[] = [];
  const done = new Set<Unit>();
  let covered = titled;
  let one = 0;
  for (let round = 0; round < 3; round++) {
    const sums = new Float64Array(size);
    for (const unit of units) {
      if (done.has(unit)) continue;
      const telling = gain(unit) * rarity(unit, sentenceCount);
      for (const place of unit.places) sums[place] = (sums[place] ?? 0) + telling;
    }
    const top = highest(sums);
    if ((sums[top] ?? 0) <= 0) break;
    const added = units.reduce(
      (sum, unit) => (!done.has(unit) && unit.places.includes(top) ? sum + gain(unit) : sum),
      0,
    );
    if (round > 0 && added < worthNaming * whole) break;
    if (round === 0 || added >= worthCounting * whole) covered += added;
    if (round === 0) one = covered;
    for (const unit of units) if (unit.places.includes(top)) done.add(unit);
    best.push(placeAt(top, sources, starts));
  }
  return {
    best,
    one: one / whole,
    three: covered / whole,
    window: (titled + bestWindow(units, size)) / whole,
    anywhere:
      units.reduce(
        (sum, unit) => sum + (unit.places.length > 0 ? unit.weight : unit.isInTitle ? unit.weight * inTitle : 0),
        0,
      ) / whole,
  };
}

/** 1 for what stands in one sentence, down to `ofEverywhere` for what stands in each of so many. */
export const rarity = ({ places }: Unit, sentences: number): number =>
  places.length < 2 ? 1 : 1 - (1 - ofEverywhere) * (Math.log(places.length) / Math.log(sentences));

const gain = ({ weight, isInTitle }: Unit): number => (isInTitle ? weight * (1 - inTitle) : weight);

/** Sentences of all sources on one line, three empty places between two sources, so that no window spans both. */
export function startsOf(sources: readonly PreparedSource[]): number[] {
  const starts = [0];
  for (const { sentences } of sources) starts.push((starts.at(-1) ?? 0) + sentences.length + 3);
  return starts;
}

export function placeAt(at: number, sources: readonly PreparedSource[], starts: readonly number[]): Place {
  const index = starts.findLastIndex((start) => start <= at);
  const source = sources[index];
  if (!source) throw new RangeError(`no sentence ${at}`); // a bug of ours: places come from the sources
  return { source, sentence: at - (starts[index] ?? 0) };
}

export function unitsOf(claim: Claim, sources: readonly PreparedSource[], starts: readonly number[]): Unit[] {
  const units: Unit[] = [];
  const seen = new Set<string>();
  let number = 0;
  for (const term of claim.terms) {
    while ((claim.numbers[number]?.end ?? Number.POSITIVE_INFINITY) <= term.start) number++;
    const near = claim.numbers[number];
    if (near?.isSure && near.start < term.end) continue; // counted as a number
    if (seen.has(term.word)) continue;
    seen.add(term.word);
    const places = placesOf(term.word, sources, starts);
    units.push({
      weight: weightOf(term),
      word: term.word,
      places,
      isInTitle: sources.some(({ titleWords }) => titleWords.has(term.word)),
    });
  }
  for (const mention of claim.numbers) {
    const key = `${mention.kind} ${mention.value}`;
    if (!mention.isSure || seen.has(key)) continue;
    seen.add(key);
    const places: number[] = [];
    let isInTitle = false;
    sources.forEach(({ numbers }, index) => {
      for (const other of numbers) {
        if (!isSameNumber(mention, other)) continue;
        const place = other.sentence + (starts[index] ?? 0);
        if (other.sentence < 0) isInTitle = true;
        else if (places.at(-1) !== place) places.push(place);
      }
    });
    units.push({ weight: weights.number, places, isInTitle });
  }
  return units;
}

const none: readonly number[] = [];

function placesOf(word: string, sources: readonly PreparedSource[], starts: readonly number[]): readonly number[] {
  const [first] = sources;
  if (first && sources.length === 1) return first.places.get(word) ?? none; // the usual case, without a copy
  return sources.flatMap((source, index) =>
    (source.places.get(word) ?? none).map((place) => place + (starts[index] ?? 0)),
  );
}

function weightOf({ word, isPair }: Term): number {
  if (isPair) {
    const half = (word.codePointAt(0) ?? 0) > 0xffff ? 2 : 1;
    const common = Number(isCommon(word.slice(0, half))) + Number(isCommon(word.slice(half)));
    return common === 0 ? weights.pair : common === 1 ? weights.halfPair : weights.commonPair;
  }
  if (isCommon(word)) return weights.common;
  return word.length === 1 ? weights.letter : weights.word;
}

/** The most that three neighbouring sentences cover together. */
function bestWindow(units: readonly Unit[], size: number): number {
  const sums = new Float64Array(size + 2);
  for (const unit of units) {
    let last = -1;
    for (const place of unit.places) {
      for (let window = Math.max(last + 1, place); window <= place + 2; window++)
        sums[window] = (sums[window] ?? 0) + gain(unit);
      last = place + 2;
    }
  }
  return sums[highest(sums)] ?? 0;
}

/** The index of the highest value, the first of equal ones. */
function highest(values: Float64Array): number {
  let top = 0;
  for (let at = 1; at < values.length; at++) if ((values[at] ?? 0) > (values[top] ?? 0)) top = at;
  return top;
}
