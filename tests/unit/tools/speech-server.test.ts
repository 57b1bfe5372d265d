import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { encodeWav } from '../../../lib/voice/listening/wav.ts';
import { type SpeechServer, speechDefaults, startSpeechServer, toneOf } from '../../e2e/speech-server.ts';
import { durationMs, readRecording, recorded } from '../../e2e/spoken-wav.ts';

/** The servers and sounds the voice is tested with are themselves what they say. */
let server: SpeechServer;
beforeAll(async () => {
  server = await startSpeechServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.forget();
  server.script = { ...speechDefaults };
});

const post = (path: string, body: BodyInit, headers = {}) =>
  fetch(`${server.url}/v1/${path}`, { method: 'POST', body, headers });

const speak = (body: object) =>
  post('audio/speech', JSON.stringify({ model: 'm', voice: 'v', response_format: 'wav', ...body }));

function upload(): FormData {
  const form = new FormData();
  const { samples } = recorded([{ kind: 'speech', ms: 600 }]);
  form.set('file', new File([encodeWav(samples)], 'speech.wav', { type: 'audio/wav' }));
  form.set('model', 'hears');
  form.set('language', 'zh');
  return form;
}

test('an upload is kept whole and answered with the scripted texts in order', async () => {
  server.script.heard = ['一', '二'];
  const texts = [];
  for (let turn = 0; turn < 3; turn++) texts.push((await (await post('audio/transcriptions', upload())).json()).text);
  expect(texts).toEqual(['一', '二', '二']);
  const [first] = server.transcriptions;
  expect(first?.fields).toEqual({ model: 'hears', language: 'zh' });
  expect(durationMs(readRecording(first?.file ?? new Uint8Array()))).toBeCloseTo(600, 0);
});

test.each([
  ['badKey', 401],
  ['notFound', 404],
  ['rateLimited', 429],
  ['serverFailed', 500],
  ['html', 200],
  ['empty', 200],
] as const)('both routes fail by script: %s', async (failure, status) => {
  server.script.transcribeFails = failure;
  server.script.speakFails = failure;
  const answers = await Promise.all([post('audio/transcriptions', upload()), speak({ input: '你好' })]);
  for (const answer of answers) {
    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBe(failure === 'rateLimited' ? '7' : null);
    if (status === 200) await expect(answer.json()).rejects.toThrow();
  }
});

test('a route that hangs says nothing until the client leaves, which is noted', async () => {
  server.script.transcribeFails = 'hang';
  const signal = AbortSignal.timeout(200);
  await expect(
    fetch(`${server.url}/v1/audio/transcriptions`, { method: 'POST', body: upload(), signal }),
  ).rejects.toThrow();
  await expect.poll(() => server.transcriptions[0]?.aborted).toBe(true);
});

test('what is spoken is a tone of its own for each request, longer for a longer text, shorter when fast', async () => {
  const sounds = [];
  for (const body of [
    { input: '一二三四五' },
    { input: '一二三四五六七八九十' },
    { input: '一二三四五六七八九十', speed: 2 },
  ])
    sounds.push(readRecording(new Uint8Array(await (await speak(body)).arrayBuffer())));
  expect(sounds.map((sound) => Math.round(durationMs(sound)))).toEqual([200, 400, 200]);
  const heard = sounds.map(({ samples, rate }) => crossings(samples) / 2 / (samples.length / rate));
  for (const [index, hz] of heard.entries()) expect(Math.abs(hz - toneOf(index))).toBeLessThan(8);
});

test('the delays are kept', async () => {
  Object.assign(server.script, { speakMs: 80, speakBodyMs: 100 });
  const startMs = performance.now();
  const answer = await speak({ input: '慢慢地说完这句话' });
  const headMs = performance.now() - startMs;
  await answer.arrayBuffer();
  expect(headMs).toBeGreaterThan(75);
  expect(performance.now() - startMs - headMs).toBeGreaterThan(70);
});

test('a question is answered in pieces', async () => {
  const answer = await post('chat/completions', JSON.stringify({ model: 'm', stream: true, messages: [] }));
  const lines = (await answer.text()).split('\n').filter((line) => line.startsWith('data: {'));
  const text = lines.map((line) => JSON.parse(line.slice(6)).choices[0].delta.content ?? '').join('');
  expect(text).toBe(speechDefaults.answers[0]);
  expect(lines.length).toBeGreaterThan(5);
});

test('recordings are as long as their stretches, silent where they are to be, and the same each time', () => {
  const made = () =>
    recorded([
      { kind: 'silence', ms: 300 },
      { kind: 'speech', ms: 500, level: 0.6 },
      { kind: 'clicks', ms: 200 },
    ]);
  const { samples } = made();
  expect(samples.length).toBe(16_000);
  const loudest = (from: number, to: number) =>
    samples.slice(from, to).reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  expect(loudest(0, 4_800)).toBe(0);
  expect(loudest(4_800, 12_800)).toBeCloseTo(0.6);
  expect(made().samples).toEqual(samples);
});

const crossings = (samples: Float32Array): number =>
  samples.reduce((count, sample, at) => count + (at > 0 && sample >= 0 !== (samples[at - 1] ?? 0) >= 0 ? 1 : 0), 0);
