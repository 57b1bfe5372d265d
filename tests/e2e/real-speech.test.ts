import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type FliteVoice,
  missingPrograms,
  type RealSpeechServer,
  startRealSpeechServer,
} from '../fakes/real-speech-server.ts';
import { saveConnection } from './ask.ts';
import { type Browser, browserUnderTest, launch } from './browser.ts';
import { ended, key } from './model.ts';
import { openFixture } from './session.ts';
import { durationMs, type Recording, readRecording, writeRecording } from './spoken-wav.ts';
import { pause, type Tab } from './tab.ts';
import { heardHandsFree, isHeard, setVoice } from './talk.ts';

/** A question that the recogniser understands from flite's voices to the letter when no extension is between them. */
const question = 'what is the capital of france';
const sentences = [
  'Paris is the capital of France.',
  'It lies on the river Seine.',
  'About two million people live there.',
  'The tower was built for a fair.',
];
/** ms of silence before the question, and after it: a microphone does not stop when somebody does. */
const [beforeMs, betweenMs, afterMs] = [800, 2_500, 30_000];

const isFirefox = browserUnderTest === 'firefox';
const folder = mkdtempSync(join(tmpdir(), 'pangda-real-speech-'));
const microphone = join(folder, 'microphone.wav');
const missing = await missingPrograms();
let browser: Browser | undefined;
let server: RealSpeechServer | undefined;

/** Why it cannot be tried here. */
const obstacle = !isHeard
  ? 'Firefox’s microphone hears no file without a sound server'
  : !process.env.PANGDA_LONG
    ? 'a minute long: PANGDA_LONG=1 runs it'
    : missing.length > 0 && `not installed: ${missing.join(', ')}`;

beforeAll(async () => {
  if (obstacle) return;
  writeRecording(microphone, { rate: 16_000, samples: new Float32Array(16_000) });
  server = await startRealSpeechServer();
  browser = await launch(browserUnderTest, { microphone, microphoneIsAllowed: true });
  const tab = await browser.openExtension('options.html');
  const connection = { id: 'real', name: 'Real', preset: 'custom', baseUrl: `${server.url}/v1`, model: 'scripted' };
  await saveConnection(tab, connection, key);
  await setVoice(tab, {
    sends: 'byHand',
    listenWith: { connectionId: 'real', model: 'pocketsphinx' },
    speaker: 'connection',
    speakWith: { connectionId: 'real', model: 'flite', voice: 'slt' },
  });
  await tab.raw.close();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true });
});
beforeEach(({ skip }) => {
  if (obstacle) skip(obstacle);
});

test.each<FliteVoice>(['slt', 'rms', 'kal16'])(
  'what %s asks aloud stands in the composer, word for word',
  async (voice) => {
    const { browser, server } = there();
    const askedMs = await says(server, voice);
    server.heard.length = 0;
    const tab = await openFixture(browser, 'google-results');
    const { x, y, width, height } = await tab.panel.find('.pd-mic');
    await tab.raw.pointer('down', x + width / 2, y + height / 2);
    // Firefox's microphone is in a window of its own, which takes the focus: there a press turns it on and off.
    if (isFirefox) await tab.raw.pointer('up', x + width / 2, y + height / 2);
    await tab.panel.find('.pd-captions[data-phase=listening]', 20_000);
    // Its beginning was before the panel knew: the question has surely been asked when its whole length is over again.
    await pause(askedMs + 300);
    if (isFirefox) await tab.panel.click('.pd-mic');
    else await tab.raw.pointer('up', x + width / 2, y + height / 2);
    await tab.panel.until(
      'the field holds words',
      async () => (await tab.panel.value('textarea')) || undefined,
      20_000,
    );
    expect(await tab.panel.value('textarea')).toBe(question);
    expect(server.heard).toHaveLength(1);
    expect(server.heard[0]?.text).toBe(question);
    note('heard', server.heard);
    await tab.raw.close();
  },
);

test('hands free, what two people ask is two turns, each of which ends by itself', async () => {
  const { browser, server } = there();
  await says(server, 'slt', 'rms');
  const tab = await browser.openExtension('options.html');
  const events = await heardHandsFree(tab, 14_000, 'en');
  const types = events.map(({ type }) => type).filter((type) => type !== 'level');
  expect(types).toEqual(['open', 'speech', 'heard', 'final', 'speech', 'heard', 'final']);
  expect(events.flatMap((event) => (event.type === 'final' ? event.text : []))).toEqual([question, question]);
  await tab.raw.close();
});

test.skipIf(isFirefox)(
  'an answer is read aloud: every sentence asked for in its order, and its sound played in that order',
  async () => {
    const { browser, server } = there();
    server.answer = sentences.join(' ');
    server.spoken.length = 0;
    const tab = await openFixture(browser, 'google-results');
    await tab.panel.fill('.pd-composer-field', question);
    await tab.raw.press('Enter');
    await tab.panel.says('built for a fair');
    await ended(tab);
    // The document that plays is there from the first sound on; from then on it writes down what it plays.
    await readAloud(tab);
    await tab.panel.find('.pd-transport[data-state=speaking]');
    await tab.raw.press('Escape');
    await tab.panel.lacks('.pd-transport');
    await watchSounds(browser);
    const marks: number[] = [];
    await readAloud(tab);
    await tab.panel.until(
      'all is read',
      async () => {
        const mark = Number((await tab.panel.probe('.pd-spoken-marks'))?.attributes[0]?.['data-from'] ?? -1);
        if (mark >= 0 && mark !== marks.at(-1)) marks.push(mark);
        return (await tab.panel.count('.pd-transport')) === 0 || undefined;
      },
      30_000,
    );
    const played = await playedSounds(browser);
    const texts = [...new Set(server.spoken.map(({ text }) => text.trim()))];
    expect(texts.join(' ')).toBe(server.answer);
    const lasts = texts.map((said) => {
      const made = server.spoken.findLast(({ text, wav }) => text.trim() === said && wav.length > 0);
      return made ? durationMs(readRecording(made.wav)) : Number.NaN;
    });
    expect(played).toHaveLength(lasts.length);
    for (const [index, { ms, peak }] of played.entries()) {
      expect(Math.abs(ms - (lasts[index] ?? Number.NaN))).toBeLessThan(5);
      expect(peak).toBeGreaterThan(0.05);
    }
    expect(marks).toEqual(marks.toSorted((one, other) => one - other));
    expect(marks.length).toBeGreaterThanOrEqual(sentences.length - 1); // looked at now and then only
    note('spoke', server.spoken);
    await tab.raw.close();
  },
);

function there(): { browser: Browser; server: RealSpeechServer } {
  if (!browser || !server) throw new Error('They are there in tests only.');
  return { browser, server };
}

/** From now on the microphone hears these voices ask. Gives the ms from its going on to the end of the first question. */
async function says(from: RealSpeechServer, ...voices: FliteVoice[]): Promise<number> {
  const asked: Recording[] = [];
  for (const voice of voices) asked.push(readRecording(await from.say(question, voice)));
  const [first] = asked;
  if (!first) throw new Error('Somebody has to ask.');
  const { rate } = first;
  const silence = (ms: number) => new Float32Array((ms * rate) / 1_000);
  const parts = asked.flatMap(({ samples }, index) => [silence(index ? betweenMs : beforeMs), samples]);
  const samples = new Float32Array([...parts, silence(afterMs)].flatMap((part) => [...part]));
  writeRecording(microphone, { rate, samples });
  return beforeMs + durationMs(first);
}

/** Presses the button, again where it has moved away meanwhile. */
async function readAloud(tab: Tab): Promise<void> {
  await tab.panel.until('something is read', async () => {
    await tab.panel.click({ css: '.pd-actions button', says: 'Read aloud' });
    return tab.panel.find('.pd-transport', 1_500).catch(() => undefined);
  });
}

interface Played {
  /** Of the whole sound. */
  ms: number;
  /** 0 to 1. */
  peak: number;
}

/** In the host: writes down every sound that it plays from now on. */
const watchSounds = async (from: Browser): Promise<unknown> =>
  from.inHost?.(`(() => {
    globalThis.played = [];
    const { start } = AudioBufferSourceNode.prototype;
    AudioBufferSourceNode.prototype.start = function (...when) {
      const peak = this.buffer.getChannelData(0).reduce((most, one) => Math.max(most, Math.abs(one)), 0);
      played.push({ ms: this.buffer.duration * 1000, peak });
      return start.apply(this, when);
    };
    return true;
  })()`);

const playedSounds = async (from: Browser): Promise<Played[]> => (await from.inHost?.('played')) as Played[]; // as watchSounds writes it

/** For who reads the run: what the programs did, and in what time. */
function note(what: string, handled: RealSpeechServer['heard']): void {
  for (const { text, wav, tookMs } of handled)
    console.info(`${what} "${text}": ${Math.round(wav.length / 32)} ms of sound in ${Math.round(tookMs)} ms`);
}
