import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './processes.mjs';

export type BrowserName = 'chromium' | 'firefox';
export const browserNames: BrowserName[] = ['chromium', 'firefox'];

/** Where each browser usually lies, in the order we prefer it. Chrome is last: since 137 it ignores --load-extension. */
const usualPlaces: Record<BrowserName, Partial<Record<NodeJS.Platform, string[]>>> = {
  chromium: {
    linux: [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/snap/bin/chromium',
      '/usr/bin/microsoft-edge',
      '/usr/bin/google-chrome',
    ],
    darwin: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
    win32: [
      `${process.env.LOCALAPPDATA}\\Chromium\\Application\\chrome.exe`,
      `${process.env['ProgramFiles(x86)']}\\Microsoft\\Edge\\Application\\msedge.exe`,
      `${process.env.ProgramFiles}\\Microsoft\\Edge\\Application\\msedge.exe`,
      `${process.env.ProgramFiles}\\Google\\Chrome\\Application\\chrome.exe`,
    ],
  },
  firefox: {
    linux: ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox'],
    darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    win32: [`${process.env.ProgramFiles}\\Mozilla Firefox\\firefox.exe`],
  },
};

const variables = { chromium: 'PANGDA_CHROMIUM', firefox: 'PANGDA_FIREFOX' } as const;

/** Where `npx browsers install` (part of puppeteer-core) puts a Firefox it downloads. */
const downloads = '.cache/browsers';

/** Path of the browser: the one the environment names, else one that was downloaded, else one that is installed. */
export async function findBrowser(name: BrowserName): Promise<string | undefined> {
  const named = process.env[variables[name]];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`${variables[name]} names ${named}, which does not exist.`);
  }
  const places = [await downloaded(name), ...(usualPlaces[name][process.platform] ?? [])];
  return places.find((place) => place !== undefined && existsSync(place));
}

/**
 * Finds the browsers, installing those that are missing where that needs no question: with apt-get as root, else by
 * download into a cache. The ones that could not be had are absent from the answer, and stderr says what to do.
 */
export async function ensureBrowsers(names: BrowserName[]): Promise<Partial<Record<BrowserName, string>>> {
  if ((await missing(names)).length > 0) await installWithApt();
  for (const name of await missing(names)) await download(name);
  for (const name of await missing(names)) {
    process.stderr.write(`No ${name} found. Install it, or set ${variables[name]} to its path.\n`);
  }
  const found: Partial<Record<BrowserName, string>> = {};
  for (const name of names) found[name] = await findBrowser(name);
  return found;
}

async function missing(names: BrowserName[]): Promise<BrowserName[]> {
  const found = await Promise.all(names.map(findBrowser));
  return names.filter((_, at) => found[at] === undefined);
}

async function installWithApt(): Promise<void> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  process.stderr.write('Installing Chromium, Firefox and a Chinese font with apt-get …\n');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { quiet: true, env });
  // Ubuntu has neither firefox-esr nor a chromium outside snap; each package on its own, so that one does not stop the rest.
  for (const name of ['chromium', 'firefox-esr', 'fonts-noto-cjk', 'firefox-esr-l10n-zh-cn']) {
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { quiet: true, env });
  }
}

async function download(name: BrowserName): Promise<void> {
  process.stderr.write(`Downloading ${name} …\n`);
  const command =
    name === 'chromium'
      ? ['node_modules/playwright/cli.js', 'install', 'chromium']
      : ['node_modules/@puppeteer/browsers/lib/main-cli.js', 'install', 'firefox@stable', '--path', downloads];
  await run(process.execPath, command, { quiet: true });
}

async function downloaded(name: BrowserName): Promise<string | undefined> {
  if (name === 'chromium') return (await import('playwright')).chromium.executablePath();
  const { computeExecutablePath, getInstalledBrowsers } = await import('@puppeteer/browsers');
  const all = await getInstalledBrowsers({ cacheDir: join(root, downloads) });
  const firefox = all.find(({ browser }) => browser === 'firefox');
  return firefox && computeExecutablePath({ ...firefox, cacheDir: join(root, downloads) });
}

/** Browsers refuse their sandbox to root, which is whom containers run as. */
export const sandboxArguments = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
