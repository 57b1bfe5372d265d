import { spawn } from 'node:child_process';
import { chromiumArguments, languageVariables } from './chromium.ts';
import { writeHelper } from './helper.ts';
import { pause } from './tab.ts';
import type { Web } from './web.ts';

/** Where the test add-on sends what the panel shows. */
const reports = 'https://report.pangda.test/';

/** Runs in every page, after the add-on's other code: tells of each change of the panel's text. */
const report = `
let lastReported;
setInterval(() => {
  const text = panelRoot() ? probe(panelRoot(), { css: ':root' }).texts.join('\\n') : undefined;
  if (text === lastReported) return;
  lastReported = text;
  fetch('${reports}', { method: 'POST', mode: 'no-cors', body: text ?? '' });
}, 500);
`;

/** A loaded extension greets its user in a tab of its own; behind it the page would be hidden, and its panel with it. */
const closeWelcome = `
const close = (tab) => { if (tab.url?.endsWith('/welcome.html')) chrome.tabs.remove(tab.id); };
chrome.tabs.onUpdated.addListener((id, change, tab) => close(tab));
chrome.tabs.query({}).then((tabs) => tabs.forEach(close));
`;

/**
 * Opens a page in a Chromium that is a plain child process: no debugging port, no pipe, nothing that keeps an extension's
 * background alive. Returns what its panel showed last, as soon as that is enough or the time is over.
 */
export async function watchUnattached(run: {
  executable: string;
  extension: string;
  profile: string;
  web: Web;
  url: string;
  isEnough: (panelText: string) => boolean;
  ms: number;
}): Promise<string> {
  const helper = writeHelper(report, closeWelcome);
  run.web.serve(reports, { body: '', type: 'text/plain' });
  const flags = chromiumArguments(run.web.proxy, [run.extension, helper.folder]);
  const child = spawn(run.executable, ['--headless=new', `--user-data-dir=${run.profile}`, ...flags, run.url], {
    stdio: 'ignore',
    env: { ...process.env, ...languageVariables() },
  });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const last = () => run.web.requests.findLast(({ url }) => url === reports)?.body ?? '';
  try {
    const end = Date.now() + run.ms;
    while (!run.isEnough(last()) && Date.now() < end && child.exitCode === null) await pause(200);
    return last();
  } finally {
    child.kill();
    await Promise.race([exited, pause(5000)]);
    helper.remove();
  }
}
