import type { AnswerRecord } from '../model/record.ts';

/** Text as it is compared: full-width and half-width forms, capitals and small letters are the same. */
export const normalised = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Writing without spaces is found by pairs of characters, everything else by words. */
const run =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々〆ー]+)|([[\p{L}\p{N}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々〆ー]]+)/gv;

/** All that is found of a text: its words, its Han characters and their pairs. */
export function termsOf(text: string): Set<string> {
  const terms = new Set<string>();
  for (const [, han, word] of normalised(text).matchAll(run)) {
    if (word) terms.add(word.slice(0, longestWord));
    if (!han) continue;
    const characters = [...han];
    for (const [index, character] of characters.entries()) {
      terms.add(character);
      const next = characters[index + 1];
      if (next) terms.add(character + next);
    }
  }
  return terms;
}

/** A longer one is a key or an address, and is found by its beginning. */
const longestWord = 60;

export interface SearchWords {
  /** All of these are in the index of what is sought. */
  terms: string[];
  /** All of these stand in its text as well: pairs of characters alone do not make a phrase. */
  phrases: string[];
}

/** What somebody typed. Nothing to look for: no terms. */
export function searchWords(typed: string): SearchWords {
  const terms = new Set<string>();
  const phrases: string[] = [];
  for (const [, han, word] of normalised(typed).matchAll(run)) {
    if (word) terms.add(word.slice(0, longestWord));
    if (!han) continue;
    const characters = [...han];
    if (characters.length === 1) terms.add(han);
    if (characters.length > 2) phrases.push(han);
    for (const [index, character] of characters.slice(0, -1).entries()) terms.add(character + characters[index + 1]);
  }
  return { terms: [...terms], phrases };
}

/** The text a record is found by. What was sent is left out: it is the question and the sources once more. */
export const searchedText = ({ question, answer, quotes, sources, page, author }: AnswerRecord): string =>
  [
    question,
    page?.query,
    author.kind === 'model' ? author.model : '',
    answer,
    ...quotes.map(({ text }) => text),
    ...sources.flatMap(({ title, site, text, author: by }) => [title, site, by, text]),
  ]
    .filter(Boolean)
    .join('\n');

/** FNV-1a over UTF-16 units, 32 bits: the index holds numbers, no words. */
export function termHash(term: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < term.length; at += 1) hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193);
  // FNV's upper bits are weak for short texts, and they choose the bucket.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** The hashes of a record's terms, ascending, each once. */
export const indexedTerms = (record: AnswerRecord): Uint32Array =>
  Uint32Array.from(new Set([...termsOf(searchedText(record))].map(termHash))).sort();
