import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, testBuild } from '../e2e/browser.ts';
import { fixture } from '../e2e/fixtures.ts';
import { connect } from '../e2e/model.ts';
import { openFixture } from '../e2e/session.ts';
import { pause } from '../e2e/tab.ts';
import { watchUnattached } from '../e2e/unattached.ts';
import { savedPage, startWeb } from '../e2e/web.ts';
import { type ModelServer, startModelServer } from '../fakes/model-server.ts';
import { type BrowserName, findBrowser } from './browsers.ts';

const lastWords = '想好了。';
/** ms beyond the silence that a start and a slow machine may take. */
const marginMs = 40_000;
/** ms without an event after which both browsers end a background. */
const idleMs = 30_000;

/** A model that says nothing for so many seconds after its headers; its answer must still arrive. */
export async function silence(name: BrowserName, seconds: number): Promise<boolean> {
  const server = await startModelServer();
  try {
    const shown = await (name === 'chromium' ? inChromium : inFirefox)(server, seconds);
    const questions = server.questions();
    const right = shown.includes(lastWords) && questions.length === 1 && !questions[0]?.aborted;
    const waitedMs = (questions[0]?.endedMs ?? 0) - (questions[0]?.startedMs ?? 0);
    process.stdout.write(
      `${name}: ${seconds} s of silence: ${right ? 'the answer arrived' : `no answer; shown:\n${shown}\n`} ` +
        `(${questions.length} request, open for ${Math.round(waitedMs / 1000)} s)\n`,
    );
    return right;
  } finally {
    await server.close();
  }
}

/** Chromium spares a background that a debugger is attached to, so it runs by itself and reports. */
async function inChromium(server: ModelServer, seconds: number): Promise<string> {
  const profile = mkdtempSync(join(tmpdir(), 'pangda-unattached-'));
  const web = await startWeb();
  try {
    const preparing = await launch('chromium', { profile });
    await connect(preparing, server, `silent-${seconds}`);
    await preparing.close();
    const { url, html } = fixture('google-results');
    web.serve(url, savedPage(html));
    return await watchUnattached({
      executable: (await findBrowser('chromium')) ?? '',
      extension: testBuild('chromium'),
      profile,
      web,
      url,
      isEnough: (text) => text.includes(lastWords),
      ms: seconds * 1000 + marginMs,
    });
  } finally {
    await web.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Firefox spares only a background that its developer tools are attached to, and automation is not those. That this one
 * is not spared is seen afterwards: idle, it is ended.
 */
async function inFirefox(server: ModelServer, seconds: number): Promise<string> {
  const browser = await launch('firefox');
  try {
    await connect(browser, server, `silent-${seconds}`);
    await browser.backgroundRuns(); // opens what the driver needs for it
    const tab = await openFixture(browser, 'google-results');
    await tab.panel.says(lastWords, seconds * 1000 + marginMs);
    const shown = await tab.panel.text();
    await tab.raw.close();
    await pause(idleMs + 15_000);
    if (await browser.backgroundRuns()) throw new Error('The background is never ended here: this run proves nothing.');
    return shown;
  } finally {
    await browser.close();
  }
}
