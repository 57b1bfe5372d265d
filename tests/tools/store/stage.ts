import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Preferences } from '../../../lib/model/preferences.ts';
import { saveConnection, send } from '../../e2e/ask.ts';
import { type Browser, launch } from '../../e2e/browser.ts';
import { fixture } from '../../e2e/fixtures.ts';
import { type SpeechServer, startSpeechServer } from '../../e2e/speech-server.ts';
import { recorded, writeRecording } from '../../e2e/spoken-wav.ts';
import type { Tab } from '../../e2e/tab.ts';
import { savedPage } from '../../e2e/web.ts';
import { build, testOutput } from '../build.ts';
import { root } from '../processes.mjs';

export interface Look {
  language: 'en' | 'zh-CN';
  theme: 'light' | 'dark';
  width: number;
  height: number;
}

/** A browser with the extension and a model connected to it, as a user of a local server has it. */
export interface Stage {
  browser: Browser;
  server: SpeechServer;
  /** Opens an invented page; the model answers with `answer`. */
  open(name: string, answer: string): Promise<Tab>;
  close(): Promise<void>;
}

/** Ollama's own port, so that what is seen of the address is what its users see; another one when it is taken. */
const localPort = 11_434;
const model = 'qwen3:8b';
const hearing = 'whisper-large-v3';

let built: Promise<void> | undefined;

/** Builds what is shown, once a run. */
async function buildOnce(): Promise<void> {
  const { code, output } = await build('chrome', 'test');
  if (code !== 0) throw new Error(output);
}

export async function setStage(look: Look): Promise<Stage> {
  built ??= buildOnce();
  await built;
  const folder = mkdtempSync(join(tmpdir(), 'pangda-stage-'));
  const microphone = join(folder, 'microphone.wav');
  const spoken = [
    { kind: 'silence', ms: 300 },
    { kind: 'speech', ms: 1_600 },
    { kind: 'silence', ms: 30_000 },
  ] as const;
  writeRecording(microphone, recorded([...spoken], 48_000));
  const options = (port: number) => ({ port, models: [model, 'gemma3:4b', hearing] });
  const server = await startSpeechServer({}, options(localPort)).catch(() => startSpeechServer({}, options(0)));
  const extension = resolve(root, testOutput, 'chrome-mv3');
  const browser = await launch('chromium', { ...look, extension, microphone, microphoneIsAllowed: true });
  await connect(browser, server);
  return {
    browser,
    server,
    open: async (name, answer) => {
      server.forget();
      server.script.answers = [answer];
      const { url, html } = fixture(name);
      browser.web.serve(url, savedPage(look.theme === 'dark' ? inTheDark(html) : html));
      const tab = await browser.open('about:blank');
      await tab.raw.resize(look.width, look.height);
      await tab.raw.goto(url);
      return tab;
    },
    close: async () => {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Google's page has both looks; the others are light to everybody. */
const inTheDark = (html: string) =>
  html.replace('<html lang="en" dir="ltr">', '<html lang="en" dir="ltr" class="night">');

async function connect(browser: Browser, server: SpeechServer): Promise<void> {
  const tab = await browser.openExtension('options.html');
  const connection = { id: 'local', name: 'Ollama', preset: 'ollama', baseUrl: `${server.url}/v1`, model };
  await saveConnection(tab, connection, '');
  const settings: unknown = await send(tab, { call: 'surface.settings', request: {} });
  const { reply } = settings as { reply: { preferences: Preferences } };
  const listenWith = { connectionId: 'local', model: hearing };
  const voice = {
    ...reply.preferences.voice,
    listener: 'connection',
    listenWith,
    sends: 'atOnce',
    readsAloud: 'never',
  };
  await send(tab, { call: 'options.savePreferences', request: { preferences: { ...reply.preferences, voice } } });
  await tab.raw.close();
}
