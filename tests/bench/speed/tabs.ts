import { setTimeout as sleep } from 'node:timers/promises';
import { savedPage } from '../../e2e/web.ts';
import { seenIn } from './measured-browser.ts';
import { asked, writtenPages } from './pages.ts';
import { isOver } from './probe.ts';
import { privateMiB, workedBetween, workedMs } from './processes.ts';
import { inBrowser, type Stage } from './stage.ts';
import { tokenScript } from './token-script.ts';
import { nowMs } from './token-server.ts';

/** ms after which a tab without its whole answer counts as having none. */
const patienceMs = 120_000;

/** Many windows at once, each with a question of its own: until the last answer is whole, and what all that costs. */
export async function tabs(stage: Stage, count: number): Promise<void> {
  const [page] = writtenPages();
  if (!page) return;
  for (const subject of stage.subjects) {
    await inBrowser(stage, subject, `${count} tabs`, async (browser) => {
      const { web, server } = stage;
      await browser.newTab();
      server.play(tokenScript('120'));
      const before = workedMs(browser.pid);
      const startMs = nowMs();
      const targets = await Promise.all(
        Array.from({ length: count }, async (_, at) => {
          const { url, html } = asked(page, at + 1);
          web.serve(url, savedPage(html));
          // A window each: a tab behind another waits until it is looked at.
          return browser.debugger.send('Target.createTarget', { url, newWindow: true });
        }),
      );
      const open = await Promise.all(targets.map(({ targetId }) => browser.debugger.attach(String(targetId))));
      const isDone = async () => {
        if (!browser.origin)
          return (await Promise.all(open.map((tab) => tab.evaluate(isLoaded).catch(() => false)))).every(Boolean);
        if (server.asked.filter(({ lastMs }) => lastMs > 0).length < count) return false;
        return (await Promise.all(open.map((tab) => tab.evaluate(isOver).catch(() => false)))).every(Boolean);
      };
      while (nowMs() - startMs < patienceMs && !(await isDone())) await sleep(500);
      await sleep(500);
      const worked = workedBetween(before, workedMs(browser.pid));
      const seen = await Promise.all(open.map(seenIn));
      const ends = seen.map(({ lastShown, navigatedMs }) => (lastShown ? navigatedMs + lastShown - startMs : 0));
      const values = {
        answered: ends.filter((ms) => ms > 0).length,
        lastAnswer: Math.max(...ends) || undefined,
        allCpu: worked.all,
        workerCpu: worked.extension,
        privateMiBEach: (privateMiB(browser.pid, 'renderer') ?? Number.NaN) / count,
      };
      stage.take({ part: 'tabs', key: `${count} at once`, subject: subject.name, round: 0, values });
    });
  }
}

const isLoaded = "document.readyState === 'complete'";
