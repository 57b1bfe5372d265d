import { launch } from '../e2e/browser.ts';
import { connect, ended } from '../e2e/model.ts';
import { openFixture } from '../e2e/session.ts';
import { killed, type Outcome } from '../e2e/survival.ts';
import { startModelServer } from '../fakes/model-server.ts';
import type { BrowserName } from './browsers.ts';

/** ms. The promise; a later end is told as late, and fails the run. */
const promisedMs = 5000;
/** ms. How long a late end is waited for, so that slowness can be told from never. */
const patienceMs = 20_000;

/** Kills the background at random moments of answers that take 3 s. */
export async function kills(name: BrowserName, count: number): Promise<boolean> {
  const server = await startModelServer();
  const browser = await launch(name);
  try {
    await connect(browser, server, 'paced-60-20');
    await browser.stopBackground(); // opens what the driver needs for it
    const tab = await openFixture(browser, 'google-results');
    await ended(tab);
    const outcomes: Outcome[] = [];
    const failures: string[] = [];
    for (let kill = 0; kill < count; kill += 1) {
      const atMs = Math.round(Math.random() * 3200);
      await killed(browser, server, tab, atMs, patienceMs).then(
        (outcome) => outcomes.push(outcome),
        (error: Error) => failures.push(error.message),
      );
    }
    for (const failure of failures) process.stderr.write(`${failure}\n`);
    const times = outcomes.map(({ ms }) => ms).sort((one, other) => one - other);
    const late = times.filter((ms) => ms > promisedMs).length;
    const how = (wanted: Outcome['how']) => outcomes.filter((outcome) => outcome.how === wanted).length;
    const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((all, outcome) => all + of(outcome), 0);
    process.stdout.write(
      `${name}: ${count} kills: ${how('done')} whole, ${how('part')} kept part, ${failures.length} failed, ${late} late; ` +
        `${sum(({ before, after }) => Math.max(0, before - after))} words lost, ` +
        `${sum(({ requests }) => Math.max(0, requests - 1))} asked twice; ` +
        `end after the kill: median ${times[times.length >> 1]} ms, slowest ${times.at(-1)} ms\n`,
    );
    return failures.length === 0 && late === 0;
  } finally {
    await browser.close();
    await server.close();
  }
}
