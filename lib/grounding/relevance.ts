import type { Page, Source } from '../model/page.ts';
import { commonWords, cueFor, dateAsked, topicOf } from './cues.ts';
import { amountAsked } from './quantities.ts';
import { type Sentence, sentences, words } from './segment.ts';
import { subjectOf } from './subject.ts';
import { yearFit } from './years.ts';

/** A sentence of a source and how well it may answer. */
export interface Candidate extends Sentence {
  source: Source;
  /** 0 to about 2; compares sentences of one page only. */
  score: number;
  /** How far it is about the question's subject, 0 to 1; filled in for the better ones. */
  about: number;
  /** The distinct words of the sentence, filled in for the better ones. */
  words: ReadonlySet<string>;
}

// Written once, by judgement: a search over them helped the set it was made on and harmed another.
const weight = {
  match: 1,
  passage: 0.3,
  title: 0.15,
  cue: 0.12,
  amount: 0.3,
  agreement: 0.5,
  rank: 0.05,
  position: 0.03,
  votes: 0.15,
} as const;
/** What a sentence keeps of its score when the question asks for an amount and it holds none of that kind; or for a date. */
const withoutAmount = 0.6;
const withoutDate = 0.8;
const saturation = 0.8;
const lengthPenalty = 0.35;
/** The support of other sources, summed over the five best supported words, that counts as full agreement. */
const fullAgreement = 10;
/** So many sentences of each source, and of the page, are looked at closely. */
const close = { each: 12, all: 120 } as const;

/** The page's sentences, best first: those that match the question closely, then the others in page order. Linear. */
export function rankSentences(question: string, sources: readonly Source[], kind: Page['kind']): Candidate[] {
  const terms = queryTerms(question);
  const passages = sources.map((source) => passageOf(source, terms));
  const all = passages.flatMap((passage) => passage.sentences);
  const rarity = rarityOf(all, terms);
  for (const passage of passages) matchPassage(passage, terms, rarity, averageLength(all));
  const closer = passages
    .flatMap(({ sentences }) => best(sentences, close.each))
    .sort(byScore)
    .slice(0, close.all);
  refine(closer, passages, question, terms, kind);
  markSubject(passages, terms);
  const chosen = new Set<Candidate>(closer);
  return [...closer.sort(byScore), ...all.filter((sentence) => !chosen.has(sentence))];
}

interface Scored extends Candidate {
  /** How often each query term occurs. */
  counts: number[];
  /** Its words in order. */
  said: string[];
  index: number;
  passage: Passage;
}

interface Passage {
  source: Source;
  sentences: Scored[];
  /** Shares of the question that the title, and title and text together, hold: 0 to 1. */
  title: number;
  coverage: number;
  /** Whether the title holds the term of this index. */
  titled: boolean[];
}

function queryTerms(question: string): Map<string, number> {
  const terms = new Map<string, number>();
  for (const word of words(topicOf(question.slice(0, 300)))) if (!commonWords.has(word)) terms.set(word, terms.size);
  return terms;
}

function passageOf(source: Source, terms: ReadonlyMap<string, number>): Passage {
  const passage: Passage = { source, sentences: [], title: 0, coverage: 0, titled: [] };
  for (const [index, sentence] of sentences(source.text).entries()) {
    const counts = new Array<number>(terms.size).fill(0);
    const said = words(sentence.text);
    for (const word of said) {
      const term = terms.get(word);
      if (term !== undefined) counts[term] = (counts[term] ?? 0) + 1;
    }
    if (said.length > 0)
      passage.sentences.push({ ...sentence, source, score: 0, about: 0, words: none, counts, said, index, passage });
  }
  return passage;
}

const none: ReadonlySet<string> = new Set();

/** How rare each term is among the page's sentences. */
function rarityOf(all: readonly Scored[], terms: ReadonlyMap<string, number>): number[] {
  const holding = new Array<number>(terms.size).fill(0);
  for (const { counts } of all) {
    counts.forEach((count, term) => {
      if (count > 0) holding[term] = (holding[term] ?? 0) + 1;
    });
  }
  return holding.map((n) => Math.log(1 + (all.length - n + 0.5) / (n + 0.5)));
}

const averageLength = (all: readonly Scored[]): number =>
  all.reduce((sum, { said }) => sum + said.length, 0) / Math.max(1, all.length);

/** BM25 of each sentence, as a share of what a sentence with every term once would get; and what the passage holds. */
function matchPassage(passage: Passage, terms: ReadonlyMap<string, number>, rarity: number[], average: number): void {
  const whole = rarity.reduce((sum, value) => sum + value, 0) || 1;
  const title = new Set(words(passage.source.title));
  const held = [...terms].map(([word]) => title.has(word));
  passage.titled = [...held];
  passage.title = share(held, rarity, whole);
  for (const sentence of passage.sentences) {
    const norm = saturation * (1 - lengthPenalty + (lengthPenalty * sentence.said.length) / average);
    let sum = 0;
    sentence.counts.forEach((count, term) => {
      if (count === 0) return;
      sum += ((rarity[term] ?? 0) * count * (saturation + 1)) / (count + norm);
      held[term] = true;
    });
    sentence.score = sum / whole;
  }
  passage.coverage = share(held, rarity, whole);
}

const share = (held: boolean[], rarity: number[], whole: number): number =>
  held.reduce((sum, isHeld, term) => sum + (isHeld ? (rarity[term] ?? 0) : 0), 0) / whole;

const byScore = (a: Candidate, b: Candidate): number => b.score - a.score;

/** The best few, and always the first: where nothing matches, a text's beginning says most. */
function best(all: Scored[], most: number): Scored[] {
  if (all.length <= most) return all;
  return [...all].sort((a, b) => b.score - a.score || a.index - b.index).slice(0, most);
}

function refine(
  candidates: Scored[],
  passages: readonly Passage[],
  question: string,
  terms: ReadonlyMap<string, number>,
  kind: Page['kind'],
): void {
  for (const sentence of candidates) sentence.words = new Set(sentence.said);
  const agreement = agreements(candidates, terms, kind === 'article');
  const cue = cueFor(question);
  const amount = amountAsked(question);
  const date = dateAsked(question);
  const fitIn = yearFit(question);
  const yearFits = new Map(passages.map((one) => [one, fitIn(`${one.source.title}\n${one.source.text}`)]));
  const mostVotes = Math.max(1, ...passages.map(({ source }) => source.votes ?? 0));
  const rankOf = new Map(passages.map((passage, rank) => [passage, rank]));
  for (const sentence of candidates) {
    const { passage, source } = sentence;
    const isQuestion = /[?？]["'”’」』）)]*$/.test(sentence.text);
    const match =
      weight.match * sentence.score +
      weight.passage * passage.coverage +
      weight.title * passage.title +
      weight.cue * cue(sentence.text) +
      weight.agreement * (agreement.get(sentence) ?? 0) +
      weight.rank / (1 + (rankOf.get(passage) ?? 0)) +
      weight.position / (1 + sentence.index) +
      weight.votes * (Math.log(1 + (source.votes ?? 0)) / Math.log(1 + mostVotes));
    const fits = amount?.(sentence.text);
    const dated = amount ? undefined : date?.(sentence.text);
    const score =
      (match + (fits ? weight.amount : 0)) *
      (fits === false ? withoutAmount : 1) *
      (dated === false ? withoutDate : 1) *
      (yearFits.get(passage)?.(sentence.text) ?? 1);
    // A sentence that asks, or only repeats the question, answers nothing.
    sentence.score = isQuestion || !hasNews(sentence, terms) ? score * 0.3 : score;
  }
}

function markSubject(passages: readonly Passage[], terms: ReadonlyMap<string, number>): void {
  const tellings = passages.map(({ titled, sentences }) => ({
    title: (term: number) => titled[term] === true,
    sentences: sentences.map(({ text, counts }) => ({ text, holds: (term: number) => (counts[term] ?? 0) > 0 })),
  }));
  const about = subjectOf([...terms.keys()], tellings);
  passages.forEach(({ sentences }, index) => {
    const telling = tellings[index];
    if (!telling) return;
    about(telling).forEach((share, at) => {
      const sentence = sentences[at];
      if (sentence) sentence.about = share;
    });
  });
}

const hasNews = (sentence: Scored, terms: ReadonlyMap<string, number>): boolean => {
  let news = 0;
  for (const word of sentence.words) if (!terms.has(word) && !commonWords.has(word)) news++;
  return news >= 2;
};

/**
 * How far other sources say the same about the question, 0 to 1: for each word a sentence adds, the best match among each
 * other source's sentences with that word. Numbers and Latin names count double. In a lone article its other sentences stand for sources.
 */
function agreements(
  candidates: readonly Scored[],
  terms: ReadonlyMap<string, number>,
  within: boolean,
): Map<Scored, number> {
  // Best score of each word in each voice: one map a voice, since words are many.
  const voices = new Map<unknown, Map<string, number>>();
  const news = new Map<Scored, string[]>();
  for (const sentence of candidates) {
    const words = [...sentence.words].filter((word) => !terms.has(word) && !commonWords.has(word) && isTelling(word));
    news.set(sentence, words);
    const voice = within ? sentence : sentence.passage;
    const said = voices.get(voice) ?? new Map<string, number>();
    voices.set(voice, said);
    for (const word of words) said.set(word, Math.max(said.get(word) ?? 0, sentence.score));
  }
  const totals = new Map<string, number>();
  // Not entry by entry: code that has just been started makes a list of each.
  for (const said of voices.values())
    said.forEach((score, word) => {
      totals.set(word, (totals.get(word) ?? 0) + score);
    });
  const agreement = new Map<Scored, number>();
  for (const sentence of candidates) {
    const said = voices.get(within ? sentence : sentence.passage);
    const names = namesOf(sentence.text);
    const values = (news.get(sentence) ?? []).map((word) => {
      const others = (totals.get(word) ?? 0) - (said?.get(word) ?? 0);
      return beginsWithDigit(word) || names.has(word) ? 2 * others : others;
    });
    values.sort((a, b) => b - a);
    const sum = values.slice(0, 5).reduce((a, b) => a + b, 0);
    agreement.set(sentence, Math.min(1, sum / fullAgreement));
  }
  return agreement;
}

const isTelling = (word: string): boolean => word.length > 1 || beginsWithDigit(word);

const beginsWithDigit = (word: string): boolean => word.charCodeAt(0) >= 0x30 && word.charCodeAt(0) <= 0x39;

/** The capitalised words within an English sentence, as words are compared. */
const namesOf = (sentence: string): Set<string> =>
  new Set(Array.from(sentence.matchAll(/(?<=[a-z0-9,] )[A-Z][a-z]+/g), ([name]) => words(name)[0] ?? ''));
