import { launch } from '../e2e/browser.ts';
import { connect, ended } from '../e2e/model.ts';
import { openFixture } from '../e2e/session.ts';
import { killed, type Outcome } from '../e2e/survival.ts';
import { startModelServer } from '../fakes/model-server.ts';

/** `node tests/tools/soak.ts kills 100`: kills the background at random moments of answers; too long for every change. */
const [what = 'kills', count = '100'] = process.argv.slice(2);
if (what !== 'kills') throw new Error(`No such run: ${what}. There is: kills N`);

const server = await startModelServer();
const browser = await launch('chromium');
try {
  await connect(browser, server, 'paced-60-20');
  const tab = await openFixture(browser, 'google-results');
  await ended(tab);
  const outcomes: Outcome[] = [];
  const failures: string[] = [];
  for (let kill = 0; kill < Number(count); kill += 1) {
    const atMs = Math.round(Math.random() * 3200);
    await killed(browser, server, tab, atMs).then(
      (outcome) => outcomes.push(outcome),
      (error: Error) => failures.push(error.message),
    );
  }
  const times = outcomes.map(({ ms }) => ms).sort((one, other) => one - other);
  const whole = outcomes.filter(({ how }) => how === 'done').length;
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  process.stdout.write(
    `${count} kills: ${whole} whole, ${outcomes.length - whole} kept part, ${failures.length} failed; ` +
      `median ${times[times.length >> 1]} ms, slowest ${times.at(-1)} ms\n`,
  );
  process.exitCode = failures.length > 0 ? 1 : 0;
} finally {
  await browser.close();
  await server.close();
}
