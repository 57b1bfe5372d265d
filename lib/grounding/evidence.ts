import { type Claim, type Place, placeAt, rarity, startsOf, type Unit, unitsOf } from './coverage.ts';
import { isHan } from './han.ts';
import { beginning, type PreparedSource } from './prepared.ts';
import { isCommon, termsOf } from './terms.ts';

// Chosen on a development set with its two halves looked at apart; all stand in the middle of a broad plateau.
/** What a word of the title counts where a sentence repeats it: most of the text is about it. */
const repeatsTitle = 0.5;
/** Canadian where the claim has Canada. */
const otherForm = 0.3;
/** Two words of the claim that are neighbours in the sentence, too. */
const neighbours = 0.5;
/** What a sentence has of the words of the one before it, and of the one before that; twice where it begins with it or they. */
const oneBefore = 0.2;
const twoBefore = 0.1;
/** Of two sentences with the same words the shorter says them more plainly. */
const longwinded = 0.15;
/** A word that an earlier sentence shows counts so much for the next. */
const shownAlready = 0.5;
/** A further sentence is shown when it has this share of the claim. */
const worthShowing = 0.03;
/** Nothing further is shown when no more than this share of the claim is left unsaid. */
const worthMore = 0.1;
/** So many sentences are read closely. */
const close = 24;

/** What of a claim a sentence may say, with the sentences where it does, in order. */
interface Mark {
  value: number;
  places: readonly number[];
  /** Sentences that hold only another form of the word. */
  similar: readonly number[];
}

/** A sentence that may be shown. */
interface Candidate {
  at: number;
  length: number;
  /** Begins with it or they. */
  goesOn: boolean;
  /** For each mark, how much of it the sentence says itself, and how much it has from those before: 0 to 1. */
  own: number[];
  before: number[];
}

/**
 * The sentences that show best where a claim comes from: at most three, best first. Each is the one that says most of the
 * claim itself, what earlier ones show counting half; what the sentences before it say counts a little, since they tell
 * whom "she" means. Linear in the number of places where the claim's words stand.
 */
export function evidenceFor(claim: Claim, sources: readonly PreparedSource[]): Place[] {
  const starts = startsOf(sources);
  const count = sources.reduce((sum, { sentences }) => sum + sentences.length, 0);
  const units = unitsOf(claim, sources, starts);
  const whole = units.reduce((sum, { weight }) => sum + weight, 0);
  const marks = units.map((unit) => markOf(unit, count, sources, starts));
  const candidates = readClosely(claim, marks, closest(marks, starts.at(-1) ?? 0), (at) =>
    placeAt(at, sources, starts),
  );
  // After the marks of words and numbers, those of pairs of words.
  const values = [...marks.map(({ value }) => value), ...pairsOf(claim).map(() => neighbours)];
  const sum = (shares: readonly number[]): number =>
    shares.reduce((all, share, mark) => all + share * (values[mark] ?? 0), 0);
  const shown: Candidate[] = [];
  while (shown.length < 3 && unsaid(units, shown) > worthMore * whole) {
    const rest = candidates.filter((candidate) => !shown.includes(candidate) && sum(candidate.own) > 0);
    const ranked = rest.map((candidate) => ({ candidate, value: worth(candidate, sum) }));
    const [first, ...others] = ranked;
    if (!first) break;
    const { candidate } = others.reduce((top, each) => (each.value > top.value ? each : top), first);
    if (shown.length > 0 && sum(candidate.own) < worthShowing * whole) break;
    shown.push(candidate);
    candidate.own.forEach((share, mark) => {
      if (share === 1) values[mark] = (values[mark] ?? 0) * shownAlready;
    });
  }
  return shown.map(({ at }) => placeAt(at, sources, starts));
}

const worth = ({ own, before, goesOn, length }: Candidate, sum: (shares: readonly number[]) => number): number =>
  (sum(own) + (goesOn ? 2 : 1) * sum(before)) / (1 + length / 20) ** longwinded;

/** The weight of what neither the title nor these sentences say. */
const unsaid = (units: readonly Unit[], shown: readonly Candidate[]): number =>
  units.reduce(
    (sum, { weight, isInTitle }, unit) => (isInTitle || shown.some(({ own }) => own[unit] === 1) ? sum : sum + weight),
    0,
  );

function markOf(unit: Unit, count: number, sources: readonly PreparedSource[], starts: readonly number[]): Mark {
  const value = unit.weight * rarity(unit, count) * (unit.isInTitle ? 1 - repeatsTitle : 1);
  return { value, places: unit.places, similar: similarPlaces(unit, sources, starts) };
}

function similarPlaces(
  { word, places }: Unit,
  sources: readonly PreparedSource[],
  starts: readonly number[],
): number[] {
  if (word === undefined || word.length < beginning || !/^[a-z]/.test(word)) return [];
  const similar = sources.flatMap((source, index) =>
    (source.beginnings.get(word.slice(0, beginning)) ?? []).flatMap((form) =>
      form === word ? [] : (source.places.get(form) ?? []).map((place) => place + (starts[index] ?? 0)),
    ),
  );
  return [...new Set(similar)].filter((place) => !holds(places, place)).sort((a, b) => a - b);
}

/** Whether a list in order has a number. */
function holds(places: readonly number[], place: number): boolean {
  let from = 0;
  let to = places.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((places[middle] ?? 0) < place) from = middle + 1;
    else to = middle;
  }
  return places[from] === place;
}

/** The places that say most, at most `close`, in the order of the text. */
function closest(marks: readonly Mark[], size: number): number[] {
  const own = new Float64Array(size);
  const before = new Float64Array(size + 2);
  const add = (sums: Float64Array, at: number, value: number): void => {
    sums[at] = (sums[at] ?? 0) + value;
  };
  for (const { value, places, similar } of marks) {
    for (const at of similar) add(own, at, value * otherForm);
    places.forEach((at, index) => {
      add(own, at, value);
      const next = places[index + 1];
      if (next !== at + 1) {
        add(before, at + 1, value * oneBefore);
        if (next !== at + 2) add(before, at + 2, value * twoBefore);
      }
    });
  }
  const top: { at: number; value: number }[] = [];
  own.forEach((said, at) => {
    const value = said + (before[at] ?? 0);
    if (said <= 0 || (top.length === close && value <= (top.at(-1)?.value ?? 0))) return;
    const index = top.findIndex((each) => each.value < value);
    top.splice(index < 0 ? top.length : index, 0, { at, value });
    if (top.length > close) top.pop();
  });
  return top.map(({ at }) => at).sort((a, b) => a - b);
}

// ---- a sentence read closely

const begins = /^["“「]?(?:(?:It|Its|He|His|She|Her|They|Their|I|We|This|That|The)\b|[他她它其该此这])/;

function readClosely(
  claim: Claim,
  marks: readonly Mark[],
  places: readonly number[],
  placeOf: (at: number) => Place,
): Candidate[] {
  const pairs = pairsOf(claim);
  return places.map((at) => {
    const { source, sentence } = placeOf(at);
    const text = source.sentences[sentence]?.text ?? '';
    const terms = termsOf(text);
    const held = new Set(pairs.length > 0 ? pairsIn(terms.map(({ word }) => word)) : []);
    const own = marks.map(({ places: exact, similar }) => (holds(exact, at) ? 1 : holds(similar, at) ? otherForm : 0));
    const before = marks.map(({ places: exact }, mark) =>
      own[mark] === 1 ? 0 : holds(exact, at - 1) ? oneBefore : holds(exact, at - 2) ? twoBefore : 0,
    );
    for (const pair of pairs) own.push(held.has(pair) ? 1 : 0);
    return { at, length: terms.length, goesOn: begins.test(text), own, before };
  });
}

const pairsOf = (claim: Claim): string[] => [...new Set(pairsIn(claim.terms.map(({ word }) => word)))];

/** Neighbouring words that say something. Han letters have their pairs among the terms already. */
function pairsIn(all: readonly string[]): string[] {
  const telling = all.filter((word) => !isCommon(word));
  return telling.flatMap((word, index) => {
    const next = telling[index + 1];
    return next === undefined || isHanWord(word) || isHanWord(next) ? [] : [`${word} ${next}`];
  });
}

const isHanWord = (word: string): boolean => isHan(word.codePointAt(0) ?? 0);
