/** Claims against their sources: does the verifier agree with people? */
import { type PreparedSource, prepare } from '../../lib/grounding/prepared.ts';
import { type Finding, verify } from '../../lib/grounding/verify.ts';
import type { ClaimRow } from './bench-trust-rows.ts';
import { auroc, balancedAccuracy, plainOverlap, round, share, worked } from './bench-trust-statistics.ts';

interface Judged {
  row: ClaimRow;
  source: PreparedSource;
  finding: Finding;
}

const verdicts = ['found', 'partly', 'notFound', 'cannotCheck'] as const;

export function claimFigures(rows: readonly ClaimRow[]) {
  const started = worked();
  const read = rows.map((row) => ({ row, source: sourceOf(row) }));
  const prepared = worked();
  const all: Judged[] = read.map((each) => ({ ...each, finding: verify(each.row.claim, each.source) }));
  const judged = worked();
  const good = all.filter(({ row }) => row.label === 'supported');
  const bad = all.filter(({ row }) => row.label !== 'supported');
  const scores = (some: readonly Judged[]): number[] => some.map(({ finding }) => finding.score);
  const overlaps = (some: readonly Judged[]): number[] =>
    some.map(({ row, source }) => plainOverlap(row.claim, `${source.title}\n${source.text}`));
  const balanced = (taken: (finding: Finding) => boolean): number | null =>
    balancedAccuracy(
      good.map(({ finding }) => taken(finding)),
      bad.map(({ finding }) => taken(finding)),
    );
  return {
    kind: 'claims',
    n: all.length,
    labels: labelCounts(all),
    auroc: auroc(scores(good), scores(bad)),
    plainOverlapAuroc: auroc(overlaps(good), overlaps(bad)),
    /** When `found` is read as supported; and when all but `notFound` is. */
    balancedAccuracy: {
      found: balanced(({ verdict }) => verdict === 'found'),
      notNotFound: balanced(({ verdict }) => verdict !== 'notFound'),
    },
    confusion: confusion(all),
    precision: {
      foundIsSupported: precision(all, 'found', (label) => label === 'supported'),
      foundIsAtLeastPartial: precision(all, 'found', (label) => label === 'supported' || label === 'partial'),
      notFoundIsNotSupported: precision(all, 'notFound', (label) => label !== 'supported'),
    },
    evidence: evidenceFigures(all),
    /** Of the claims so marked, the share that people call not fully supported. */
    flags: flagFigures(all),
    ms: { claim: round((judged - prepared) / all.length), preparing: round((prepared - started) / all.length) },
  };
}

const titleMark = /^\(meta data\) TITLE: /;

/** Lines that give the page's title make a web page of it; of other texts the length decides, as in the product. */
function sourceOf({ source_sents: lines }: ClaimRow): PreparedSource {
  const [first = '', ...rest] = lines;
  return titleMark.test(first)
    ? prepare({ title: first.replace(titleMark, ''), text: rest.join('\n'), kind: 'page' })
    : prepare({ title: '', text: lines.join('\n') });
}

function confusion(all: readonly Judged[]) {
  return Object.fromEntries(
    verdicts.map((verdict) => {
      const some = all.filter(({ finding }) => finding.verdict === verdict);
      return [verdict, labelCounts(some)];
    }),
  );
}

function labelCounts(some: readonly Judged[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { row } of some) counts[row.label] = (counts[row.label] ?? 0) + 1;
  return counts;
}

function precision(
  all: readonly Judged[],
  verdict: Finding['verdict'],
  wanted: (label: string) => boolean,
): number | null {
  const some = all.filter(({ finding }) => finding.verdict === verdict);
  return share(some.filter(({ row }) => wanted(row.label)).length, some.length);
}

const flags = {
  number: ({ missing }: Finding) => missing.numbers.length > 0,
  name: ({ missing }: Finding) => missing.names.length > 0,
  changed: ({ missing }: Finding) => missing.changed.length > 0,
  negation: ({ missing }: Finding) => missing.negation === true,
  direction: ({ missing }: Finding) => missing.direction === true,
};

function flagFigures(all: readonly Judged[]) {
  const wrong = (some: readonly Judged[]): number | null =>
    share(some.filter(({ row }) => row.label !== 'supported').length, some.length);
  const each = Object.entries(flags).map(([name, has]) => {
    const some = all.filter(({ finding }) => has(finding));
    return [name, { n: some.length, precision: wrong(some) }];
  });
  return { base: wrong(all), ...Object.fromEntries(each) };
}

/** Whether the sentences shown are among those that people named; where they named any. */
function evidenceFigures(all: readonly Judged[]) {
  const verbatim = all.flatMap(({ finding, source }) =>
    finding.evidence.map(({ start, end, quote }) => source.text.slice(start, end) === quote),
  );
  return {
    ofSupported: evidenceHits(all.filter(({ row }) => row.label === 'supported')),
    ofAll: evidenceHits(all),
    verbatim: share(verbatim.filter(Boolean).length, verbatim.length),
  };
}

function evidenceHits(some: readonly Judged[]) {
  const given = some.flatMap(({ row, finding }) => {
    const gold = new Set((row.gold_sents ?? []).flat());
    return gold.size === 0 ? [] : [linesOf(row, finding).map((line) => gold.has(line))];
  });
  return {
    n: given.length,
    best: share(given.filter(([first]) => first).length, given.length),
    upToThree: share(given.filter((hits) => hits.includes(true)).length, given.length),
  };
}

/** Indices, in the row's sentences, of the sentences that the finding shows. */
function linesOf({ source_sents: lines }: ClaimRow, { evidence }: Finding): number[] {
  const hasTitle = titleMark.test(lines[0] ?? '');
  let end = -1;
  const ends = lines.map((line, index) => {
    if (index > 0 || !hasTitle) end += line.length + 1; // the text begins after the title
    return end;
  });
  return evidence.map(({ start }) => ends.findIndex((each) => start < each));
}
