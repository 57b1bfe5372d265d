import type { Query, Rect } from './probe.ts';
import type { Web } from './web.ts';

/** What each browser's driver must be able to do with a tab; everything else is built on it, once (tab.ts). */
export interface RawTab {
  goto(url: string): Promise<void>;
  back(): Promise<void>;
  forward(): Promise<void>;
  reload(): Promise<void>;
  url(): Promise<string>;
  /** Runs an expression in the page's own world; a promise is awaited, the value goes through JSON. */
  evaluate(expression: string): Promise<unknown>;
  /** A trusted click, in CSS px of the viewport. */
  clickAt(x: number, y: number): Promise<void>;
  /** Presses the mouse's button at a point, or lets it go. */
  pointer(what: 'down' | 'up', x: number, y: number): Promise<void>;
  /** Presses the mouse's other button. Firefox only. */
  menuAt?(x: number, y: number): Promise<void>;
  /** Moves the mouse's pointer to a point. */
  hoverAt(x: number, y: number): Promise<void>;
  /** Trusted wheel at a point; positive scrolls down. */
  wheelAt(x: number, y: number, deltaY: number): Promise<void>;
  /** Trusted keys, a character each. */
  type(text: string): Promise<void>;
  /** One trusted key, as KeyboardEvent.key names it, with modifiers: `Shift+Enter`. */
  press(key: string): Promise<void>;
  /** Composes text as an input method does, presses Enter within the composition, then commits `committed`. */
  compose?(composed: string, committed: string): Promise<void>;
  /** Bytes of JavaScript's memory in use after a collection, of the page and the content scripts in it. */
  bytesUsed?(): Promise<number>;
  /** What the main threads of pages did meanwhile, task by task. Chromium only. */
  tasksDuring?(action: () => Promise<void>): Promise<Task[]>;
  /** All strings in the memory of the page and of the content scripts in it. */
  heap?(): Promise<string>;
  /** Runs an expression in the world of the extension's content script; absent where automation has no way there. */
  inContentScript?(expression: string): Promise<unknown>;
  resize(width: number, height: number): Promise<void>;
  screenshot(file: string, clip?: Rect): Promise<void>;
  /** Tells of each frame that is drawn, as a PNG and epoch seconds, until the function it gives is called. Chromium only. */
  film?(onFrame: (png: Buffer, atS: number) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
  /** What the console of the page said as errors, and what was thrown there uncaught. */
  errors: string[];
}

/** One turn of a page's main thread. */
export interface Task {
  /** ms from its beginning to its end, as a page's PerformanceObserver tells it. */
  tookMs: number;
  /** ms the processor worked on it; the rest it was busy with others. */
  workedMs: number;
}

export interface LaunchOptions {
  /** What stands in for the web; undefined: the real one. */
  web: Web | undefined;
  /** Folder of the unpacked extension. */
  extension: string;
  executable: string;
  /** The browser's own language. */
  language?: 'en' | 'zh-CN' | 'zh-TW';
  theme?: 'light' | 'dark';
  /** The user has chosen a few colours for everything. Chromium only. */
  forcedColors?: boolean;
  width?: number;
  height?: number;
  /** A WAV file that is heard once, from its beginning, each time the microphone goes on. */
  microphone?: string;
  /** Wants to play sound: Firefox does where there is a sound server, Chromium always. */
  sound?: boolean;
  /** The browser's question about the microphone: answered yes, or, as automation cannot press it, left open. */
  microphoneIsAllowed?: boolean;
  /** Shows a window. */
  headed?: boolean;
  /** Kept for later runs when given; else a fresh one that is removed. */
  profile?: string | undefined;
  /** A fresh one begins with this, in which the extension has been started before: Firefox with no more than its compiled code. */
  template?: string | undefined;
}

/** One running browser with the extension in it. */
export interface RawBrowser {
  name: 'chromium' | 'firefox';
  newTab(): Promise<RawTab>;
  /** Address of one of the extension's own pages, for instance `options.html`. */
  extensionUrl(path: string): string;
  /** Kills the extension's background, as the browser does when it has been idle. */
  stopBackground(): Promise<void>;
  /** Whether the browser says that the background runs; undefined where looking would keep it alive (Chromium). */
  backgroundRuns(): Promise<boolean | undefined>;
  /** All that any console of the extension and of its pages has said so far: pages, content scripts, the background. */
  said(): Promise<string>;
  /** Has the background say something on its console. */
  sayInBackground(text: string): Promise<void>;
  /** Addresses of all tabs. */
  urls(): Promise<string[]>;
  /** A tab that something else has opened, by what its address begins with. */
  tabAt(url: string): Promise<RawTab | undefined>;
  /** Runs an expression in the voice's host, when it is there; its value goes through JSON. Chromium only. */
  inHost?(expression: string): Promise<unknown>;
  /** Runs an expression in the browser's own process; its value goes through JSON. Firefox only. */
  inBrowser?(expression: string): Promise<unknown>;
  /** How many streams of a microphone are on. Firefox with a sound server only. */
  recording?(): number;
  /** Bytes of JavaScript's memory in use after a collection: of the voice's host, or of the background. Chromium only. */
  bytesUsed?(where: 'host' | 'background'): Promise<number | undefined>;
  /** Takes the browser's network away, or gives it back; addresses of this computer stay. */
  setOffline(offline: boolean): Promise<void>;
  /** Resolves when the browser is closed by its user. */
  closed: Promise<void>;
  close(): Promise<void>;
}

export type { Query, Rect };
