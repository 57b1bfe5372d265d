import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { auroc, balancedAccuracy, rougeL } from '../../tools/bench-trust-statistics.ts';
import { root } from '../../tools/processes.mjs';

const folder = mkdtempSync(join(tmpdir(), 'pangda-bench-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, rows: readonly unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'));
  return path;
}

const bench = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((done) => {
    execFile(process.execPath, ['tests/tools/bench-trust.ts', ...args], { cwd: root }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });

const bridge = '临江大桥全长1313米，由李明远设计，2009年建成通车。';
const other = '北方的冬天常常下雪，孩子们喜欢在院子里堆雪人。';
const claims = file('claims.jsonl', [
  { claim: '大桥由李明远设计。', source_sents: [other, bridge], label: 'supported', gold_sents: [[1]] },
  { claim: '大桥全长1999米。', source_sents: [bridge, other], label: 'unsupported' },
]);
const results = file('results.jsonl', [
  { query: '临江大桥有多长', answer: ['1313米'], positive: [bridge], negative: [other, `${other}真冷。`] },
]);
const facts = file('facts.jsonl', [{ positive: [bridge], positive_wrong: [bridge.replace('1313', '1555')] }]);

describe('bench:trust', { timeout: 60_000 }, () => {
  test('one object with the figures of each file, the same for the same seed', async () => {
    const args = ['--claims', claims, '--questions', results, '--tamper', facts, '--docs', '3', '--seed', '7'];
    const [first, second] = await Promise.all([bench(...args), bench(...args)]);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const read = JSON.parse(first.stdout);
    expect(read.claims[claims]).toMatchObject({ n: 2, auroc: 1, evidence: { ofAll: { n: 1, best: 1 }, verbatim: 1 } });
    expect(read.questions[results]).toMatchObject({ n: 1, first: 1, firstThree: 1, verbatim: 1, docs: 3, seed: 7 });
    expect(read.tamper[facts]).toMatchObject({ n: 1, flagged: 1, originalsFlagged: 0 });
    expect(read.tenSentences.zh.sentences).toBe(10);
    const untimed = (text: string): string => (text.split('"tenSentences"')[0] ?? '').replace(/"ms": \{[^}]*\}/g, '');
    expect(untimed(second.stdout)).toBe(untimed(first.stdout));
  });

  test.each([
    [['--claims', join(folder, 'none.jsonl')], /there is no file/],
    [['--claims', file('broken.jsonl', ['{'])], /line 1 is no JSON/],
    [['--claims', file('empty.jsonl', [])], /is empty/],
    [['--claims', results], /row 1: claim is not as/],
    [['--questions', claims], /no questions of a known kind/],
    [['--tamper', claims], /row 1: positive is not as/],
    [['--questions', results, '--noise', '7'], /--noise is a share/],
    [['--unknown'], /--unknown/],
  ])('%j is refused in one sentence', async (args, complaint) => {
    const { code, stdout, stderr } = await bench(...args);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim()).toMatch(complaint);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

test('the area under the curve counts equals half', () => {
  expect(auroc([3, 2], [1, 2])).toBe(0.875);
  expect(auroc([], [1])).toBeNull();
});

test('balanced accuracy weighs both kinds alike, however many there are', () => {
  expect(balancedAccuracy([true], [false, false, true, true])).toBe(0.75);
});

test('ROUGE-L takes letters in order', () => {
  expect(rougeL('甲乙丙', '甲丙')).toBeCloseTo(0.8);
});
