import { describe, expect, test } from 'vitest';
import type { Connection } from '../../../lib/model/connection.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import type { VoicePreferences } from '../../../lib/model/voice.ts';
import { chooseListeners, rememberedMs } from '../../../lib/voice/listening/choose.ts';
import { sampleRate } from '../../../lib/voice/listening/endpointer.ts';
import { isSilent } from '../../../lib/voice/listening/loudness.ts';
import { createRecording } from '../../../lib/voice/listening/recording.ts';
import { createResampler } from '../../../lib/voice/listening/resample.ts';
import { soundsUnfinished } from '../../../lib/voice/listening/unfinished.ts';
import { heardWords } from '../../../lib/voice/listening/words.ts';
import { random } from './make.ts';

describe('words that were heard', () => {
  test.each([
    ['月亮离地球有多远？', '月亮离地球有多远？'],
    ['😊今天天气怎么样🎼', '今天天气怎么样'],
    ['<|zh|><|HAPPY|><|Speech|><|withitn|>开放时间早上九点', '开放时间早上九点'],
    ['[BLANK_AUDIO]', ''],
    ['(music)', ''],
    [' 【音乐】 ', ''],
    ['♪♪♪', ''],
    ['How far is the moon (from here)?', 'How far is the moon (from here)?'],
    ['👨‍👩‍👧 how tall is K2 🇨🇳', 'how tall is K2'],
    ['字幕由Amara.org社区提供', ''],
    ['请不吝点赞 订阅 转发 打赏支持明镜与点点栏目', ''],
    ['Thanks for watching!', ''],
    ['Thank you so much for watching.', ''],
    ['MBC 뉴스 이덕영입니다', ''],
    ['以下是普通话的句子。', ''],
    ['谢谢大家的观看', ''],
    ['嗯嗯嗯嗯嗯嗯嗯嗯嗯嗯', ''],
    ['the the the the the the the the the', ''],
    ['谢谢是什么意思', '谢谢是什么意思'],
    ['who invented subtitles', 'who invented subtitles'],
    ['how to subscribe to a podcast', 'how to subscribe to a podcast'],
    ['哈哈哈是什么梗', '哈哈哈是什么梗'],
  ])('“%s” is “%s”', (reply, words) => expect(heardWords(reply, { speechMs: 2_000 })).toBe(words));

  test('a thank-you in a cough is none; one that took its time is', () => {
    expect(heardWords('Thank you.', { speechMs: 300 })).toBe('');
    expect(heardWords('Thank you.', { speechMs: 900 })).toBe('Thank you.');
    expect(heardWords('北京', { speechMs: 300 })).toBe('北京');
  });
});

describe('an unfinished turn', () => {
  test.each([
    '我想知道北京的',
    '因为，',
    '苹果和',
    '然后……',
    'how far is the',
    'because',
    'Kyoto and',
    'I want to um...',
  ])('“%s”', (text) => expect(soundsUnfinished(text)).toBe(true));
  test.each(['北京有多大', '这是谁的？', 'how far is the moon', 'what is it for?', '', 'sand'])('not “%s”', (text) =>
    expect(soundsUnfinished(text)).toBe(false),
  );
});

describe('who listens', () => {
  const connection = (id: string, more: Partial<Connection> = {}): Connection => ({
    id,
    name: id,
    preset: 'custom',
    baseUrl: 'https://a.example/v1',
    model: 'm',
    ...more,
  });
  const chosen = (
    voice: Partial<VoicePreferences>,
    { connections = [connection('a')], models = {} as Record<string, string>, cloudFailedMs = 0, nowMs = 0 } = {},
  ) => {
    const {
      listeners,
      connection: by,
      model,
    } = chooseListeners(
      { voice: { ...defaultPreferences.voice, ...voice } },
      { connections, modelOf: ({ id }) => models[id], nowMs, ...(cloudFailedMs > 0 && { cloudFailedMs }) },
    );
    return [listeners.join(' '), ...(by ? [by.id, model] : [])];
  };
  const set = { listenWith: { connectionId: 'a', model: 'whisper-1' } };

  test.each([
    ['on this machine first, then the chosen service', set, {}, ['device connection', 'a', 'whisper-1']],
    [
      'the default connection, where its service has a model for it',
      {},
      { models: { a: 'sense' } },
      ['device connection', 'a', 'sense'],
    ],
    ['nobody, where nothing is set up', {}, {}, ['device']],
    ['a connection that is gone is not asked', { listenWith: { connectionId: 'gone', model: 'x' } }, {}, ['device']],
    ['only this machine', { ...set, listener: 'device' }, {}, ['device']],
    ['only the service', { ...set, listener: 'connection' }, {}, ['connection', 'a', 'whisper-1']],
    [
      'the cloud by choice, then the service',
      { ...set, listener: 'cloud' },
      {},
      ['cloud connection', 'a', 'whisper-1'],
    ],
    ['the cloud with nobody after it', { listener: 'cloud' }, {}, ['cloud']],
    [
      'the cloud that failed an hour ago comes last',
      { ...set, listener: 'cloud' },
      { cloudFailedMs: 1, nowMs: 3_600_000 },
      ['connection cloud', 'a', 'whisper-1'],
    ],
    [
      'and first again a day later',
      { ...set, listener: 'cloud' },
      { cloudFailedMs: 1, nowMs: rememberedMs + 2 },
      ['cloud connection', 'a', 'whisper-1'],
    ],
  ] as const)('%s', (_, voice, more, who) => expect(chosen(voice, more)).toEqual(who));

  test('what is heard goes to no cloud unless that is chosen', () => {
    for (const listener of ['auto', 'device', 'connection'] as const)
      expect(chosen({ ...set, listener })[0]).not.toContain('cloud');
  });
});

describe('another rate', () => {
  const tone = (hz: number, rate: number, seconds = 1) =>
    Float32Array.from({ length: rate * seconds }, (_, at) => 0.5 * Math.sin((2 * Math.PI * hz * at) / rate));
  const power = (samples: Float32Array) =>
    Math.sqrt(
      samples.slice(1_000, -1_000).reduce((sum, sample) => sum + sample * sample, 0) / (samples.length - 2_000),
    );

  test.each([48_000, 44_100, 22_050, 16_000, 8_000])('%i Hz becomes 16,000, as long and as loud', (rate) => {
    const made = createResampler(rate, sampleRate)(tone(440, rate));
    expect(Math.abs(made.length - sampleRate)).toBeLessThan(60);
    expect(power(made)).toBeCloseTo(power(tone(440, sampleRate)), 2);
  });

  test('what 16,000 Hz cannot carry is taken out, not folded down', () => {
    for (const hz of [9_500, 12_000, 18_000])
      expect(power(createResampler(48_000, sampleRate)(tone(hz, 48_000)))).toBeLessThan(0.002);
  });

  test('is the same in pieces of any size', () => {
    const next = random(5);
    const noise = Float32Array.from({ length: 20_000 }, () => next() - 0.5);
    const whole = createResampler(44_100, sampleRate)(noise);
    for (const piece of [1, 127, 1_024]) {
      const resample = createResampler(44_100, sampleRate);
      const parts: number[] = [];
      for (let at = 0; at < noise.length; at += piece) parts.push(...resample(noise.subarray(at, at + piece)));
      expect(parts).toHaveLength(whole.length);
      expect(Math.max(...parts.map((sample, at) => Math.abs(sample - (whole[at] ?? 9))))).toBeLessThan(1e-5);
    }
  });
});

describe('a recording', () => {
  const numbered = (from: number, length: number) => Float32Array.from({ length }, (_, at) => from + at);

  test('gives what lies between two times, across its pieces', () => {
    const recording = createRecording();
    for (let piece = 0; piece < 10; piece++) recording.add(numbered(piece * 100, 100));
    const clip = recording.clip(10, 20); // 160 to 320
    expect([clip.length, clip[0], clip.at(-1)]).toEqual([160, 160, 319]);
    expect(recording.lengthMs).toBe(62.5);
  });

  test('lets go of what is old, and its times stay', () => {
    const recording = createRecording();
    for (let piece = 0; piece < 10; piece++) recording.add(numbered(piece * 160, 160));
    recording.forget(50);
    expect(recording.clip(0)[0]).toBe(800);
    expect(recording.clip(60, 70)[0]).toBe(960);
    expect(recording.lengthMs).toBe(100);
  });
});

test('silence and a hum far away are silent; a whisper is not', () => {
  const next = random(3);
  const noise = (loudness: number) => Float32Array.from({ length: 16_000 }, () => loudness * (next() - 0.5));
  expect(isSilent(new Float32Array(16_000))).toBe(true);
  expect(isSilent(noise(0.003))).toBe(true);
  expect(isSilent(noise(0.02))).toBe(false);
});
