import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tab } from '../e2e/tab.ts';

/** How the fake behaves. At first: as a browser without a model. */
export interface ModelState {
  availability: 'unavailable' | 'downloadable' | 'available';
  speaksChinese: boolean;
  /** ms between two pieces of an answer. */
  paceMs: number;
}

const channelName = 'pangda-test-model';

/** What the fake says on the console of the background when an answer was stopped, and when its session was given back. */
export const stoppedWords = 'The fake model was stopped.';
export const destroyedWords = 'The fake model was given back.';

/**
 * A copy of a built extension in whose background and settings page `LanguageModel` is a model of this file: no browser
 * of a test has one of its own.
 */
export function withBrowserModel(extension: string): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'pangda-with-model-'));
  cpSync(extension, folder, { recursive: true });
  const words = JSON.stringify({ channelName, stoppedWords, destroyedWords });
  const script = `(${installModel.toString()})(${words});\n`;
  const background = join(folder, 'background.js');
  writeFileSync(background, script + readFileSync(background, 'utf8'));
  writeFileSync(join(folder, 'browser-model.js'), script);
  const page = join(folder, 'options.html');
  const html = readFileSync(page, 'utf8');
  writeFileSync(page, html.replace('<head>', '<head><script src="/browser-model.js"></script>'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Changes the fake in all pages that are open and in the background; `tab` is one of the extension's own pages. */
export const setModel = (tab: Tab, state: Partial<ModelState>): Promise<void> =>
  tab.evaluate(
    ({ name, change }) => {
      new BroadcastChannel(name).postMessage(change);
      // A channel does not hear itself.
      Object.assign(Reflect.get(globalThis, 'fakeModel'), change);
    },
    { name: channelName, change: state },
  );

/** In the extension: puts the Prompt API's global in place, as far as the product uses it. */
function installModel(words: { channelName: string; stoppedWords: string; destroyedWords: string }): void {
  const state = { availability: 'unavailable', speaksChinese: true, paceMs: 20 };
  new BroadcastChannel(words.channelName).onmessage = ({ data }) => void Object.assign(state, data);
  const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
  const answerTo = (question: string, before: string): string => {
    if (question.includes('首都'))
      return state.speaksChinese ? '中国的首都是北京。' : 'The capital of China is Beijing.';
    if (question.includes('hello')) return 'Hello';
    const line = /^S1│(.+)$/m.exec(`${before}\n${question}`)?.[1] ?? 'No sources.';
    return `${line.replace(/[。.]$/, '')} [1]。`.repeat(state.paceMs > 100 ? 50 : 1);
  };
  const languageModel = {
    availability: async () => state.availability,
    async create(options: { monitor?(target: EventTarget): void; initialPrompts?: { content: string }[] } = {}) {
      if (options.monitor && state.availability === 'downloadable') {
        const target = new EventTarget();
        options.monitor(target);
        for (const loaded of [0, 0.42, 1]) {
          target.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded }));
          await pause(1000);
        }
        state.availability = 'available';
      }
      const before = (options.initialPrompts ?? []).map(({ content }) => content).join('\n');
      return {
        promptStreaming: (question: string, { signal }: { signal: AbortSignal }) => {
          const pieces = answerTo(question, before).match(/.{1,4}/gsu) ?? [];
          return new ReadableStream({
            async pull(controller) {
              await pause(state.paceMs);
              const piece = pieces.shift();
              if (signal.aborted) {
                console.info(words.stoppedWords);
                controller.error(signal.reason);
              } else if (piece === undefined) controller.close();
              else controller.enqueue(piece);
            },
          });
        },
        destroy: () => console.info(words.destroyedWords),
      };
    },
  };
  Object.defineProperty(globalThis, 'fakeModel', { value: state });
  Object.defineProperty(globalThis, 'LanguageModel', { value: languageModel, configurable: true });
}
