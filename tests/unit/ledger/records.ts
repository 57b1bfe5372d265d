import { chained } from '../../../lib/ledger/chain.ts';
import type { RecordEntry } from '../../../lib/model/ledger.ts';
import type { AnswerRecord } from '../../../lib/model/record.ts';

const hash = 'a'.repeat(64);

/** A record as a model's answer leaves it. */
export const aRecord = (change: Partial<AnswerRecord> = {}): AnswerRecord => ({
  id: 'one',
  atMs: 1_790_000_000_000,
  question: '甲塔有多高？',
  page: { site: 'baidu', kind: 'results', url: 'https://www.baidu.com/s?wd=x', query: '甲塔有多高？' },
  mode: 'accurate',
  author: {
    kind: 'model',
    connectionId: 'c',
    name: 'Scripted',
    model: 'small',
    host: 'models.example',
    prices: { input: 1, output: 2, currency: 'CNY' },
  },
  modelReturned: 'small-2026',
  parameters: { temperature: 0 },
  messages: [{ role: 'user', content: '甲塔有多高？' }],
  sources: [
    {
      number: 1,
      title: '甲塔 - Wiki',
      url: 'https://a.example/',
      site: 'a.example',
      text: '甲塔高120米，1990年建成。',
      kind: 'organic',
      sha256: hash,
    },
  ],
  left: [],
  answer: '甲塔高120米。[1]',
  quotes: [],
  checks: [
    {
      start: 0,
      end: 8,
      sources: [1],
      badNumbers: [],
      verdict: 'found',
      evidence: [{ source: 1, start: 0, end: 7, quote: '甲塔高120米' }],
      missing: { numbers: [], names: [], changed: [] },
    },
  ],
  verifier: '1',
  usage: { inputTokens: 300, outputTokens: 12 },
  cost: 0.000324,
  end: 'complete',
  sameKey: hash,
  questionKey: hash,
  ...change,
});

/** A chain of so many records, each with a question of its own. */
export async function aChain(length: number): Promise<RecordEntry[]> {
  const bodies = Array.from({ length }, (_, index) => ({
    record: aRecord({ id: `r${index + 1}`, question: `第 ${index + 1} 问` }),
  }));
  const all = await chained({ seq: 0, hash: '0'.repeat(64) }, bodies);
  return all.map(({ entry }) => entry) as RecordEntry[]; // records in, records out
}
