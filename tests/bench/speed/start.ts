import { setTimeout as sleep } from 'node:timers/promises';
import { savedPage } from '../../e2e/web.ts';
import { load, type MeasuredBrowser, seenIn } from './measured-browser.ts';
import { asked, type BenchPage, savedPages, writtenPages } from './pages.ts';
import { isOver } from './probe.ts';
import { workedBetween, workedMs } from './processes.ts';
import { inBrowser, inTurn, type Stage } from './stage.ts';
import { worstShift } from './statistics.ts';
import { tokenScript } from './token-script.ts';

/** ms after the load event in which a page and its panel come to rest. */
const restMs = 1500;

/** From the opening of a page to the first word of its answer, with the background worker awake, and ended before. */
export async function start(stage: Stage): Promise<void> {
  const pages = [...writtenPages(), ...savedPages()];
  // One page of ours and one from the wild show what a sleeping worker costs.
  const cold = pages.filter(({ name }) => name === 'google-results' || name === 'saved google');
  for (let round = 0; round < stage.rounds; round++) {
    for (const subject of inTurn(stage.subjects, round)) {
      await inBrowser(stage, subject, `start, round ${round + 1}`, async (browser) => {
        await openPage(stage, browser, asked(pages[0] as BenchPage, 0)); // whatever a first page costs
        const take = (key: string, values: Record<string, number | undefined>) =>
          stage.take({ part: 'start', key, subject: subject.name, round, values });
        for (const page of pages) {
          await browser.wakeWorker();
          take(page.name, await openPage(stage, browser, asked(page, 1)));
        }
        for (const page of cold) {
          await browser.stopWorker();
          take(`${page.name}, worker asleep`, await openPage(stage, browser, asked(page, 2)));
        }
      });
    }
  }
}

async function openPage(
  { web, server }: Stage,
  browser: MeasuredBrowser,
  page: BenchPage,
): Promise<Record<string, number | undefined>> {
  web.serve(page.url, savedPage(page.html));
  server.play(tokenScript('40'));
  const tab = await browser.newTab();
  await sleep(100);
  const before = workedMs(browser.pid);
  await load(tab, page.url);
  await sleep(restMs);
  for (let looked = 0; browser.origin && looked < 40 && !(await tab.evaluate(isOver)); looked++) await sleep(100);
  const worked = workedBetween(before, workedMs(browser.pid));
  const metrics = await tab.metrics();
  const seen = await seenIn(tab);
  const heap = await tab.heap();
  await tab.close();
  const since = (epochMs: number | undefined) => (epochMs ? epochMs - seen.navigatedMs : undefined);
  const request = since(server.asked[0]?.arrivedMs);
  const sent = since(server.asked[0]?.firstMs);
  return {
    parsed: seen.parsed,
    panel: seen.panel || undefined,
    request,
    requestAfterParsed: request === undefined ? undefined : request - seen.parsed,
    firstInDocument: sent && seen.inDocument ? seen.inDocument - sent : undefined,
    firstShown: sent && seen.shown ? seen.shown - sent : undefined,
    answerBegins: seen.shown || undefined,
    clockApart: Math.abs(seen.behindMs),
    shift: worstShift(seen.shifts),
    longest: Math.max(0, ...seen.tasks.map(([, ms]) => ms)),
    mainCpu: (metrics.TaskDuration ?? 0) * 1000,
    workerCpu: worked.extension,
    allCpu: worked.all,
    heapMiB: heap / 2 ** 20,
  };
}
