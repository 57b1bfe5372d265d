import { setTimeout as sleep } from 'node:timers/promises';
import { savedPage } from '../../e2e/web.ts';
import type { Target } from './cdp.ts';
import { load, type MeasuredBrowser, seenIn, until } from './measured-browser.ts';
import { writtenPages } from './pages.ts';
import { plainBlocks } from './plain-blocks.ts';
import { begin, isOver, type Seen } from './probe.ts';
import { privateMiB, type Worked, workedBetween, workedMs } from './processes.ts';
import { inBrowser, inTurn, type Stage, subject } from './stage.ts';
import { worstShift } from './statistics.ts';
import { control } from './subjects.ts';
import { type TokenScript, tokenScript } from './token-script.ts';
import { nowMs } from './token-server.ts';

/** ms after the load event, before the first token: the page's own start is over. */
const restMs = 1500;
/** ms in which a page without any extension shows what the probe and the page cost by themselves. */
const idleMs = 5000;
/** ms after which nobody waits for the last word any more. */
const patienceMs = 120_000;

/**
 * Answers of many lengths, each into a page that has come to rest. `names`: TOKENS, as fast as the socket takes them, or
 * TOKENS@PER_SECOND. A paced one longer than a minute is played in the first round only.
 */
export async function stream(stage: Stage, names: readonly string[]): Promise<void> {
  const scripts = names.map(tokenScript);
  for (let round = 0; round < stage.rounds; round++) {
    await inBrowser(stage, control, `idle page, round ${round + 1}`, async (browser) => {
      const { tab } = await restingPage(stage, browser);
      const before = await counted(browser, tab);
      await sleep(idleMs);
      const { mainCpu, seconds } = between(before, await counted(browser, tab));
      const values = { mainCpu: mainCpu / seconds, heapMiB: (await tab.heap()) / 2 ** 20 };
      stage.take({ part: 'stream', key: 'idle', subject: 'control', round, values });
    });
    for (const script of scripts) {
      const isLong = script.perSecond > 0 && script.tokens.length / script.perSecond > 60;
      if (isLong && round > 0) continue;
      for (const name of inTurn(['floor', 'ours'] as const, round)) {
        const what = `stream ${script.name}, round ${round + 1}`;
        await inBrowser(stage, subject(stage, name), what, async (browser) => {
          const values = await play(stage, browser, script);
          stage.take({ part: 'stream', key: script.name, subject: name, round, values });
        });
      }
      if (script.perSecond > 0) continue;
      await inBrowser(stage, control, `bare blocks ${script.name}, round ${round + 1}`, async (browser) => {
        const values = await showBare(stage, browser, script);
        stage.take({ part: 'stream', key: script.name, subject: 'bare', round, values });
      });
    }
  }
}

async function restingPage({ web }: Stage, browser: MeasuredBrowser): Promise<{ tab: Target }> {
  const [page] = writtenPages();
  if (!page) throw new Error('There is no page to open.');
  web.serve(page.url, savedPage(page.html));
  const tab = await browser.newTab();
  await load(tab, page.url);
  await sleep(restMs);
  await tab.evaluate(begin);
  return { tab };
}

/** The first token is sent when the page has come to rest, so that only the streaming is counted. */
async function play(stage: Stage, browser: MeasuredBrowser, script: TokenScript) {
  const { server } = stage;
  server.play(script, true);
  await browser.wakeWorker();
  const { tab } = await restingPage(stage, browser);
  await until('the page has asked', async () => server.asked.length > 0);
  const [asked] = server.asked;
  if (!asked) throw new Error('Nothing was asked.');
  const before = await counted(browser, tab);
  server.release();
  // Each look at the page costs it something: none while the answer comes.
  await until('all is sent', async () => asked.lastMs > 0, patienceMs + (script.perSecond ? 500_000 : 0));
  const whenSent = workedMs(browser.pid); // the worker may end for want of work before the page has caught up
  let isShown = false;
  for (const end = Date.now() + patienceMs; !isShown && Date.now() < end; await sleep(100))
    isShown = (await tab.evaluate(isOver)) === true;
  await drawnWhole(tab);
  const after = await counted(browser, tab);
  const worked = between(before, { ...after, worked: new Map([...whenSent, ...after.worked]) });
  const seen = await seenIn(tab);
  const first = asked.firstMs - seen.navigatedMs;
  const values = {
    ...worked,
    ...whileStreaming(seen, first),
    firstInDocument: seen.inDocument ? seen.inDocument - first : undefined,
    firstShown: seen.shown ? seen.shown - first : undefined,
    lastShown: isShown ? seen.lastShown - (asked.lastMs - seen.navigatedMs) : undefined,
    sentIn: asked.lastMs - asked.firstMs,
    finished: isShown ? 1 : 0,
    privateMiB: privateMiB(browser.pid, 'renderer'),
    heapMiB: (await tab.heap()) / 2 ** 20,
  };
  await tab.close();
  return values;
}

/** Resolves when nothing is added to an answer any more: its last word may be shown before its middle. */
async function drawnWhole(tab: Target): Promise<void> {
  let before = -1;
  for (const end = Date.now() + patienceMs; Date.now() < end; ) {
    await sleep(300);
    const { elements } = await seenIn(tab);
    if (elements === before) return;
    before = elements;
  }
}

/** At most so many updates: an answer does not take longer than five seconds because its blocks are many. */
const mostUpdates = 300;

async function showBare(stage: Stage, browser: MeasuredBrowser, { tokens }: TokenScript) {
  const { tab } = await restingPage(stage, browser);
  const blocks = plainBlocks(tokens.join(''));
  await tab.evaluate(`(() => {
    const box = document.createElement('div');
    box.style.cssText = 'position:fixed;top:80px;right:16px;width:380px;height:480px;overflow:auto;contain:strict;background:#fff;font:14px/1.6 sans-serif';
    globalThis.bareRoot = box.attachShadow({ mode: 'open' });
    document.documentElement.append(box);
    globalThis.bareBlocks = ${JSON.stringify(blocks)};
  })()`);
  await sleep(300);
  const before = await counted(browser, tab);
  await tab.evaluate(`new Promise((done) => {
    const aFrame = Math.ceil(bareBlocks.length / ${mostUpdates});
    let at = 0;
    requestAnimationFrame(function update() {
      const template = document.createElement('template');
      template.innerHTML = bareBlocks.slice(at, (at += aFrame)).join('');
      bareRoot.append(template.content);
      if (at < bareBlocks.length) requestAnimationFrame(update);
      else setTimeout(done, 50);
    });
  })`);
  await sleep(300);
  const worked = between(before, await counted(browser, tab));
  const seen = await seenIn(tab);
  const heapMiB = (await tab.heap()) / 2 ** 20;
  await tab.close();
  return { ...worked, ...whileStreaming(seen, 0), heapMiB };
}

function whileStreaming({ frames, tasks, shifts, latest, late, characters, elements }: Seen, fromMs: number) {
  const gaps = frames.slice(1).map((ms, at) => ms - (frames[at] ?? ms));
  return {
    longest: Math.max(0, ...tasks.map(([, ms]) => ms)),
    longTasks: tasks.length,
    latest,
    late,
    gap: Math.max(0, ...gaps),
    gaps: gaps.filter((gap) => gap > 50).length,
    shift: worstShift(shifts.filter(([ms]) => ms >= fromMs - 50)),
    characters,
    elements,
  };
}

interface Counted {
  atMs: number;
  metrics: Record<string, number>;
  worked: Worked;
}

const counted = async (browser: MeasuredBrowser, tab: Target): Promise<Counted> => ({
  atMs: nowMs(),
  metrics: await tab.metrics(),
  worked: workedMs(browser.pid),
});

function between(before: Counted, after: Counted) {
  const more = (name: string) => ((after.metrics[name] ?? 0) - (before.metrics[name] ?? 0)) * 1000;
  const worked = workedBetween(before.worked, after.worked);
  return {
    seconds: (after.atMs - before.atMs) / 1000,
    mainCpu: more('TaskDuration'),
    layoutCpu: more('LayoutDuration') + more('RecalcStyleDuration'),
    rendererCpu: worked.renderer,
    workerCpu: worked.extension,
    allCpu: worked.all,
  };
}
