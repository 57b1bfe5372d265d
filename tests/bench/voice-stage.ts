import { saveConnection } from '../e2e/ask.ts';
import type { Browser } from '../e2e/browser.ts';
import { fixture } from '../e2e/fixtures.ts';
import { key } from '../e2e/model.ts';
import type { SpeechServer } from '../e2e/speech-server.ts';
import { type Recording, recorded, type Stretch, writeRecording } from '../e2e/spoken-wav.ts';
import { pause, type Tab } from '../e2e/tab.ts';
import { setVoice } from '../e2e/talk.ts';
import { lastPointerUp, watchHost, watchPointer } from './voice-watch.ts';

/** What the scenes play in. */
export interface Stage {
  browser: Browser;
  server: SpeechServer;
  /** One of the extension's own pages, which stays open and hears the host's channel. */
  own: Tab;
  host: Awaited<ReturnType<typeof watchHost>>;
  microphoneFile: string;
}

// Each scene asks something else: the same question is answered from the ledger.

/** What the server takes for itself, ms: real services take as long. */
export const server = { transcribeMs: 300, firstWordMs: 400, wordMs: 20, speakMs: 200 };

export const short = '乞力马扎罗山海拔5895米[1]。它在坦桑尼亚[2]。';
export const long = [
  '乞力马扎罗山是非洲最高的山，海拔5895米[1]。',
  '它在坦桑尼亚的东北部，靠近肯尼亚的边界[2]。',
  '山顶终年积雪，但冰川正在变小[1]。',
  '第一次登顶是在1889年[3]。',
  '登山一般需要五到九天[2]。',
  '最受欢迎的路线叫马兰古[3]。',
  '山脚是热带雨林，往上是荒原和冰原[1]。',
  '每年大约有三万五千人尝试登顶[2]。',
].join('');

/** Of another tab. */
export const other = [
  '这条河从高原流向大海，全长六千三百公里[1]。',
  '它的上游水流很急，下游宽阔平缓[2]。',
  '两岸住着三亿多人[3]。',
  '每年夏天水位最高[1]。',
  '河上有二十多座大桥[2]。',
].join('');

export async function setStage(browser: Browser, speech: SpeechServer, microphoneFile: string): Promise<Stage> {
  const own = await browser.openExtension('options.html');
  const baseUrl = `${speech.url}/v1`;
  await saveConnection(own, { id: 'spoken', name: 'Scripted', preset: 'custom', baseUrl, model: 'scripted' }, key);
  await setVoice(own, {
    listener: 'connection',
    listenWith: { connectionId: 'spoken', model: 'scripted-hears' },
    speaker: 'connection',
    speakWith: { connectionId: 'spoken', model: 'scripted-speaks', voice: 'tone' },
    namesSources: false,
    sends: 'atOnce',
    readsAloud: 'spoken',
  });
  return { browser, server: speech, own, host: await watchHost(own), microphoneFile };
}

export const says = ({ microphoneFile }: Stage, stretches: Stretch[], seed = 1): Recording => {
  const recording = recorded(stretches, 48_000, seed);
  writeRecording(microphoneFile, recording);
  return recording;
};

export async function openPage({ browser }: Stage, name = 'baidu-results'): Promise<Tab> {
  const { url, html } = fixture(name);
  const tab = await browser.openSaved(url, html);
  await tab.panel.find('.pd-mic', 20_000);
  await watchPointer(tab);
  return tab;
}

/** Holds the microphone for a while and lets go; epoch ms of the letting go. */
export async function hold(tab: Tab, ms: number): Promise<{ heldMs: number; upMs: number }> {
  const { x, y, width, height } = await tab.panel.find('.pd-mic');
  const at = [x + width / 2, y + height / 2] as const;
  await tab.raw.pointer('down', ...at);
  await tab.panel.find('.pd-captions[data-phase=listening]', 20_000);
  const fromMs = performance.now();
  await pause(ms);
  await tab.raw.pointer('up', ...at);
  return { heldMs: performance.now() - fromMs, upMs: await lastPointerUp(tab) };
}

export const until = <T>(tab: Tab, what: string, attempt: () => T | undefined, ms = 20_000): Promise<T> =>
  tab.panel.until(what, async () => attempt(), ms);

export const readingIsOver = (tab: Tab) => tab.panel.lacks('.pd-transport', 60_000);
