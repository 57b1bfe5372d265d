/**
 * How well the check of a sentence against its source agrees with people, on data nobody here wrote. Prints Markdown tables.
 * Usage: node tests/tools/score-verify.ts [folder with the data files]
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { topicOf } from '../../lib/grounding/cues.ts';
import { prepare, type SourceLength } from '../../lib/grounding/prepared.ts';
import { sentences } from '../../lib/grounding/segment.ts';
import { type Finding, isComplete, verifierVersion, verify } from '../../lib/grounding/verify.ts';

const folder =
  process.argv[2] ?? join(process.env.PANGDA_MATERIAL ?? join(import.meta.dirname, '../../../shared'), 'data');

// biome-ignore lint/suspicious/noExplicitAny: rows of foreign files, read where their README says what they hold
type Row = any;

interface Case {
  claim: string;
  text: string;
  title: string;
  kind: SourceLength;
  label: 'supported' | 'partial' | 'unsupported';
}
type Judged = Case & { finding: Finding };

const used: string[] = [];

function rows(name: string): Row[] {
  const path = join(folder, name);
  if (!existsSync(path)) return [];
  const all = readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
  used.push(`${name} (${all.length})`);
  return all;
}
/** All parts of a set that are there. */
const parts = (stem: string): Row[] => 'abcdefgh'.split('').flatMap((part) => rows(`${stem}_${part}.jsonl`));
const devAndTest = (stem: string): Row[] => ['dev', 'test'].flatMap((part) => rows(`${stem}_${part}.jsonl`));

const titleMark = /^\(meta data\) TITLE: /;

function labelled(data: Row[], kind: SourceLength): Case[] {
  return data.map(({ claim, source_sents: lines, label }) => {
    const title = titleMark.test(lines[0]) ? lines[0].replace(titleMark, '') : '';
    return { claim, text: (title ? lines.slice(1) : lines).join('\n'), title, kind, label };
  });
}

/** Chance that a supported claim scores above another; half for equals. */
function auroc(good: readonly number[], bad: readonly number[]): number {
  const all = [...good.map((score) => ({ score, isGood: true })), ...bad.map((score) => ({ score, isGood: false }))];
  all.sort((a, b) => a.score - b.score);
  let wins = 0;
  for (let from = 0, below = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.score === all[from]?.score) to++;
    const group = all.slice(from, to);
    const ours = group.filter(({ isGood }) => isGood).length;
    wins += ours * (below + (group.length - ours) / 2);
    below += group.length - ours;
    from = to;
  }
  return wins / Math.max(1, good.length * bad.length);
}

const judged = (cases: readonly Case[]): Judged[] =>
  cases.map((one) => ({ ...one, finding: verify(one.claim, prepare(one)) }));
const scores = (cases: readonly Judged[]): number[] => cases.map(({ finding }) => finding.score);
function isSkipped(name: string, cases: readonly unknown[]): boolean {
  if (cases.length === 0) console.log(`| ${name} | skipped: no data |`);
  return cases.length === 0;
}
const share = (part: number, whole: number): string => (whole === 0 ? '–' : (part / whole).toFixed(3));

function reportLabelled(name: string, all: Judged[]): void {
  if (isSkipped(name, all)) return;
  const supported = all.filter(({ label }) => label === 'supported');
  const others = all.filter(({ label }) => label !== 'supported');
  const states = { found: 'supported', partly: 'partial', notFound: 'unsupported', cannotCheck: '' } as const;
  const right = all.filter(({ finding, label }) => states[finding.verdict] === label).length;
  const by = (verdict: Finding['verdict']): Judged[] => all.filter(({ finding }) => finding.verdict === verdict);
  const count = (list: Judged[], ...labels: string[]): number =>
    list.filter(({ label }) => labels.includes(label)).length;
  const green = by('found');
  const red = by('notFound');
  console.log(
    `| ${name} | ${all.length} | ${auroc(scores(supported), scores(others)).toFixed(3)} | ${share(right, all.length)} | ${green.length} | ${share(count(green, 'supported'), green.length)} | ${share(count(green, 'supported', 'partial'), green.length)} | ${red.length} | ${share(count(red, 'partial', 'unsupported'), red.length)} | ${share(count(red, 'supported'), supported.length)} |`,
  );
}

function reportFlags(name: string, all: Judged[]): void {
  if (all.length === 0) return;
  const flags: Record<string, (finding: Finding) => boolean> = {
    number: ({ missing }) => missing.numbers.length > 0,
    name: ({ missing }) => missing.names.length > 0,
    changed: ({ missing }) => missing.changed.length > 0,
    negation: ({ missing }) => missing.negation === true,
    direction: ({ missing }) => missing.direction === true,
  };
  const base = share(all.filter(({ label }) => label !== 'supported').length, all.length);
  const cells = Object.values(flags).map((has) => {
    const flagged = all.filter(({ finding }) => has(finding));
    const wrong = flagged.filter(({ label }) => label !== 'supported');
    return `${share(wrong.length, flagged.length)} (${flagged.length})`;
  });
  console.log(`| ${name} | ${base} | ${cells.join(' | ')} |`);
}

// ---- one fact edited

const plain = (text: string): string => text.toLowerCase().replace(/\s/g, '');
const flat = (value: unknown): string[] => (Array.isArray(value) ? value.flatMap(flat) : [String(value)]);

/** Each sentence that an edit changed, against the unedited result; and the sentence as it was. */
function edits(data: Row[]): { edited: Case; original: Case }[] {
  return data.flatMap((row) =>
    row.positive_wrong.flatMap((wrong: string, index: number) => {
      const text: string | undefined = row.positive[index];
      if (text === undefined || text === wrong) return [];
      const before = sentences(text).map((sentence) => sentence.text);
      const after = sentences(wrong).map((sentence) => sentence.text);
      const at = after.findIndex((sentence, place) => sentence !== before[place]);
      const [edited, original] = [after[at], before[at]];
      if (edited === undefined || original === undefined) return [];
      const source = { text, title: '', kind: 'snippet' as const };
      return [
        {
          edited: { ...source, claim: edited, label: 'unsupported' as const },
          original: { ...source, claim: original, label: 'supported' as const },
        },
      ];
    }),
  );
}

function reportEdits(name: string, data: Row[]): void {
  const pairs = edits(data);
  if (isSkipped(name, pairs)) return;
  const edited = judged(pairs.map((pair) => pair.edited));
  const original = judged(pairs.map((pair) => pair.original));
  const flagged = edited.filter(({ finding }) => !isComplete(finding.missing));
  const wronglyFlagged = original.filter(({ finding }) => !isComplete(finding.missing));
  console.log(
    `| ${name} | ${pairs.length} | ${share(flagged.length, edited.length)} | ${wronglyFlagged.length} | ${edited.filter(({ finding }) => finding.verdict === 'found').length} | ${original.filter(({ finding }) => finding.verdict === 'found').length} | ${auroc(scores(original), scores(edited)).toFixed(3)} |`,
  );
  if (process.env.SHOW) {
    for (const one of edited)
      if (isComplete(one.finding.missing)) console.log('   not flagged:', one.claim, '\n      ', one.text);
    for (const one of wronglyFlagged) console.log('   wrongly:', one.claim, one.finding.missing);
  }
}

// ---- the right words, another result

/** A claim against results with the answer and results without it, or with another; at most five of each. */
function wrongResults(
  data: Row[],
  claimOf: (row: Row) => string | undefined,
  against: 'negative' | 'positive_wrong',
): Judged[] {
  return judged(
    data.flatMap((row) => {
      const claim = claimOf(row);
      if (claim === undefined) return [];
      const source = (text: string, label: Case['label']): Case => ({ claim, text, title: '', kind: 'snippet', label });
      return [
        ...row.positive.slice(0, 5).map((text: string) => source(text, 'supported')),
        ...row[against].slice(0, 5).map((text: string) => source(text, 'unsupported')),
      ];
    }),
  );
}

const ownSentence = (row: Row): string | undefined =>
  sentences(row.positive[0] ?? '').find(({ text }) =>
    flat(row.answer).some((word) => plain(text).includes(plain(word))),
  )?.text;
const questionAndAnswer = (row: Row): string => `${row.query} ${flat(row.answer)[0] ?? ''}`;

const topicAndAnswer = (row: Row): string => `${topicOf(row.query)}${flat(row.answer)[0] ?? ''}`;

/** Only the results in which the answer stands as written, three of each kind. */
const holding = (row: Row): Row => ({
  ...row,
  positive: row.positive.filter((text: string) => flat(row.answer).some((word) => text.includes(word))).slice(0, 3),
  negative: row.negative.slice(0, 3),
});

function reportWrong(name: string, all: Judged[]): void {
  if (isSkipped(name, all)) return;
  const good = all.filter(({ label }) => label === 'supported');
  const bad = all.filter(({ label }) => label !== 'supported');
  const green = all.filter(({ finding }) => finding.verdict === 'found');
  console.log(
    `| ${name} | ${good.length} + ${bad.length} | ${auroc(scores(good), scores(bad)).toFixed(3)} | ${green.length} | ${share(green.filter(({ label }) => label === 'supported').length, green.length)} |`,
  );
}

/** Only pairs with the result the sentence is from: an own result against others. */
function ownResult(data: Row[]): Judged[] {
  return judged(
    data.flatMap((row) => {
      const claim = ownSentence(row);
      if (claim === undefined) return [];
      const source = (text: string, label: Case['label']): Case => ({ claim, text, title: '', kind: 'snippet', label });
      return [
        source(row.positive[0], 'supported'),
        ...row.negative.slice(0, 5).map((text: string) => source(text, 'unsupported')),
      ];
    }),
  );
}

// ---- time

/** Milliseconds this thread has worked, so that other work on the machine does not count. */
function worked(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function reportTime(name: string, cases: readonly Case[]): void {
  if (cases.length === 0) return;
  const made = cases.map((one) => ({ claim: one.claim, source: prepare(one) }));
  for (const { claim, source } of made) verify(claim, source); // warm up
  const started = worked();
  for (const { claim, source } of made) verify(claim, source);
  const checking = (worked() - started) / cases.length;
  const again = worked();
  for (const one of cases) prepare(one);
  const preparing = (worked() - again) / cases.length;
  const letters = cases.reduce((sum, { text }) => sum + text.length, 0) / cases.length;
  console.log(
    `| ${name} | ${cases.length} | ${letters.toFixed(0)} | ${checking.toFixed(3)} | ${preparing.toFixed(2)} |`,
  );
}

function longest(cases: readonly Case[], length: number): Case[] {
  const text = cases
    .map((one) => one.text)
    .join('\n')
    .slice(0, length);
  return text.length < length ? [] : cases.slice(0, 40).map((one) => ({ ...one, text, kind: 'page' }));
}

const wice = labelled(devAndTest('wice_claim'), 'page');
const begin = labelled(devAndTest('begin_wow'), 'snippet');
const paws = labelled(devAndTest('pawsx_zh'), 'snippet');
const zhFacts = parts('nc_rgb_zh_fact');
const enFacts = parts('nc_rgb_en_fact');
const refine = parts('nc_rgb_zh_refine');

console.log(`Verifier ${verifierVersion}; rows: ${used.join(', ')}\n`);
console.log(
  '| set | n | AUROC | 3 states right | found | P(supp.) | P(at least part) | not found | P(not fully) | supported called not found |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|');
const sets = { 'WiCE, page': judged(wice), 'BEGIN, snippet': judged(begin), 'PAWS-X zh': judged(paws) };
for (const [name, all] of Object.entries(sets)) reportLabelled(name, all);
console.log('\n| P(not fully supported, given flag) (n) | base | number | name | changed | negation | direction |');
console.log('|---|---|---|---|---|---|---|');
for (const [name, all] of Object.entries(sets)) reportFlags(name, all);
console.log('\n| one fact edited | pairs | flagged | originals flagged | edited found | originals found | AUROC |');
console.log('|---|---|---|---|---|---|---|');
reportEdits('RGB zh', zhFacts);
reportEdits('RGB en', enFacts);
console.log('\n| right answer, wrong result | n | AUROC | found | P(supp.) |');
console.log('|---|---|---|---|---|');
reportWrong('RGB zh, own sentence', ownResult([...refine, ...zhFacts]));
reportWrong('RGB zh, question + answer', wrongResults([...refine, ...zhFacts], questionAndAnswer, 'negative'));
reportWrong(
  'RGB zh refine, topic + answer, results that hold it',
  wrongResults(refine.map(holding), topicAndAnswer, 'negative'),
);
reportWrong('RGB en, own sentence', ownResult(enFacts));
reportWrong('RGB zh, question + answer, edited result', wrongResults(zhFacts, questionAndAnswer, 'positive_wrong'));
reportWrong('RGB en, question + answer, edited result', wrongResults(enFacts, questionAndAnswer, 'positive_wrong'));
console.log('\n| time | n | letters | CPU ms a claim | CPU ms to prepare |');
console.log('|---|---|---|---|---|');
reportTime('BEGIN', begin);
reportTime('PAWS-X', paws.slice(0, 400));
reportTime('WiCE', wice);
reportTime('WiCE, joined', longest(wice, 100_000));
reportTime('RGB zh', wrongResults(refine, questionAndAnswer, 'negative'));
const han = refine.flatMap((row) =>
  row.positive.map(
    (text: string): Case => ({
      claim: sentences(text)[0]?.text ?? '',
      text,
      title: '',
      kind: 'page',
      label: 'supported',
    }),
  ),
);
reportTime('RGB zh, joined', longest(han, 100_000));
