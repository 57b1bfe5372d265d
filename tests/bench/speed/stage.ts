import type { Web } from '../../e2e/web.ts';
import { launchMeasured, type MeasuredBrowser } from './measured-browser.ts';
import type { Sample, SubjectName } from './samples.ts';
import type { Subject } from './subjects.ts';
import type { TokenServer } from './token-server.ts';

/** What every part of the bench plays on. */
export interface Stage {
  executable: string;
  web: Web;
  server: TokenServer;
  subjects: Subject[];
  rounds: number;
  /** Folder of this run, removed at its end. */
  folder: string;
  take(sample: Sample): void;
}

export function subject(stage: Stage, name: SubjectName): Subject {
  const found = stage.subjects.find((each) => each.name === name);
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
}

/** Times that a run is tried: a busy machine does not always get a browser up. */
const tries = 2;

/** Runs in a new browser, which is closed whatever happens. A run that fails twice is told of and left out. */
export async function inBrowser(
  stage: Stage,
  which: Subject,
  what: string,
  run: (browser: MeasuredBrowser) => Promise<void>,
): Promise<void> {
  for (let tried = 1; tried <= tries; tried++) {
    let browser: MeasuredBrowser | undefined;
    const start = Date.now();
    try {
      browser = await launchMeasured(stage.executable, which, stage.web.proxy);
      await run(browser);
      process.stderr.write(`  ${what}, ${which.name}: ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
      return;
    } catch (error) {
      process.stderr.write(`! ${what}, ${which.name}: ${error instanceof Error ? error.message : error}\n`);
    } finally {
      stage.server.release();
      await browser?.close();
    }
  }
}

/** Each round begins with another one, so that what changes on the machine meanwhile falls on all alike. */
export const inTurn = <T>(all: readonly T[], round: number): T[] => {
  const first = round % Math.max(1, all.length);
  return [...all.slice(first), ...all.slice(0, first)];
};
