import { describe, expect, test, vi } from 'vitest';
import type { CallName } from '../../../lib/messaging/protocol.ts';
import { AppError } from '../../../lib/model/errors.ts';
import { defaultVoice, type ListenEvent, type SpeakEvent, type VoiceInfo } from '../../../lib/model/voice.ts';
import { createLanguagePacks } from '../../../lib/options/language-packs.ts';
import { createMicrophoneTest } from '../../../lib/options/microphone-test.ts';
import { likelyFirst, offeredPresets, speechConnection, withService } from '../../../lib/options/speech-service.ts';
import { talkKeyProblem } from '../../../lib/options/talk-key.ts';
import { createVoices } from '../../../lib/options/voices.ts';
import { presets } from '../../../lib/providers/presets.ts';

type Call = Parameters<typeof createVoices>[0];
type Stream = Parameters<typeof createVoices>[1];

/** A background that answers from a table of functions. */
function background(replies: Partial<Record<CallName, () => unknown>>) {
  const asked: { name: CallName; request: unknown }[] = [];
  const call = (async (name: CallName, request: unknown) => {
    asked.push({ name, request });
    return replies[name]?.() ?? null;
  }) as Call; // the table holds each call's own reply
  return { call, asked };
}

/** A stream of these events, which fails with what is thrown among them. */
const streaming = (...events: (SpeakEvent | ListenEvent | AppError)[]): Stream =>
  async function* (_name: unknown, _request: unknown, signal: AbortSignal) {
    for (const event of events) {
      await new Promise((done) => setTimeout(done, 5));
      if (signal.aborted) return;
      if (event instanceof AppError) throw event;
      yield event;
    }
  } as Stream;

describe('a service by one choice', () => {
  const siliconflow = { id: 's', preset: 'siliconflow' };

  test('listens and speaks with the models and the voice it is known for', () => {
    expect(withService(defaultVoice, siliconflow, 'zh')).toMatchObject({
      listener: 'connection',
      listenWith: { connectionId: 's', model: 'FunAudioLLM/SenseVoiceSmall' },
      speaker: 'connection',
      speakWith: { connectionId: 's', model: 'FunAudioLLM/CosyVoice2-0.5B' },
    });
  });

  test('that only listens leaves the speaker as it was', () => {
    const voice = withService(defaultVoice, { id: 'g', preset: 'groq' }, 'en');
    expect(voice.listener).toBe('connection');
    expect(voice.speaker).toBe('browser');
    expect(voice.speakWith).toBeUndefined();
  });

  test('of which nothing is known changes nobody who listens or speaks', () => {
    const voice = withService(defaultVoice, { id: 'c', preset: 'custom' }, 'en');
    expect(voice).toMatchObject({ listener: 'auto', speaker: 'browser', listenWith: { connectionId: 'c', model: '' } });
  });

  test('gets the usual voice of the language', () => {
    const voices = (['zh', 'en'] as const).map(
      (lang) => withService(defaultVoice, { id: 'l', preset: 'speaches' }, lang).speakWith?.voice,
    );
    expect(voices).toEqual(['zf_xiaoxiao', 'af_heart']);
  });

  test('that is connected already is not offered anew; any other always is', () => {
    const offered = offeredPresets([siliconflow]).map(({ id }) => id);
    expect(offered).not.toContain('siliconflow');
    expect(offered).toEqual(expect.arrayContaining(['openai', 'speaches', 'custom']));
    expect(offered).not.toContain('deepseek');
  });

  test('becomes a connection without a model to chat with', () => {
    const preset = presets.find(({ id }) => id === 'openai');
    expect(preset && speechConnection(preset, 'i', 'n')).toMatchObject({
      model: '',
      onlySpeech: true,
      preset: 'openai',
    });
  });

  test('lists models that say what they do first', () => {
    const models = ['gpt-5', 'FunAudioLLM/CosyVoice2-0.5B', 'whisper-1', 'FunAudioLLM/SenseVoiceSmall', 'tts-1'];
    expect(likelyFirst(models, 'hears').slice(0, 2)).toEqual(['whisper-1', 'FunAudioLLM/SenseVoiceSmall']);
    expect(likelyFirst(models, 'speaks').slice(0, 2)).toEqual(['FunAudioLLM/CosyVoice2-0.5B', 'tts-1']);
  });
});

describe('the key held to talk', () => {
  test.each(['Space', 'F8', 'Insert'])('%s may be it', (code) => expect(talkKeyProblem(code)).toBeUndefined());
  test.each(['KeyA', 'Digit1', 'Slash', 'Numpad5'])('%s writes', (code) => expect(talkKeyProblem(code)).toBe('writes'));
  test.each(['Enter', 'Escape', 'Tab', 'ControlLeft', 'F5', 'ArrowDown', ''])('%j does something else', (code) =>
    expect(talkKeyProblem(code)).toBe('does'),
  );
});

describe('voices', () => {
  const voice: VoiceInfo = { id: 'v', label: 'Tingting', lang: 'zh-CN', local: true };
  const sample = { name: 'a', text: '你好。', lang: 'zh', tried: {} } as const;

  test('that come late are found', async () => {
    let looks = 0;
    const { call } = background({ 'options.voices': () => (++looks < 3 ? [] : [voice]) });
    const voices = createVoices(call, streaming());
    await voices.look(new AbortController().signal);
    expect(voices.getState().voices).toEqual([voice]);
  });

  test('that never come are none after 8 s, however long the background looks for them', async () => {
    vi.useFakeTimers();
    const { call } = background({ 'options.voices': () => new Promise(() => {}) });
    const voices = createVoices(call, streaming());
    const looked = voices.look(new AbortController().signal);
    await vi.advanceTimersByTimeAsync(7_000);
    expect(voices.getState().voices).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1_500);
    await looked;
    expect(voices.getState().voices).toEqual([]);
    vi.useRealTimers();
  });

  test('a sample is handed over once its stream is known, and ends', async () => {
    let hands = 0;
    const { call, asked } = background({ 'voice.text': () => (++hands < 3 ? null : { has: 3 }) });
    const voices = createVoices(call, streaming({ type: 'speaker', speaker: 'browser', reach: 'device' }));
    await voices.try(sample);
    expect(asked.filter(({ name }) => name === 'voice.text').length).toBe(3);
    expect(asked.at(-1)?.request).toMatchObject({ at: 0, text: '你好。', isWhole: true });
    expect(voices.getState().trial).toMatchObject({ name: 'a', isOver: true, reach: 'device' });
  });

  test('a sample that fails says why', async () => {
    const { call } = background({ 'voice.text': () => ({ has: 3 }) });
    const voices = createVoices(call, streaming(new AppError('noVoice')));
    await voices.try(sample);
    expect(voices.getState().trial).toMatchObject({ isOver: true, error: { code: 'noVoice' } });
  });

  test('a second press of the same sample stops it', async () => {
    const { call } = background({ 'voice.text': () => ({ has: 3 }) });
    const speaker = { type: 'speaker', speaker: 'browser', reach: 'device' } as const;
    const voices = createVoices(call, streaming(...Array.from({ length: 50 }, () => speaker)));
    const first = voices.try(sample);
    await new Promise((done) => setTimeout(done, 20));
    await voices.try(sample);
    await first;
    expect(voices.getState().trial?.isOver).toBe(true);
  });
});

describe('the test of the microphone', () => {
  test('shows the level, and then what was understood', async () => {
    const { call } = background({});
    const microphone = createMicrophoneTest(
      call,
      streaming(
        { type: 'open', listener: 'connection', reach: 'connection' },
        { type: 'level', level: 0.6 },
        { type: 'level', level: 0.1 },
        { type: 'heard' },
        { type: 'final', text: '今天天气怎么样', lang: 'zh' },
      ),
    );
    const phases: string[] = [];
    microphone.subscribe(({ phase }) => phases.at(-1) === phase || phases.push(phase));
    await microphone.start('zh');
    expect(phases).toEqual(['opening', 'listening', 'transcribing', 'off']);
    expect(microphone.getState()).toMatchObject({ text: '今天天气怎么样', peak: 0.6, level: 0, reach: 'connection' });
  });

  test('that was cancelled says nothing more', async () => {
    const { call } = background({});
    const open = { type: 'open', listener: 'device', reach: 'device' } as const;
    const microphone = createMicrophoneTest(call, streaming(open, { type: 'final', text: 'x', lang: 'en' }));
    const test = microphone.start('en');
    await new Promise((done) => setTimeout(done, 7));
    microphone.cancel();
    await test;
    expect(microphone.getState()).toMatchObject({ phase: 'off', text: '' });
  });

  test('that may not begin says why', async () => {
    const { call } = background({});
    const microphone = createMicrophoneTest(call, streaming(new AppError('micAsk')));
    await microphone.start('zh');
    expect(microphone.getState()).toMatchObject({ phase: 'off', error: { code: 'micAsk' } });
  });
});

describe('language packs', () => {
  test('are none in a browser without recognition on this computer', async () => {
    const packs = createLanguagePacks({});
    await packs.load();
    expect(packs.getState().packs).toEqual({ zh: 'none', en: 'none' });
  });

  test('are installed by a press, and looked at again', async () => {
    let state = 'downloadable';
    const packs = createLanguagePacks({
      available: async () => state,
      install: async () => {
        state = 'available';
        return true;
      },
    });
    await packs.load();
    expect(packs.getState().packs.zh).toBe('downloadable');
    await packs.install('zh');
    expect(packs.getState().packs.zh).toBe('available');
  });

  test('that cannot be downloaded say so', async () => {
    const packs = createLanguagePacks({ available: async () => 'downloadable', install: async () => false });
    await packs.install('en');
    expect(packs.getState().packs.en).toBe('failed');
  });
});
