/** Reads the data files of bench:trust. What a file holds is told by its fields, never by its name. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';

const claimRow = v.object({
  claim: v.string(),
  source_sents: v.pipe(v.array(v.string()), v.minLength(1)),
  /** `supported`, or any other word for what is not, or not fully. */
  label: v.string(),
  /** Alternative sets of indices of source_sents; each set alone supports what of the claim is supported. */
  gold_sents: v.optional(v.array(v.array(v.pipe(v.number(), v.integer())))),
});
export type ClaimRow = v.InferOutput<typeof claimRow>;

/** Some sets nest their results by the part of the answer that they hold. */
const texts = v.pipe(
  v.array(v.union([v.string(), v.array(v.string())])),
  v.transform((items) => items.flat()),
);
const word = v.pipe(v.union([v.string(), v.number()]), v.transform(String));

const resultsRow = v.object({
  id: v.optional(v.union([v.string(), v.number()])),
  query: v.string(),
  /** A list: all of these. A list in it: one of these. */
  answer: v.union([word, v.array(v.union([word, v.array(word)]))]),
  positive: texts,
  negative: texts,
});
export type ResultsRow = v.InferOutput<typeof resultsRow>;

const passageRow = v.object({
  context: v.string(),
  title: v.optional(v.string(), ''),
  qas: v.array(v.object({ q: v.string(), a: v.array(word) })),
});
export type PassageRow = v.InferOutput<typeof passageRow>;

const longAnswerRow = v.object({
  question: v.string(),
  answers: v.array(v.string()),
  docs: v.array(v.object({ title: v.optional(v.string(), ''), paragraphs: v.array(v.string()) })),
});
export type LongAnswerRow = v.InferOutput<typeof longAnswerRow>;

const factRow = v.object({ positive: texts, positive_wrong: texts });
export type FactRow = v.InferOutput<typeof factRow>;

export type Questions =
  | { shape: 'results'; rows: ResultsRow[] }
  | { shape: 'passages'; rows: PassageRow[] }
  | { shape: 'longAnswers'; rows: LongAnswerRow[] };

export const readClaims = (file: string): ClaimRow[] => readAs(claimRow, file, readRows(file));

export const readFacts = (file: string): FactRow[] => readAs(factRow, file, readRows(file));

export function readQuestions(file: string): Questions {
  const rows = readRows(file);
  const [first] = rows;
  if (has(first, 'positive')) return { shape: 'results', rows: readAs(resultsRow, file, rows) };
  if (has(first, 'context')) return { shape: 'passages', rows: readAs(passageRow, file, rows) };
  if (has(first, 'docs')) return { shape: 'longAnswers', rows: readAs(longAnswerRow, file, rows) };
  throw new Error(`${file} holds no questions of a known kind: see --help for the fields`);
}

const has = (row: unknown, field: string): boolean => typeof row === 'object' && row !== null && field in row;

function readRows(file: string): unknown[] {
  const path = [resolve(file), resolve(process.env.INIT_CWD ?? '', file)].find((each) => existsSync(each));
  if (!path) throw new Error(`there is no file ${file}`);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new Error(`${file} cannot be read`);
  }
  const rows = text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line) as unknown];
    } catch {
      throw new Error(`${file}, line ${index + 1} is no JSON`);
    }
  });
  if (rows.length === 0) throw new Error(`${file} is empty`);
  return rows;
}

function readAs<T>(shape: v.GenericSchema<unknown, T>, file: string, rows: unknown[]): T[] {
  return rows.map((row, index) => {
    const read = v.safeParse(shape, row);
    if (read.success) return read.output;
    const field = v.getDotPath(read.issues[0]) || 'the row';
    throw new Error(`${file}, row ${index + 1}: ${field} is not as --help describes it`);
  });
}
