import { setTimeout as sleep } from 'node:timers/promises';
import { savedPage } from '../../e2e/web.ts';
import { load, type MeasuredBrowser } from './measured-browser.ts';
import { asked, type BenchPage, pageWithNothing, writtenPages } from './pages.ts';
import { inBrowser, inTurn, type Stage } from './stage.ts';
import { tokenScript } from './token-script.ts';
import { nowMs } from './token-server.ts';

/** What the extension's scripts take of the page's main thread: read, compiled and run for the first time. */
export async function evaluation(stage: Stage): Promise<void> {
  const [results] = writtenPages();
  const pages = [...(results ? [results] : []), pageWithNothing()];
  const subjects = stage.subjects.filter(({ folder }) => folder);
  for (let round = 0; round < stage.rounds; round++) {
    for (const subject of inTurn(subjects, round)) {
      await inBrowser(stage, subject, `evaluation, round ${round + 1}`, async (browser) => {
        for (const page of pages) {
          await browser.wakeWorker();
          const values = await traced(stage, browser, asked(page, 1));
          stage.take({ part: 'evaluation', key: page.name, subject: subject.name, round, values });
        }
      });
    }
  }
}

/** No sampling and no stacks: they double what they measure. */
const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8', '__metadata'];

async function traced({ web, server }: Stage, browser: MeasuredBrowser, page: BenchPage) {
  web.serve(page.url, savedPage(page.html));
  server.play(tokenScript('40'));
  const tab = await browser.newTab();
  const events: TraceEvent[] = [];
  browser.debugger.on('Tracing.dataCollected ', ({ value }: { value: TraceEvent[] }) => events.push(...value));
  const over = new Promise((done) => browser.debugger.once('Tracing.tracingComplete ', done));
  const traceConfig = { includedCategories: categories, excludedCategories: ['*'] };
  await browser.debugger.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  await load(tab, page.url);
  await sleep(1500);
  await browser.debugger.send('Tracing.end');
  await over;
  browser.debugger.removeAllListeners('Tracing.dataCollected ');
  await tab.close();
  const request = server.asked[0];
  return scriptsIn(events, browser.origin ?? '', request && toTrace(request.arrivedMs));
}

/** Traces tell the time as this process's own monotonic clock does, in microseconds. */
const toTrace = (epochMs: number): number => Number(process.hrtime.bigint()) / 1000 - (nowMs() - epochMs) * 1000;

export interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  /** Microseconds: beginning, length, and the thread's own work in it. */
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { fileName?: string; data?: { url?: string; streamed?: { url?: string } } };
}

/**
 * Milliseconds that scripts of `origin` took outside of its own process.
 * @param requestedUs when the question had arrived, on the trace's clock
 */
export function scriptsIn(events: readonly TraceEvent[], origin: string, requestedUs?: number) {
  const own = new Set(events.filter(({ args }) => args?.data?.url === `${origin}/background.js`).map(({ pid }) => pid));
  const sums = { evaluate: 0, evaluateBeforeRequest: 0, compile: 0, calls: 0 };
  for (const { name, ph, pid, ts, dur = 0, tdur, args } of events) {
    const url = args?.data?.url ?? args?.fileName ?? args?.data?.streamed?.url ?? '';
    if (ph !== 'X' || own.has(pid) || origin === '' || !url.startsWith(`${origin}/`)) continue;
    const ms = (tdur ?? dur) / 1000;
    if (name === 'EvaluateScript') {
      sums.evaluate += ms;
      if (requestedUs !== undefined && ts < requestedUs) sums.evaluateBeforeRequest += ms;
    }
    if (name === 'v8.compile') sums.compile += ms;
    if (name === 'FunctionCall') sums.calls += ms;
  }
  return { ...sums, evaluateBeforeRequest: requestedUs === undefined ? undefined : sums.evaluateBeforeRequest };
}
