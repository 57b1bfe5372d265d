import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type KeyInput, type Page } from 'puppeteer-core';
import type { LaunchOptions, RawBrowser, RawTab } from './driver.ts';
import { helperId, writeHelper } from './helper.ts';
import { hasSoundServer, startSoundServer } from './sound-server.ts';

export async function launchFirefox(options: LaunchOptions): Promise<RawBrowser> {
  const helper = writeHelper();
  const id = extensionId(options.extension);
  const uuid = randomUUID();
  const { microphone } = options;
  const sound = (microphone || options.sound) && hasSoundServer() ? await startSoundServer(microphone) : undefined;
  const copy = options.profile || !options.template ? undefined : profileFrom(options.template);
  const profile = options.profile ?? copy;
  const size = { width: options.width ?? 1280, height: options.height ?? 800 };
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: options.executable,
    headless: !options.headed,
    // Without it Firefox does not let automation open an extension's own pages.
    args: ['--remote-allow-system-access'],
    env: { ...process.env, ...sound?.env },
    acceptInsecureCerts: options.web !== undefined,
    defaultViewport: options.headed ? null : size,
    ...(profile && { userDataDir: profile }),
    extraPrefsFirefox: {
      // Firefox gives every add-on a random address; this one is known beforehand, so that its pages can be opened.
      'extensions.webextensions.uuids': JSON.stringify({ [id]: uuid, [helperId]: randomUUID() }),
      ...(options.web && proxyPreferences(options.web.proxy)),
      'intl.locale.requested': options.language ?? 'en-US',
      'intl.accept_languages': options.language?.startsWith('zh') ? `${options.language},zh,en` : 'en-US,en',
      // 0 dark, 1 light: what pages are told the system prefers.
      'layout.css.prefers-color-scheme.content-override': options.theme === 'dark' ? 0 : 1,
      // Whatever any console says goes to the standard output, the background's too.
      'devtools.console.stdout.content': true,
      // A page under test is not in the sense of "background" that Firefox slows down.
      'dom.min_background_timeout_value': 4,
      // Without a sound server a tone stands for the microphone.
      'media.navigator.streams.fake': !sound || !microphone,
      'media.navigator.permission.disabled': options.microphoneIsAllowed ?? false,
    },
  });
  const said: string[] = [];
  for (const output of [browser.process()?.stdout, browser.process()?.stderr])
    output?.on('data', (piece: Buffer) => said.push(piece.toString()));
  await browser.installExtension(helper.folder);
  await browser.installExtension(options.extension);
  if (!options.headed) await closeWelcome(browser);
  const control = openControl(browser);
  const policy = `WebExtensionPolicy.getByID(${JSON.stringify(id)})`;
  const closed = new Promise<void>((done) => browser.once('disconnected', () => done()));
  return {
    name: 'firefox',
    newTab: async () => rawTab(await browser.newPage()),
    extensionUrl: (path) => `moz-extension://${uuid}/${path}`,
    stopBackground: async () => void (await control(`${policy}.extension.terminateBackground(anyTime)`)),
    backgroundRuns: async () => (await control(`${policy}.extension.backgroundState`)) === 'running',
    said: async () => {
      // Errors that nobody caught are in the browser's own list.
      const errors = await control('Services.console.getMessageArray().map(String).join("\\n")');
      return `${said.join('')}\n${errors}`;
    },
    sayInBackground: async (text) => {
      const tab = rawTab(await browser.newPage());
      await tab.goto(`moz-extension://${uuid}/options.html`);
      const say = `page.console.warn(${JSON.stringify(text)})`;
      await tab.evaluate(`browser.runtime.getBackgroundPage().then((page) => void ${say})`);
      await tab.close();
    },
    urls: async () => Promise.all((await browser.pages()).map((page) => address(page).catch(() => ''))),
    tabAt: async (url) => {
      const pages = await browser.pages();
      const urls = await Promise.all(pages.map((page) => address(page).catch(() => '')));
      const page = pages[urls.findIndex((each) => each.startsWith(url))];
      return page && rawTab(page);
    },
    setOffline: async (offline) => {
      // Addresses of this computer stay, and the stand-in web's proxy is one: it has to go besides.
      const port = offline ? discardPort : Number(options.web?.proxy.split(':')[1]);
      const setPort = `Services.prefs.setIntPref('network.proxy.ssl_port', ${port})`;
      await control(`(${setPort}, Services.io.offline = ${offline})`);
    },
    inBrowser: control,
    ...(sound && { recording: sound.recording }),
    closed,
    close: async () => {
      await browser.close();
      await sound?.close();
      helper.remove();
      if (copy) rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A new profile with nothing of another but the code that Firefox has compiled: half of its start is to compile its own. */
function profileFrom(template: string): string {
  const profile = mkdtempSync(join(tmpdir(), 'pangda-firefox-'));
  for (const name of ['startupCache', 'compatibility.ini'])
    cpSync(join(template, name), join(profile, name), { recursive: true });
  return profile;
}

/**
 * Runs an expression in Firefox's own process: a page of the browser itself, behind the others, may do there what
 * about:debugging's buttons do. `anyTime`: options that end a background although it may just have been woken.
 */
function openControl(browser: Browser): (expression: string) => Promise<unknown> {
  let page: Promise<Page> | undefined;
  const open = async () => {
    const tab = await browser.newPage({ type: 'tab', background: true });
    // It redirects within itself, which looks like a frame that went away.
    tab.goto('about:debugging').catch(() => {});
    await waitUntil(
      'its own page is open',
      async () => (await tab.evaluate('typeof WebExtensionPolicy')) === 'function',
    );
    return tab;
  };
  return async (expression) => {
    page ??= open();
    const options = '{ ignoreDevToolsAttached: true, disableResetIdleForTest: true }';
    return (await page).evaluate(`((anyTime) => ${expression})(${options})`);
  };
}

/** A new installation greets its user in a tab of its own, which would take the focus from a test at any moment. */
async function closeWelcome(browser: Browser): Promise<void> {
  const end = Date.now() + 5000;
  while (Date.now() < end) {
    for (const page of (await browser.pages()).slice(1)) {
      const url = await address(page).catch(() => '');
      if (url.endsWith('/welcome.html')) return page.close();
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Nobody listens there. */
const discardPort = 9;

function proxyPreferences(proxy: string): Record<string, string | number> {
  const [host = '', port = ''] = proxy.split(':');
  return {
    'network.proxy.type': 1,
    'network.proxy.http': host,
    'network.proxy.http_port': Number(port),
    'network.proxy.ssl': host,
    'network.proxy.ssl_port': Number(port),
  };
}

function extensionId(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  return manifest.browser_specific_settings.gecko.id;
}

function rawTab(page: Page): RawTab {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error instanceof Error ? error.message : String(error)));
  return {
    errors,
    goto: (url) => (url.startsWith('moz-extension:') ? gotoExtension(page, url) : gotoSite(page, url)),
    // A page that comes back whole from the cache never loads again, so nothing is waited for but the address.
    back: () => travel(page, 'history.back()'),
    forward: () => travel(page, 'history.forward()'),
    reload: async () => void (await page.reload({ waitUntil: 'domcontentloaded' })),
    url: () => address(page),
    evaluate: (expression) => page.evaluate(expression),
    clickAt: async (x, y) => {
      // Where a press lands is decided by what was last painted, which a scroll by script is ahead of.
      await page.evaluate(paintedTwice);
      await page.mouse.click(x, y);
    },
    pointer: async (what, x, y) => {
      await page.mouse.move(x, y);
      await page.mouse[what]();
    },
    menuAt: (x, y) => page.mouse.click(x, y, { button: 'right' }),
    hoverAt: (x, y) => page.mouse.move(x, y),
    wheelAt: async (x, y, deltaY) => {
      await page.mouse.move(x, y);
      await page.mouse.wheel({ deltaY });
    },
    type: (text) => page.keyboard.type(text),
    press: (key) => press(page, key),
    resize: (width, height) => page.setViewport({ width, height }),
    screenshot: async (path, clip) =>
      void (await page.screenshot({ path: path as `${string}.png`, ...(clip && { clip }) })),
    close: () => page.close(),
  };
}

const address = async (page: Page): Promise<string> => String(await page.evaluate('location.href'));

async function gotoSite(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'domcontentloaded' });
}

/** Firefox 153 reports no load events of an extension's pages, so the page itself is asked until it is there. */
async function gotoExtension(page: Page, url: string): Promise<void> {
  const state = `location.href === ${JSON.stringify(url)} && document.readyState !== 'loading'`;
  page.goto(url).catch(() => {
    // Only its time-out: the loop below says it better.
  });
  await waitUntil(`${url} is open`, async () => (await page.evaluate(state)) === true);
}

async function travel(page: Page, step: string): Promise<void> {
  const before = await address(page);
  await page.evaluate(`void setTimeout(() => ${step})`);
  await waitUntil(`${step} leads away`, async () => (await address(page)) !== before);
}

async function waitUntil(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 8000;
  // While the page changes there is nobody to ask.
  while (!(await isSo().catch(() => false))) {
    if (Date.now() > end) throw new Error(`Firefox: waited in vain until ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

async function press(page: Page, keys: string): Promise<void> {
  const [key = '', ...modifiers] = keys.split('+').reverse() as KeyInput[];
  for (const modifier of modifiers) await page.keyboard.down(modifier);
  await page.keyboard.press(key as KeyInput);
  for (const modifier of modifiers) await page.keyboard.up(modifier);
}

/** In the page: after two more frames, or a while where none are painted. */
function paintedTwice(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => done()));
    setTimeout(done, 200);
  });
}
