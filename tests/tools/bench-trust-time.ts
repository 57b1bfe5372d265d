/** What one page costs: quotes from ten snippets, and an answer of ten sentences checked against them. */
import { checksOf } from '../../lib/grounding/checks.ts';
import { excerpts } from '../../lib/grounding/excerpts.ts';
import { sentences } from '../../lib/grounding/segment.ts';
import type { Page } from '../../lib/model/page.ts';
import { mean, median, randomFrom, round, worked } from './bench-trust-statistics.ts';

type Script = 'zh' | 'en';

/**
 * Milliseconds of one page, in Chinese and English. `first` is before anything is compiled; `cpu` is the mean of the thread's
 * own work, which other work on the machine does not lengthen.
 */
export function tenSentences() {
  return { zh: timed('zh'), en: timed('en') };
}

function timed(script: Script) {
  const page = madePage(script);
  const answer = page.sources.map(({ number, text }) => `${sentences(text)[0]?.text ?? ''}[${number}]`).join('\n');
  const checked: number[] = [];
  const run = (): number => {
    const started = performance.now();
    excerpts(page);
    checked.push(checksOf(answer, page.sources).length);
    return performance.now() - started;
  };
  const first = run();
  const before = worked();
  const times = Array.from({ length: 40 }, run);
  const cpu = (worked() - before) / times.length;
  return { sentences: mean(checked), first: round(first, 1), median: round(median(times), 2), cpu: round(cpu, 2) };
}

/** Ten snippets of about 180 letters or 50 words, of no meaning, no two alike. */
function madePage(script: Script): Page {
  const random = randomFrom(1);
  const below = (limit: number): number => Math.floor(random() * limit);
  const sentence = (): string =>
    script === 'zh'
      ? `${Array.from({ length: 30 + below(20) }, () => String.fromCharCode(0x4e00 + below(900))).join('')}${1900 + below(200)}年。`
      : `${Array.from({ length: 10 + below(8) }, () => (below(2000) + 50_000).toString(36)).join(' ')} in ${1900 + below(200)}. `;
  return {
    site: 'baidu',
    kind: 'results',
    url: '',
    query: script === 'zh' ? `${sentence().slice(0, 10)}是哪年` : `when ${sentence()}`,
    sources: Array.from({ length: 10 }, (_, index) => ({
      number: index + 1,
      title: sentence(),
      url: '',
      site: '',
      text: Array.from({ length: 4 }, sentence).join(''),
      kind: 'organic',
    })),
  };
}
