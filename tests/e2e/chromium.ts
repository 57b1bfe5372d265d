import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright';
import { sandboxArguments } from '../tools/browsers.ts';
import type { LaunchOptions, RawBrowser, RawTab, Task } from './driver.ts';
import { writeHelper } from './helper.ts';

/** Arguments every run of Chromium shares, attached or not: the extensions, the stand-in web, and no calls home. */
export const chromiumArguments = (proxy: string | undefined, extensions: string[], language = 'en'): string[] => [
  `--disable-extensions-except=${extensions.join(',')}`,
  `--load-extension=${extensions.join(',')}`,
  ...(proxy ? [`--proxy-server=${proxy}`, '--ignore-certificate-errors'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  `--lang=${language}`,
  ...sandboxArguments,
];

/** On Linux Chromium takes its own language from here and not from --lang. */
export const languageVariables = (language = 'en'): Record<string, string> => ({
  LANGUAGE: language.replace('-', '_'),
  LANG: language === 'en' ? 'C.UTF-8' : `${language.replace('-', '_')}.UTF-8`,
});

export async function launchChromium(options: LaunchOptions): Promise<RawBrowser> {
  const helper = writeHelper();
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'pangda-chromium-'));
  const template = options.profile ? undefined : options.template;
  if (template) cpSync(template, profile, { recursive: true });
  const viewport = { width: options.width ?? 1280, height: options.height ?? 800 };
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: options.executable,
    headless: !options.headed,
    args: [
      ...chromiumArguments(options.web?.proxy, [options.extension, helper.folder], options.language),
      ...microphoneArguments(options),
      // Without a screen there is no use in drawing as a graphics card would, which takes a sixth of the time.
      ...(options.headed ? [] : ['--disable-gpu']),
    ],
    // Playwright switches the back-forward cache off, which users have on.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    env: { ...process.env, ...languageVariables(options.language) } as Record<string, string>,
    colorScheme: options.theme ?? 'light',
    ...(options.forcedColors && { forcedColors: 'active' as const }),
    viewport: options.headed ? null : viewport,
    ignoreHTTPSErrors: options.web !== undefined,
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 15_000 }));
  const said: string[] = [];
  const listen = (from: Worker) => from.on('console', (message) => said.push(message.text()));
  for (const each of context.serviceWorkers()) listen(each);
  context.on('serviceworker', listen);
  context.on('console', (message) => said.push(message.text()));
  context.on('weberror', (error) => said.push(String(error.error().stack)));
  // An extension address has no origin as the URL standard sees it.
  const origin = `chrome-extension://${new URL(worker.url()).host}`;
  if (!options.headed && !template) await closeWelcome(context);
  if (options.microphoneIsAllowed) await context.grantPermissions(['microphone']); // of every origin: ours has none
  const closed = new Promise<void>((done) => context.once('close', () => done()));
  return {
    name: 'chromium',
    newTab: async () => rawTab(await context.newPage(), origin),
    extensionUrl: (path) => `${origin}/${path}`,
    stopBackground: () => stopBackground(context, `${origin}/options.html`),
    backgroundRuns: async () => undefined,
    said: async () => said.join('\n'),
    sayInBackground: async (text) => {
      const background = context.serviceWorkers().find((each) => each.url().startsWith(origin));
      await background?.evaluate(`console.warn(${JSON.stringify(text)})`);
    },
    urls: async () => context.pages().map((page) => page.url()),
    tabAt: async (url) => {
      const page = context.pages().find((each) => each.url().startsWith(url));
      return page && rawTab(page, origin);
    },
    inHost: (expression) => inHost(context, `${origin}/host.html`, expression),
    bytesUsed: async (where) => {
      const url = `${origin}/${where === 'host' ? 'host.html' : 'background.js'}`;
      const used = await askTarget(context, url, [['HeapProfiler.collectGarbage'], ['Runtime.getHeapUsage']]);
      return (used as { usedSize: number } | undefined)?.usedSize;
    },
    setOffline: (offline) => context.setOffline(offline),
    closed,
    close: async () => {
      await context.close();
      helper.remove();
      if (!options.profile) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const microphoneArguments = ({ microphone }: LaunchOptions): string[] =>
  microphone
    ? ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${microphone}%noloop`]
    : ['--use-fake-device-for-media-stream'];

async function inHost(context: BrowserContext, url: string, expression: string): Promise<unknown> {
  const params = { expression, awaitPromise: true, returnByValue: true };
  const reply = await askTarget(context, url, [['Runtime.evaluate', params]]);
  return (reply as { result?: { value?: unknown } } | undefined)?.result?.value;
}

/**
 * Playwright does not list documents without a window; the browser's own debugger does. Gives the last method's result;
 * undefined when there is no such document.
 */
async function askTarget(
  context: BrowserContext,
  url: string,
  methods: [method: string, params?: object][],
): Promise<unknown> {
  const [page] = context.pages();
  const session = await (context.browser()?.newBrowserCDPSession() ?? context.newCDPSession(page as Page));
  try {
    const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] });
    const target = targetInfos.find((each) => each.url === url);
    if (!target) return undefined;
    const { sessionId } = await session.send('Target.attachToTarget', { targetId: target.targetId, flatten: false });
    let result: unknown;
    for (const [id, [method, params = {}]] of methods.entries()) {
      const reply = new Promise<{ result?: unknown }>((done) => {
        session.on('Target.receivedMessageFromTarget', ({ message, sessionId: from }) => {
          const said = JSON.parse(message);
          if (from === sessionId && said.id === id) done(said);
        });
      });
      await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
      result = (await reply).result;
    }
    return result;
  } finally {
    await session.detach();
  }
}

/** A new installation greets its user in a tab of its own, which would take the focus from a test at any moment. */
async function closeWelcome(context: BrowserContext): Promise<void> {
  const isWelcome = (page: Page) => page.url().endsWith('/welcome.html');
  const open = context.pages().find(isWelcome);
  const welcome =
    open ?? (await context.waitForEvent('page', { predicate: isWelcome, timeout: 5000 }).catch(() => undefined));
  // Closed while it loads, it leaves the extension without its words for the rest of the session (seen in 156).
  await welcome?.waitForLoadState('load');
  await welcome?.close();
}

function rawTab(page: Page, origin: string): RawTab {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // A page served from disk misses its pictures and styles; that is our doing.
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) errors.push(message.text());
  });
  return {
    errors,
    goto: async (url) => void (await page.goto(url, { waitUntil: 'domcontentloaded' })),
    back: async () => void (await page.goBack({ waitUntil: 'commit' })),
    forward: async () => void (await page.goForward({ waitUntil: 'commit' })),
    reload: async () => void (await page.reload({ waitUntil: 'domcontentloaded' })),
    url: async () => page.url(),
    evaluate: (expression) => page.evaluate(expression),
    clickAt: (x, y) => page.mouse.click(x, y),
    pointer: async (what, x, y) => {
      await page.mouse.move(x, y);
      await page.mouse[what]();
    },
    hoverAt: (x, y) => page.mouse.move(x, y),
    wheelAt: async (x, y, deltaY) => {
      await page.mouse.move(x, y);
      await page.mouse.wheel(0, deltaY);
    },
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    compose: (composed, committed) => compose(page, composed, committed),
    heap: () => heapOf(page),
    bytesUsed: async () => {
      const session = await page.context().newCDPSession(page);
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      await session.detach();
      return usedSize;
    },
    tasksDuring: (action) => tasksDuring(page, action),
    inContentScript: (expression) => inContentScript(page, origin, expression),
    resize: (width, height) => page.setViewportSize({ width, height }),
    screenshot: async (path, clip) => void (await page.screenshot({ path, ...(clip && { clip }) })),
    film: (onFrame) => film(page, onFrame),
    close: () => page.close(),
  };
}

async function film(page: Page, onFrame: (png: Buffer, atS: number) => void): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    onFrame(Buffer.from(data, 'base64'), metadata.timestamp ?? Date.now() / 1000);
    void session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined); // the page may be gone
  });
  await session.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 });
  return async () => {
    await session.send('Page.stopScreencast');
    await session.detach();
  };
}

async function compose(page: Page, composed: string, committed: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { length } = composed;
  await session.send('Input.imeSetComposition', { text: composed, selectionStart: length, selectionEnd: length });
  // 229: what browsers send while an input method has the key.
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 };
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
  await session.send('Input.insertText', { text: committed });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
  await session.detach();
}

async function inContentScript(page: Page, origin: string, expression: string): Promise<unknown> {
  const session = await page.context().newCDPSession(page);
  const found = new Promise<number>((done) => {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin === origin) done(context.id);
    });
  });
  await session.send('Runtime.enable'); // tells of the worlds that are there
  const contextId = await found;
  const how = { contextId, awaitPromise: true, returnByValue: true };
  const { result } = await session.send('Runtime.evaluate', { expression, ...how });
  await session.detach();
  return result.value;
}

/** What Chromium's trace says of one moment; times in microseconds. */
interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

async function tasksDuring(page: Page, action: () => Promise<void>): Promise<Task[]> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const over = new Promise<void>((done) => session.once('Tracing.tracingComplete', () => done()));
  const includedCategories = ['disabled-by-default-devtools.timeline', '__metadata'];
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories, excludedCategories: ['*'] },
  });
  await action();
  await session.send('Tracing.end');
  await over;
  await session.detach();
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const main = new Set(threads.map(({ pid, tid }) => `${pid} ${tid}`));
  return events
    .filter(({ name, pid, tid }) => name === 'RunTask' && main.has(`${pid} ${tid}`))
    .map(({ dur = 0, tdur = 0 }) => ({ tookMs: dur / 1000, workedMs: tdur / 1000 }));
}

async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}

/** Through the debugger of an extension page: Chromium's own idle timer never fires while one is attached. */
async function stopBackground(context: BrowserContext, extensionPage: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(extensionPage);
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await page.close();
}
