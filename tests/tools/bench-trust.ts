/**
 * How far the check of sentences and the answer without a model agree with people, on data given by file. Runs the very
 * modules that the extension ships and prints one JSON object on stdout; --help says how it is called.
 */
import { parseArgs } from 'node:util';
import { verifierVersion } from '../../lib/grounding/version.ts';
import { claimFigures } from './bench-trust-claims.ts';
import { questionFigures } from './bench-trust-questions.ts';
import { readClaims, readFacts, readQuestions } from './bench-trust-rows.ts';
import { tamperFigures } from './bench-trust-tamper.ts';
import { tenSentences } from './bench-trust-time.ts';

const help = `bench:trust: how well sentences are checked and quotes chosen, as JSON on stdout

  npm run -s bench:trust -- [--claims FILE…] [--questions FILE…] [--tamper FILE…] [options]

Files hold one JSON object a line; what they are is told by their fields.
  --claims FILE…      claim, source_sents, label (supported | partial | unsupported), maybe gold_sents
  --questions FILE…   query, answer, positive, negative   search results with and without the answer
                      context, qas [{ q, a }]             a passage and questions about it
                      question, answers, docs             results with long answers: ROUGE-L
  --tamper FILE…      positive, positive_wrong            results and the same with one fact edited

For results with and without the answer:
  --docs N            results on a page (5)
  --noise X           share of them without the answer, 0 to 1 (0.4)
For passages:
  --among N           N passages on a page, the others chosen for their likeness to the question (1: its own alone)
For both:
  --seed N            what is drawn and in which order (1); the same seed gives the same figures, times apart
  --repeat N          so many drawings of each question, by the seeds from N on (1)
`;

/** What went wrong, in one sentence for whoever called. */
class Complaint extends Error {}

type Figures = Record<string, unknown>;

function main(words: string[]): Figures | undefined {
  const options = readOptions(words);
  if (options.help || words.length === 0) return undefined;
  const drawing = {
    documents: wholeNumber('docs', options.docs, 1),
    noise: share('noise', options.noise),
    seed: wholeNumber('seed', options.seed, 0),
    repeat: wholeNumber('repeat', options.repeat, 1),
    among: wholeNumber('among', options.among, 1),
  };
  const { claims = [], questions = [], tamper = [] } = options;
  if (claims.length + questions.length + tamper.length === 0) {
    throw new Complaint('name at least one file after --claims, --questions or --tamper');
  }
  // All files are read before the first is measured: a bad one is told at once.
  const read = {
    claims: claims.map((file) => [file, readClaims(file)] as const),
    questions: questions.map((file) => [file, readQuestions(file)] as const),
    tamper: tamper.map((file) => [file, readFacts(file)] as const),
  };
  return {
    verifier: verifierVersion,
    ...group('claims', read.claims, claimFigures),
    ...group('questions', read.questions, (data) => questionFigures(data, drawing)),
    ...group('tamper', read.tamper, tamperFigures),
    tenSentences: tenSentences(),
  };
}

function group<T>(name: string, files: readonly (readonly [string, T])[], measure: (data: T) => Figures): Figures {
  return files.length === 0 ? {} : { [name]: Object.fromEntries(files.map(([file, data]) => [file, measure(data)])) };
}

/** Options that take several words, `--claims a b`, as parseArgs does not. */
function readOptions(words: string[]) {
  const lists = new Set(['--claims', '--questions', '--tamper']);
  let list = '';
  const spread = words.flatMap((word) => {
    if (word.startsWith('--')) {
      list = lists.has(word) ? word : '';
      return list ? [] : [word];
    }
    return list ? [`${list}=${word}`] : [word];
  });
  try {
    return parseArgs({
      args: spread,
      allowPositionals: false,
      options: {
        claims: { type: 'string', multiple: true },
        questions: { type: 'string', multiple: true },
        tamper: { type: 'string', multiple: true },
        docs: { type: 'string', default: '5' },
        noise: { type: 'string', default: '0.4' },
        among: { type: 'string', default: '1' },
        seed: { type: 'string', default: '1' },
        repeat: { type: 'string', default: '1' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new Complaint(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(name: string, written: string, least: number): number {
  const value = Number(written);
  if (!Number.isInteger(value) || value < least) throw new Complaint(`--${name} is a whole number from ${least} on`);
  return value;
}

function share(name: string, written: string): number {
  const value = Number(written);
  if (!(value >= 0 && value <= 1)) throw new Complaint(`--${name} is a share from 0 to 1`);
  return value;
}

try {
  const figures = main(process.argv.slice(2));
  process.stdout.write(figures ? `${JSON.stringify(figures, null, 1)}\n` : help);
} catch (error) {
  process.stderr.write(`bench:trust: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
