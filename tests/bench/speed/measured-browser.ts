import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromiumArguments, languageVariables } from '../../e2e/chromium.ts';
import { Debugger, type Target } from './cdp.ts';
import { type Seen, seen, writeProbe } from './probe.ts';
import type { Subject } from './subjects.ts';
import { firstWord, lastWord } from './token-script.ts';

/** Chromium with a new profile, the probe and one extension or none; nothing attached to it but its pages. */
export interface MeasuredBrowser {
  pid: number;
  debugger: Debugger;
  /** `chrome-extension://ID`; undefined without an extension. */
  origin: string | undefined;
  /** A new tab in front, the only one, in a process that has shown nothing yet. */
  newTab(): Promise<Target>;
  /** One of the extension's own pages, loaded. */
  openOwn(path: string): Promise<Target>;
  /** Ends the extension's background worker, as the browser does after half a minute of silence. */
  stopWorker(): Promise<void>;
  /** Starts it, when it does not run. */
  wakeWorker(): Promise<void>;
  close(): Promise<void>;
}

export async function launchMeasured(
  executable: string,
  subject: Subject,
  proxy: string | undefined,
): Promise<MeasuredBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'pangda-bench-'));
  const probe = join(folder, 'probe');
  writeProbe(probe, subject.selectors, { first: firstWord, last: lastWord });
  const extensions = [probe];
  if (subject.folder) {
    // A browser keeps compiled code beside an extension's address: a new one begins with none, as its profile does.
    cpSync(subject.folder, join(folder, subject.name), { recursive: true });
    extensions.push(join(folder, subject.name));
  }
  const child = spawn(
    executable,
    [
      ...['--headless=new', '--disable-gpu', '--remote-debugging-pipe', '--window-size=1366,900'],
      // A process kept ready for the next page would hide what a page's start costs on one run and not on another.
      '--disable-features=SpareRendererForSitePerProcess,OptimizationHints,Translate,MediaRouter',
      `--user-data-dir=${join(folder, 'profile')}`,
      ...chromiumArguments(proxy, extensions),
      'about:blank',
    ],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...languageVariables() },
    },
  );
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const cdp = new Debugger(child.stdio[3] as Writable, child.stdio[4] as Readable); // both are pipes, see above

  const targets = async () => {
    const { targetInfos } = await cdp.send('Target.getTargets');
    return targetInfos as { targetId: string; type: string; url: string }[];
  };
  const workers = async () => (await targets()).filter(({ type }) => type === 'service_worker');
  const open = async (url: string) => {
    const { targetId } = await cdp.send('Target.createTarget', { url });
    return cdp.attach(String(targetId));
  };
  const newTab = async () => {
    const tab = await open('about:blank');
    for (const { targetId, type } of await targets())
      if (type === 'page' && targetId !== tab.targetId) await cdp.send('Target.closeTarget', { targetId });
    await tab.send('Page.enable');
    await tab.send('Performance.enable', { timeDomain: 'threadTicks' });
    return tab;
  };
  let origin: string | undefined;
  const openOwn = async (path: string) => {
    const page = await open(`${origin}/${path}`);
    await until(`${path} is loaded`, async () => {
      const isThere = page.evaluate("Boolean(globalThis.chrome?.runtime?.id) && document.readyState === 'complete'");
      return (await isThere.catch(() => false)) === true;
    });
    return page;
  };
  const wakeWorker = async () => {
    if (!origin) return;
    const page = await openOwn('manifest.json');
    // Nobody listens for this; the worker is started to find that out.
    await page.evaluate("chrome.runtime.sendMessage({ call: 'bench.wake' }).then(() => 1, () => 1)");
    await page.close();
  };
  const close = async () => {
    await Promise.race([cdp.send('Browser.close').catch(() => {}), sleep(2000)]);
    await Promise.race([exited, sleep(4000).then(() => child.kill('SIGKILL'))]);
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  };

  try {
    if (subject.folder) {
      await until('the extension has started', async () => (await workers()).length > 0);
      origin = new URL((await workers())[0]?.url ?? '').href.split('/').slice(0, 3).join('/');
      await sleep(500); // it may greet its user in a tab, which must have loaded before it is closed
      const page = await openOwn(subject.settingsPage);
      await page.evaluate(subject.configure);
      await sleep(200);
      await newTab();
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    pid: child.pid ?? 0,
    debugger: cdp,
    origin,
    newTab,
    openOwn,
    wakeWorker,
    async stopWorker() {
      if (!origin) return;
      const page = await openOwn('manifest.json');
      await page.send('ServiceWorker.enable');
      await page.send('ServiceWorker.stopAllWorkers');
      await page.close();
      await until('the worker has ended', async () => (await workers()).length === 0);
    },
    close,
  };
}

/** Waits until it is so; throws, saying what was awaited, after `ms`. */
export async function until(what: string, isSo: () => Promise<boolean>, ms = 60_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`Waited ${ms} ms in vain until ${what}.`);
    await sleep(100);
  }
}

/** Opens an address and waits for its load event. */
export async function load(tab: Target, url: string): Promise<void> {
  const loaded = tab.next('Page.loadEventFired');
  await tab.send('Page.navigate', { url });
  await Promise.race([loaded, sleep(15_000)]); // a saved page may wait for what is not there
}

export const seenIn = async (tab: Target): Promise<Seen> => JSON.parse(String(await tab.evaluate(seen)));
