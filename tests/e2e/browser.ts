import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type BrowserName, findBrowser } from '../tools/browsers.ts';
import { testOutput } from '../tools/build.ts';
import { root } from '../tools/processes.mjs';
import { launchChromium } from './chromium.ts';
import type { LaunchOptions, RawBrowser } from './driver.ts';
import { launchFirefox } from './firefox.ts';
import { pause, Tab } from './tab.ts';
import { savedPage, startWeb, type Web } from './web.ts';

/** A running browser with the extension in it, and the web it sees. */
export interface Browser extends Omit<RawBrowser, 'newTab' | 'tabAt'> {
  web: Web;
  /** Opens an address in a new tab. */
  open(url: string): Promise<Tab>;
  /** Serves a saved page at its real address, its own scripts silenced, and opens it. */
  openSaved(url: string, html: string): Promise<Tab>;
  /** Opens one of the extension's own pages in a tab: `options.html`, `popup.html`. */
  openExtension(path: string): Promise<Tab>;
  /** One of the extension's own pages that a press has opened, once it is there. */
  openedExtension(path: string): Promise<Tab>;
}

export type Choice = Partial<Omit<LaunchOptions, 'web' | 'executable'>> & {
  /** Opens the real sites instead of what the test serves. */
  live?: boolean;
};

/** Starts a browser with a test build of the extension; throws with what to do when either is missing. */
export async function launch(name: BrowserName, choice: Choice = {}): Promise<Browser> {
  const executable = await findBrowser(name);
  if (!executable) throw new Error(`No ${name} on this computer: run \`npm run verify\`, which looks for one.`);
  const extension = choice.extension ?? testBuild(name);
  if (!existsSync(extension)) throw new Error(`${extension} is missing: run \`npm run verify build\` first.`);
  const web = await startWeb();
  const start = name === 'chromium' ? launchChromium : launchFirefox;
  const seen = choice.live ? undefined : web;
  const raw = await start({ ...choice, web: seen, executable, extension }).catch(async (error) => {
    await web.close();
    throw error;
  });
  const open = async (url: string) => {
    const tab = new Tab(await raw.newTab());
    await tab.raw.goto(url);
    return tab;
  };
  return {
    ...raw,
    web,
    open,
    openSaved: (url, html) => {
      web.serve(url, savedPage(html));
      return open(url);
    },
    openExtension: (path) => open(raw.extensionUrl(path)),
    openedExtension: async (path) => {
      for (const end = Date.now() + 10_000; Date.now() < end; await pause(50)) {
        const tab = await raw.tabAt(raw.extensionUrl(path));
        if (tab) return new Tab(tab);
      }
      throw new Error(`${path} was not opened.`);
    },
    close: async () => {
      await raw.close();
      await web.close();
    },
  };
}

/** Folder of the build made for tests; `PANGDA_TEST_BUILD` names another folder that holds both browsers' builds. */
export function testBuild(name: BrowserName): string {
  const folder = resolve(root, process.env.PANGDA_TEST_BUILD ?? testOutput);
  return resolve(folder, name === 'chromium' ? 'chrome-mv3' : 'firefox-mv3');
}

/** The browser this run of the tests is for (vitest.config.ts sets it). */
export const browserUnderTest: BrowserName = process.env.PANGDA_BROWSER === 'firefox' ? 'firefox' : 'chromium';
