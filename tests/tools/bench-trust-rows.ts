/** Reads the data files of bench:trust. What a file holds is told by its fields, never by its name. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

const claimRow = z.object({
  claim: z.string(),
  source_sents: z.array(z.string()).min(1),
  /** `supported`, or any other word for what is not, or not fully. */
  label: z.string(),
  /** Alternative sets of indices of source_sents; each set alone supports what of the claim is supported. */
  gold_sents: z.array(z.array(z.number().int())).optional(),
});
export type ClaimRow = z.infer<typeof claimRow>;

/** Some sets nest their results by the part of the answer that they hold. */
const texts = z.array(z.union([z.string(), z.array(z.string())])).transform((items) => items.flat());
const word = z.union([z.string(), z.number()]).transform(String);

const resultsRow = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  query: z.string(),
  /** A list: all of these. A list in it: one of these. */
  answer: z.union([word, z.array(z.union([word, z.array(word)]))]),
  positive: texts,
  negative: texts,
});
export type ResultsRow = z.infer<typeof resultsRow>;

const passageRow = z.object({
  context: z.string(),
  title: z.string().default(''),
  qas: z.array(z.object({ q: z.string(), a: z.array(word) })),
});
export type PassageRow = z.infer<typeof passageRow>;

const longAnswerRow = z.object({
  question: z.string(),
  answers: z.array(z.string()),
  docs: z.array(z.object({ title: z.string().default(''), paragraphs: z.array(z.string()) })),
});
export type LongAnswerRow = z.infer<typeof longAnswerRow>;

const factRow = z.object({ positive: texts, positive_wrong: texts });
export type FactRow = z.infer<typeof factRow>;

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

function readAs<T extends z.ZodType>(shape: T, file: string, rows: unknown[]): z.infer<T>[] {
  return rows.map((row, index) => {
    const read = shape.safeParse(row);
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    const field = issue?.path.join('.') || 'the row';
    throw new Error(`${file}, row ${index + 1}: ${field} is not as --help describes it`);
  });
}
