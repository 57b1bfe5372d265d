import { expect, test } from 'vitest';
import type { VoiceInfo } from '../../../lib/model/voice.ts';
import { browserEngine } from '../../../lib/voice/speaking/engines/browser.ts';
import { type ChromeTts, chromeTts } from '../../../lib/voice/speaking/engines/chrome-tts.ts';
import { type Synthesiser, voicesOf, type Words } from '../../../lib/voice/speaking/engines/synthesiser.ts';
import { handClock, settled } from './fake-voice.ts';

const zh: VoiceInfo = { id: 'Tingting', label: 'Tingting', lang: 'zh-CN', local: true };
const en: VoiceInfo = { id: 'Google', label: 'Google US English', lang: 'en-US', local: false };
const clip = (text: string, lang: 'zh' | 'en') => ({ id: text, text, lang, rate: 1, isFirst: true });
const playing = { gapMs: 0, volume: 1, onSteering: () => {} };

function synthesiser(voices: VoiceInfo[]): Synthesiser & { said: Words[] } {
  const said: Words[] = [];
  return {
    said,
    list: () => voices,
    async *say(words) {
      said.push(words);
      yield 'begun';
    },
  };
}

async function spoken(voices: VoiceInfo[], text: string, lang: 'zh' | 'en', chosen = {}) {
  const clock = handClock();
  const tts = synthesiser(voices);
  const engine = browserEngine(tts, { voices: chosen, pitch: 1, locales: [] }, clock);
  const reaches: string[] = [];
  const done = (async () => {
    for await (const { reach } of engine.speak(clip(text, lang), playing, new AbortController().signal))
      reaches.push(reach);
  })();
  done.catch(() => {});
  await clock.advance(2_000);
  await done;
  return { reaches, said: tts.said.map(({ text: words, voice }) => `${voice.label}: ${words}`) };
}

test('a sentence of two languages is spoken by two voices, and begins once', async () => {
  const { said, reaches } = await spoken([zh, en], '他说 to be or not to be，然后走了。', 'zh');
  expect(said.map((each) => each.split(':')[0])).toEqual(['Tingting', 'Google US English', 'Tingting']);
  expect(reaches).toEqual(['device']);
});

test('a voice of the net is told to be one', async () => {
  expect((await spoken([zh, en], 'It is far.', 'en')).reaches).toEqual(['browser']);
});

test('English without an English voice is read by the Chinese one; Chinese without a Chinese voice is not read', async () => {
  expect((await spoken([zh], 'It is far.', 'en')).said).toEqual(['Tingting: It is far.']);
  await expect(spoken([en], '很远。', 'zh')).rejects.toMatchObject({ code: 'noVoice' });
  await expect(spoken([], '很远。', 'zh')).rejects.toMatchObject({ code: 'noVoice' });
});

test('voices that come late are waited for, up to a second and a half', async () => {
  const clock = handClock();
  let looks = 0;
  const late = { list: () => (++looks >= 4 ? [zh] : []), async *say() {} };
  const found = voicesOf(late, clock, new AbortController().signal);
  await clock.advance(1_000);
  expect(await found).toEqual([zh]);
  expect(looks).toBe(4);
  const none = voicesOf({ list: () => [], async *say() {} }, clock, new AbortController().signal);
  await clock.advance(1_500);
  expect(await none).toEqual([]);
});

/** A `chrome.tts` that a test plays. */
function scriptedTts() {
  const calls: { text: string; options: Parameters<ChromeTts['speak']>[1] }[] = [];
  const log: string[] = [];
  const tts: ChromeTts = {
    getVoices: async () => [
      { voiceName: 'Local', lang: 'zh-CN', remote: false, eventTypes: ['start', 'end'] },
      { voiceName: 'Mute', lang: 'zh-CN', eventTypes: ['start'] },
      { voiceName: 'Online', lang: 'en-US', remote: true, extensionId: 'abc', eventTypes: ['end'] },
    ],
    async speak(text, options) {
      log.push(`speak ${text}`);
      calls.push({ text, options });
    },
    stop: () => void log.push('stop'),
  };
  return { tts, calls, log };
}

const words = (voice: VoiceInfo): Words => ({ text: '很远。', voice, rate: 1.2, pitch: 1, volume: 0.5 });

test('voices of chrome.tts that never say that they are done are left out', async () => {
  expect(await chromeTts(scriptedTts().tts).list()).toEqual([
    { id: 'Local', label: 'Local', lang: 'zh-CN', local: true },
    { id: 'abc/Online', label: 'Online', lang: 'en-US', local: false },
  ]);
});

test('chrome.tts begins and ends as its events say; aborting stops it', async () => {
  const { tts, calls, log } = scriptedTts();
  const speaker = chromeTts(tts);
  const [local, online] = await speaker.list();
  if (!local || !online) throw new Error('two');
  const leave = new AbortController();
  const told: string[] = [];
  const run = async (voice: VoiceInfo, signal: AbortSignal) => {
    for await (const event of speaker.say(words(voice), signal)) told.push(event);
    told.push('end');
  };
  const first = run(local, leave.signal);
  await settled();
  expect(calls[0]?.options).toMatchObject({ voiceName: 'Local', enqueue: false, rate: 1.2, volume: 0.5 });
  calls[0]?.options.onEvent({ type: 'start' });
  await settled();
  expect(told).toEqual(['begun']);
  leave.abort();
  await first;
  expect(log).toEqual(['speak 很远。', 'stop']);
  // One that tells no start is taken at its word that it speaks.
  const second = run(online, new AbortController().signal);
  await settled();
  expect(told).toEqual(['begun', 'end', 'begun']);
  expect(calls[1]?.options).toMatchObject({ voiceName: 'Online', extensionId: 'abc' });
  calls[1]?.options.onEvent({ type: 'end' });
  await second;
});

test('an error of chrome.tts is ours with its words', async () => {
  const { tts, calls } = scriptedTts();
  const speaker = chromeTts(tts);
  const [local] = await speaker.list();
  const run = (async () => {
    for await (const _ of speaker.say(words(local as VoiceInfo), new AbortController().signal));
  })();
  run.catch(() => {});
  await settled();
  calls[0]?.options.onEvent({ type: 'error', errorMessage: 'no engine' });
  await expect(run).rejects.toMatchObject({ data: { code: 'voiceFailed', detail: 'no engine' } });
});
