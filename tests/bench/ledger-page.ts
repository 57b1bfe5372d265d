import { blockOf, spanOf } from '../../lib/ledger/blocks.ts';
import { canonical } from '../../lib/ledger/canonical.ts';
import { headOf, openLedger } from '../../lib/ledger/database.ts';
import { exportJson } from '../../lib/ledger/export.ts';
import { readExport } from '../../lib/ledger/import.ts';
import { findSame, get, list, overview } from '../../lib/ledger/read.ts';
import { createLedgerWriter } from '../../lib/ledger/store.ts';
import { toSweep } from '../../lib/ledger/sweep.ts';
import { verifyChain } from '../../lib/ledger/verify.ts';
import type { AnswerRecord } from '../../lib/model/record.ts';
import type { Check } from '../../lib/model/verdict.ts';

const writer = createLedgerWriter();

/** Words as often as in real text: the n-th most frequent about once in n. */
function wordsOf(kind: 'zh' | 'en', random: () => number): (count: number) => string {
  const size = 8_000;
  const zh = Array.from({ length: size }, (_, at) =>
    at < 400
      ? String.fromCharCode(0x4e00 + at * 7)
      : String.fromCharCode(0x4e00 + Math.floor(random() * 3_500), 0x4e00 + Math.floor(random() * 3_500)),
  );
  const en = Array.from({ length: size }, (_, at) => (at === 0 ? 'the' : `${at.toString(36)}${'aeiou'[at % 5]}n`));
  const words = kind === 'zh' ? zh : en;
  const pick = () => words[Math.floor(size ** random()) - 1] ?? '';
  return (count) => Array.from({ length: count }, pick).join(kind === 'zh' ? '' : ' ');
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function aRecord(at: number, zh: (count: number) => string, en: (count: number) => string): AnswerRecord {
  const isZh = at % 3 !== 0;
  const say = (length: number) => (isZh ? zh(length) : en(Math.ceil(length / 2)));
  const sources = Array.from({ length: 10 }, (_, index) => ({
    number: index + 1,
    title: say(14),
    url: `https://site${(at * 7 + index) % 997}.example/${at}/${index}`,
    site: `site${(at * 7 + index) % 997}.example`,
    text: say(60),
    kind: 'organic' as const,
    sha256: at.toString(16).padStart(64, 'a'),
  }));
  const rare = at % 10_000 === 5_000 ? ' 鸭嘴兽 Ornithorhynchus ' : '';
  const answer = `${say(80)}${rare}[1]`;
  const check = (start: number, verdict: Check['verdict']): Check => ({
    ...{ start, end: start + 20, sources: [1], badNumbers: [], verdict },
    evidence: [{ source: 1, start: 0, end: 20, quote: (sources[0]?.text ?? '').slice(0, 20) }],
    missing: { numbers: [], names: [], changed: [] },
  });
  const question = say(8);
  return {
    id: `id-${at}`,
    atMs: 1_700_000_000_000 + at * 60_000,
    question,
    page: {
      site: (['google', 'baidu', 'zhihu'] as const)[at % 3] ?? 'google',
      kind: 'results',
      url: `https://www.example/search?q=${at}`,
      query: question,
    },
    mode: 'accurate',
    author: { kind: 'model', connectionId: 'c', name: 'Bench', model: `model-${at % 5}`, host: 'models.example' },
    parameters: { temperature: 0 },
    messages: [
      { role: 'system', content: zh(40) },
      { role: 'user', content: sources.map(({ text }) => text).join('\n') },
    ],
    sources,
    left: [],
    answer,
    quotes: [],
    checks: [check(0, 'found'), check(21, at % 9 === 0 ? 'notFound' : 'partly')],
    verifier: '1',
    usage: { inputTokens: 900, outputTokens: 150 },
    end: 'complete',
    sameKey: at.toString(16).padStart(64, '0'),
    questionKey: (at % 1000).toString(16).padStart(64, '0'),
  };
}

async function timed<T>(step: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now();
  const value = await step();
  return { ms: Math.round((performance.now() - start) * 10) / 10, value };
}

/** Appends so many records, some hundred at a time; what it takes to invent them is not counted. */
async function fill(from: number, count: number) {
  const random = seeded(from + 1);
  const [zh, en] = [wordsOf('zh', seeded(7)), wordsOf('en', random)];
  let [bytes, ms] = [0, 0];
  for (let at = from; at < from + count; at += fillAtOnce) {
    const some = Array.from({ length: Math.min(fillAtOnce, from + count - at) }, (_, index) =>
      aRecord(at + index, zh, en),
    );
    bytes += new TextEncoder().encode(canonical(some)).length;
    ms += (await timed(() => writer.appendAll(some.map((record) => ({ record }))))).ms;
  }
  return { ms: Math.round(ms), bytesEach: Math.round(bytes / count) };
}

const fillAtOnce = 640;

async function appendOne(at: number) {
  const [zh, en] = [wordsOf('zh', seeded(7)), wordsOf('en', seeded(at))];
  const times: number[] = [];
  for (let index = 0; index < 40; index += 1) {
    const record = aRecord(at + index, zh, en);
    times.push((await timed(() => writer.append(record))).ms);
  }
  times.sort((a, b) => a - b);
  return { median: times[20], most: times[39] };
}

/** The first page of the list, and one record in full, from a database that is not open yet. */
const open = () =>
  timed(async () => {
    const db = await openLedger();
    const { summaries } = await list(db, {}, { limit: 30 });
    await get(db, summaries[0]?.id ?? '');
    await findSame(db, (77).toString(16).padStart(64, '0'));
    return summaries.length;
  });

async function search(text: string, filter = {}) {
  const db = await openLedger();
  const { ms, value } = await timed(() => list(db, { text: text || undefined, ...filter }, { limit: 30 }));
  return { ms, value: value.summaries.length };
}

const verify = () =>
  timed(async () => {
    const db = await openLedger();
    let faults = -1;
    let first: unknown;
    for await (const { report } of verifyChain(db, new AbortController().signal)) {
      if (report) [faults, first] = [report.faultCount, report.faults[0]];
    }
    const { seq } = await headOf(db);
    return { entries: seq, faults, first };
  });

/** Changes one bit of one record's text behind the ledger's back. */
async function tamper(seq: number) {
  const db = await openLedger();
  const from = blockOf(seq);
  const [block, content] = [await db.get('blocks', from), await db.get('contents', from)];
  if (!block || !content) return;
  const bytes = new Uint8Array(await content.arrayBuffer());
  const [start, end] = spanOf(block, seq - from);
  const at = (start + end) >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await db.put('contents', new Blob([bytes]), from);
}

/** The longest that nothing else could run on the page, in ms, since it was last asked. */
let longestTask = 0;
new PerformanceObserver((entries) => {
  for (const { duration } of entries.getEntries()) longestTask = Math.max(longestTask, Math.round(duration));
}).observe({ type: 'longtask' });
function longest() {
  const ms = longestTask;
  longestTask = 0;
  return { longestTaskMs: ms };
}

/** Until no bytes of deleted records are left. */
const swept = () =>
  timed(async () => {
    const db = await openLedger();
    while ((await toSweep(db)) > 0) await new Promise((done) => setTimeout(done, 100));
  });

const removeOne = (id: string) => timed(() => writer.remove({ kind: 'one', id }, Date.now()));
const removeSite = () => timed(() => writer.remove({ kind: 'site', site: 'zhihu' }, Date.now()));
const removeTime = (fromMs: number, toMs: number) =>
  timed(() => writer.remove({ kind: 'time', fromMs, toMs }, Date.now()));
const seen = () => timed(async () => overview(await openLedger()));
const removeAll = () => timed(() => writer.remove({ kind: 'all' }, Date.now()));

/** Exports everything, and verifies the file. */
async function exported() {
  const db = await openLedger();
  const parts: string[] = [];
  const made = await timed(async () => {
    const options = { verifier: '1', nowMs: Date.now() };
    for await (const { text } of exportJson(db, options, new AbortController().signal)) parts.push(text);
  });
  const text = parts.join('');
  const read = await timed(() => readExport(text));
  const faults = read.value.ok ? read.value.report.faultCount : read.value.refused;
  return { exportMs: made.ms, characters: text.length, verifyFileMs: read.ms, faults };
}

/** What is measured; runs in a page of a real browser, on its real IndexedDB. */
const bench = {
  ...{
    fill,
    appendOne,
    open,
    overview: seen,
    search,
    verify,
    longest,
    tamper,
    removeOne,
    removeSite,
    removeTime,
    removeAll,
    swept,
  },
  exported,
};
export type Bench = typeof bench;
Object.assign(globalThis, { bench });
