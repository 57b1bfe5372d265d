import { isHan } from './han.ts';
import { type NumberMention, numbersIn } from './numbers.ts';
import { type Sentence, sentences } from './segment.ts';
import { simplified } from './simplified.ts';
import { termsOf } from './terms.ts';

/** A text as long as a web page is checked by other thresholds than a search result's few lines. */
export type SourceLength = 'snippet' | 'page';

/** A source, read once, to check many sentences against. */
export interface PreparedSource {
  text: string;
  title: string;
  kind: SourceLength;
  sentences: readonly Sentence[];
  /** For each word, the sentences that hold it, in order. */
  places: ReadonlyMap<string, readonly number[]>;
  titleWords: ReadonlySet<string>;
  /** The numbers of the text, each with its sentence; those of the title have -1. */
  numbers: readonly (NumberMention & { sentence: number })[];
  /** Title and text without spaces and signs, in lower case: to look up names as they are written. */
  squeezed: string;
  /** The Latin words by their first letters, to know Canadian by Canada. */
  beginnings: ReadonlyMap<string, readonly string[]>;
  /** Share of Han among its letters, 0 to 1. */
  hanShare: number;
}

/** From so many characters on, a text is a page. */
const pageLength = 1500;

/** Reads a source once. Without `kind`, its length decides. Linear in the text's length. */
export function prepare(source: { text: string; title: string; kind?: SourceLength }): PreparedSource {
  const { text, title } = source;
  const list = sentences(text);
  const places = new Map<string, number[]>();
  const beginnings = new Map<string, string[]>();
  const titleWords = new Set<string>();
  const learn = (word: string): void => {
    if (word.length < beginning || !/^[a-z]/.test(word)) return;
    const start = word.slice(0, beginning);
    const known = beginnings.get(start);
    if (known) known.push(word);
    else beginnings.set(start, [word]);
  };
  for (const { word } of termsOf(title)) {
    titleWords.add(word);
    learn(word);
  }
  list.forEach((sentence, index) => {
    for (const { word } of termsOf(sentence.text)) {
      const known = places.get(word);
      if (!known) {
        places.set(word, [index]);
        learn(word);
      } else if (known[known.length - 1] !== index) known.push(index);
    }
  });
  const numbers = [
    ...numbersIn(title).map((number) => ({ ...number, sentence: -1 })),
    ...list.flatMap((sentence, index) => numbersIn(sentence.text).map((number) => ({ ...number, sentence: index }))),
  ];
  return {
    text,
    title,
    kind: source.kind ?? (text.length >= pageLength ? 'page' : 'snippet'),
    sentences: list,
    places,
    titleWords,
    numbers,
    squeezed: squeeze(`${title}\n${text}`),
    beginnings,
    hanShare: hanShare(`${title}\n${text}`),
  };
}

/** How many first letters tell that two names are forms of one. */
export const beginning = 5;

/** A text without spaces and signs, in lower case and simplified letters: for names, which are written with various dots and quotes. */
export const squeeze = (text: string): string =>
  simplified(text)
    .replace(
      /[\s!-/:-@[-`{-~\u00a0-\u00bf\u2000-\u206f\u3000-\u303f\u30fb\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\u00b7]+/g,
      '',
    )
    .toLowerCase();

/** Share of Han and kana among the letters of a text, 0 to 1; 0 where there are none. */
export function hanShare(text: string): number {
  let han = 0;
  let latin = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isHan(code) || (code >= 0xd840 && code <= 0xd8ff)) han++;
    else if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || (code >= 0xc0 && code < 0x2000))
      latin++;
  }
  // A Han letter says about as much as half an English word, some three letters.
  return han === 0 ? 0 : (3 * han) / (3 * han + latin);
}
