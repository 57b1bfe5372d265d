import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Preferences } from '../../lib/model/preferences.ts';
import type { ListenEvent, SpokenLanguage, VoicePreferences } from '../../lib/model/voice.ts';
import { saveConnection } from './ask.ts';
import { type Browser, browserUnderTest, type Choice, launch } from './browser.ts';
import { key } from './model.ts';
import { hasSoundServer } from './sound-server.ts';
import { type SpeechServer, startSpeechServer } from './speech-server.ts';
import { type Recording, recorded, type Stretch, writeRecording } from './spoken-wav.ts';
import type { Tab } from './tab.ts';

/** Hz. What microphones give, so that the extension has to make 16 kHz of it. */
const rate = 48_000;

/** Whether the browser's microphone hears what a test says; without, it hears a tone. */
export const isHeard = browserUnderTest === 'chromium' || hasSoundServer();

/** A browser with a microphone that hears what the test says, and a server that understands what it is told to. */
export interface TalkSession {
  readonly browser: Browser;
  readonly server: SpeechServer;
  /** Sound can be heard and made on this computer. */
  readonly hasSound: boolean;
  /** Skips a test where this computer cannot: Firefox's audio does not run without a sound server, a silent one will do. */
  needsSound(test: { skip(note: string): void }): void;
  /** From now on the microphone hears this, from its beginning each time it goes on. */
  says(stretches: Stretch[]): Recording;
  /** As for a first test: the microphone hears this, and the server, which was asked nothing yet, one usual question. */
  begin(stretches: Stretch[]): void;
}

/** For all tests of a file. The connection and its speech model are set up; `voice`: preferences that differ. */
export function sharedTalk(choice: Choice = {}, voice: Partial<VoicePreferences> = {}): TalkSession {
  const folder = mkdtempSync(join(tmpdir(), 'pangda-talk-'));
  const microphone = join(folder, 'microphone.wav');
  const says = (stretches: Stretch[]) => {
    const recording = recorded(stretches, rate);
    writeRecording(microphone, recording);
    return recording;
  };
  says([{ kind: 'silence', ms: 1_000 }]);
  let browser: Browser | undefined;
  let server: SpeechServer | undefined;
  let hasSound = true;
  beforeAll(async () => {
    server = await startSpeechServer();
    browser = await launch(browserUnderTest, {
      template: inject('template'),
      microphone,
      microphoneIsAllowed: true,
      ...choice,
    });
    const tab = await browser.openExtension('options.html');
    const connection = {
      id: 'spoken',
      name: 'Scripted',
      preset: 'custom',
      baseUrl: `${server.url}/v1`,
      model: 'scripted',
    };
    await saveConnection(tab, connection, key);
    await setVoice(tab, { listenWith: { connectionId: 'spoken', model: 'scripted-hears' }, ...voice });
    // A page that nobody has pressed anything in may not play in Chromium, which needs no sound server anyway.
    hasSound =
      browserUnderTest !== 'firefox' ||
      (await tab.evaluate(async () => {
        const late = new Promise<boolean>((done) => setTimeout(() => done(false), 3_000));
        return Promise.race([new AudioContext().resume().then(() => true), late]);
      }));
    await tab.raw.close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true });
  });
  return {
    get browser() {
      if (!browser) throw new Error('The browser is there in tests only.');
      return browser;
    },
    get server() {
      if (!server) throw new Error('The server is there in tests only.');
      return server;
    },
    get hasSound() {
      return hasSound;
    },
    needsSound: (test) => {
      if (!hasSound) test.skip('no sound server on this computer');
    },
    says,
    begin(stretches) {
      says(stretches);
      server?.forget();
      if (server)
        server.script = { ...server.script, heard: ['月亮离地球有多远'], transcribeFails: undefined as never };
    },
  };
}

/** Presses the microphone and waits until it hears. */
export async function listens(tab: Tab): Promise<void> {
  await tab.panel.click('.pd-mic');
  await tab.panel.find('.pd-captions[data-phase=listening]', 20_000);
}

/** Changes preferences as the options page does. `tab`: one of the extension's own pages. */
export async function setVoice(tab: Tab, change: Partial<VoicePreferences>): Promise<void> {
  const { preferences } = await send<{ preferences: Preferences }>(tab, { call: 'surface.settings', request: {} });
  const wanted = { ...preferences, mode: 'click', voice: { ...preferences.voice, ...change } };
  await send(tab, { call: 'options.savePreferences', request: { preferences: wanted } });
}

async function send<T>(tab: Tab, message: unknown): Promise<T> {
  const { reply } = await tab.evaluate((said) => {
    // biome-ignore lint/suspicious/noExplicitAny: the page's own globals
    const page = globalThis as any;
    return (page.browser ?? page.chrome).runtime.sendMessage(said) as Promise<{ reply: unknown }>;
  }, message);
  return reply as T;
}

/** Energy of each 50 ms, as a share of the loudest. */
export function envelope({ rate: hz, samples }: Recording): number[] {
  const length = hz / 20;
  const energies = Array.from({ length: Math.floor(samples.length / length) }, (_, index) =>
    Math.sqrt(samples.subarray(index * length, (index + 1) * length).reduce((sum, one) => sum + one * one, 0) / length),
  );
  const most = Math.max(...energies, 1e-9);
  return energies.map((energy) => energy / most);
}

/** For each 50 ms, 1 if there is sound in it and 0 if not: the browser's gain control changes how loud it is. */
export const soundOf = (recording: Recording): number[] =>
  envelope(recording).map((energy) => (energy > 1 / 20 ? 1 : 0));

/** How alike two recordings' sound is at the shift where they are most alike: 1 is the same. */
export function alikeness(one: number[], other: number[]): number {
  let best = -1;
  for (let shift = -other.length; shift < one.length; shift++) {
    const pairs = other.map((value, index) => [one[index + shift] ?? 0, value] as const);
    best = Math.max(best, correlation(pairs));
  }
  return best;
}

function correlation(pairs: (readonly [number, number])[]): number {
  const mean = (of: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[of], 0) / pairs.length;
  const [first, second] = [mean(0), mean(1)];
  let product = 0;
  let [a, b] = [0, 0];
  for (const [x, y] of pairs) {
    product += (x - first) * (y - second);
    a += (x - first) ** 2;
    b += (y - second) ** 2;
  }
  return product / Math.sqrt(a * b + 1e-12);
}

/**
 * In the host: remembers every microphone track, so that `liveTracks` can count those that are on. In Chromium; Firefox's
 * are counted by the sound server.
 */
export const watchTracks = (browser: Browser): Promise<unknown> | undefined =>
  browser.inHost?.(`(() => {
    if (globalThis.tracks) return;
    globalThis.tracks = [];
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (what) => {
      const stream = await ask(what);
      tracks.push(...stream.getTracks());
      return stream;
    };
  })()`);

export const liveTracks = async (browser: Browser): Promise<number> =>
  browser.recording?.() ??
  Number(await browser.inHost?.("tracks.filter(({ readyState }) => readyState === 'live').length"));

export const seenTracks = async (browser: Browser): Promise<number> => Number(await browser.inHost?.('tracks.length'));

/** Listens over a port as a surface does (lib/messaging/streams.ts), for a time; all it is told. */
export const heardHandsFree = (tab: Tab, ms: number, lang: SpokenLanguage = 'zh'): Promise<ListenEvent[]> =>
  tab.evaluate(
    async ([forMs, lang]) => {
      // biome-ignore lint/suspicious/noExplicitAny: the page's own globals
      const page = globalThis as any;
      const port = (page.browser ?? page.chrome).runtime.connect({ name: 'listen' });
      const heard: ListenEvent[] = [];
      port.onMessage.addListener((frame: { events?: ListenEvent[]; error?: unknown }) => {
        heard.push(...(frame.events ?? []));
        if (frame.error) heard.push(frame.error as ListenEvent);
      });
      port.postMessage({ type: 'open', request: { listenId: 'free', how: 'handsFree', lang } });
      await new Promise((done) => setTimeout(done, forMs));
      port.postMessage({ type: 'stop' });
      port.disconnect();
      return heard;
    },
    [ms, lang] as const,
  );
