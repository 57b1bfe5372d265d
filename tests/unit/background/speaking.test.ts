import { describe, expect, test } from 'vitest';
import { createSpeaking } from '../../../lib/background/speaking.ts';
import { AppError } from '../../../lib/model/errors.ts';
import { defaultVoice, type SpeakEvent, type SpeakRequest, type VoicePreferences } from '../../../lib/model/voice.ts';
import { createUtterances } from '../../../lib/voice/speakable/utterances.ts';
import type { Synthesiser, Words } from '../../../lib/voice/speaking/engines/synthesiser.ts';

const soon = (ms = 120): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A browser's voice that speaks until it is let go on. */
function heldVoice() {
  const said: Words[] = [];
  let sounding = 0;
  let goOn = () => {};
  const synthesiser: Synthesiser = {
    list: () => [{ id: 'zh', label: 'zh', lang: 'zh-CN', local: true }],
    async *say(words, signal) {
      said.push(words);
      sounding++;
      yield 'begun';
      await new Promise<void>((resolve) => {
        goOn = resolve;
        signal.addEventListener('abort', () => resolve());
      });
      sounding--;
    },
  };
  return { synthesiser, said, texts: () => said.map(({ text }) => text), sounding: () => sounding, next: () => goOn() };
}

function speaking(more: Partial<VoicePreferences> = {}, means: Partial<Parameters<typeof createSpeaking>[0]> = {}) {
  const voice = heldVoice();
  const speaker = createSpeaking({
    preferences: async () => ({ ...defaultVoice, ...more }),
    connections: async () => [],
    synthesiser: voice.synthesiser,
    clips: { prepare: async () => {}, async *play() {} },
    count: async () => {},
    reading: async () => ({ createUtterances }),
    locales: [],
    ...means,
  });
  const open = (speechId: string, request: Partial<SpeakRequest> = {}) => {
    const events: SpeakEvent[] = [];
    const leave = new AbortController();
    const over = (async () => {
      const asked = { speechId, from: 0, names: {}, ...request };
      for await (const event of speaker.speak(asked, leave.signal)) events.push(event);
    })();
    return { events, leave, over };
  };
  return { speaker, voice, open };
}

test('a text that comes in pieces is spoken; what comes twice is spoken once, and a hole is asked for again', async () => {
  const { speaker, voice, open } = speaking();
  const { over } = open('a');
  expect(speaker.text({ speechId: 'a', at: 0, text: '山很高。', isWhole: false })).toEqual({ has: 4 });
  expect(speaker.text({ speechId: 'a', at: 2, text: '高。路很', isWhole: false })).toEqual({ has: 6 });
  expect(speaker.text({ speechId: 'a', at: 9, text: '漏了。', isWhole: true })).toEqual({ has: 6 });
  expect(speaker.text({ speechId: 'a', at: 6, text: '远。', isWhole: true })).toEqual({ has: 8 });
  await soon();
  voice.next();
  await soon(200);
  voice.next();
  await over;
  expect(voice.texts()).toEqual(['山很高。', '路很远。']);
});

test('nobody knows a speech that is not there', () => {
  const { speaker } = speaking();
  expect(speaker.text({ speechId: 'a', at: 0, text: '山。', isWhole: true })).toBeNull();
});

test('a new speech silences the one before, which is told', async () => {
  const { speaker, voice, open } = speaking();
  const first = open('a');
  speaker.text({ speechId: 'a', at: 0, text: '山很高很高很高。', isWhole: true });
  await soon();
  expect(voice.sounding()).toBe(1);
  const second = open('b');
  speaker.text({ speechId: 'b', at: 0, text: '路很远很远很远。', isWhole: true });
  await first.over;
  expect(first.events.at(-1)).toEqual({ type: 'taken' });
  await soon();
  expect(voice.sounding()).toBe(1);
  expect(voice.texts().at(-1)).toBe('路很远很远很远。');
  expect(second.events.some(({ type }) => type === 'taken')).toBe(false);
  // A press that was meant for the first steers nobody.
  speaker.control({ speechId: 'a', control: { do: 'stop' } });
  await soon();
  expect(voice.sounding()).toBe(1);
  second.leave.abort();
  await second.over;
  await soon();
  expect(voice.sounding()).toBe(0);
});

test('the same speech opened anew was not taken by another', async () => {
  const { open } = speaking();
  const first = open('a');
  await soon();
  const again = open('a');
  await first.over;
  expect(first.events.some(({ type }) => type === 'taken')).toBe(false);
  again.leave.abort();
});

test('names of sources are said only where the user wants them', async () => {
  for (const namesSources of [true, false]) {
    const { speaker, voice, open } = speaking({ namesSources });
    const { leave } = open('a', { names: { 1: '知乎' } });
    speaker.text({ speechId: 'a', at: 0, text: '山很高[1]。', isWhole: true });
    await soon();
    expect(voice.texts()).toEqual([namesSources ? '据知乎，山很高。' : '山很高。']);
    leave.abort();
  }
});

test('a connection that was deleted is said to be the reason for another voice', async () => {
  const { speaker, open } = speaking({
    speaker: 'connection',
    speakWith: { connectionId: 'gone', model: '', voice: '' },
  });
  const { events, leave } = open('a');
  speaker.text({ speechId: 'a', at: 0, text: '山很高。', isWhole: true });
  await soon();
  expect(events).toContainEqual({
    type: 'speaker',
    speaker: 'browser',
    reach: 'device',
    instead: { code: 'noConnection', detail: '' },
  });
  leave.abort();
});

test('a voice that is tried out is not that of the preferences', async () => {
  const { speaker, voice, open } = speaking({ rate: 1, volume: 1 });
  const { leave } = open('a', { tried: { rate: 1.7, volume: 0.4 } });
  speaker.text({ speechId: 'a', at: 0, text: '山很高。', isWhole: true });
  await soon();
  expect(voice.said[0]).toMatchObject({ rate: 1.7, volume: 0.4 });
  leave.abort();
});

describe('a connection’s voice', () => {
  const wishes = { speaker: 'connection', speakWith: { connectionId: 'c', model: 'm', voice: 'v' } } as const;
  const connection = { id: 'c', name: '', preset: 'custom', baseUrl: 'http://127.0.0.1:1/v1', model: 'm' } as const;
  const steered: string[] = [];
  const means = {
    connections: async () => [connection],
    clips: {
      prepare: async () => {},
      async *play(
        _: unknown,
        { onSteering }: { onSteering(heed: (steering: { do: string; volume?: number }) => void): void },
        signal: AbortSignal,
      ) {
        onSteering((steering) => steered.push(`${steering.do} ${steering.volume ?? ''}`.trim()));
        yield 'begun' as const;
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      },
    },
  };
  const spoken = async (more: Partial<Parameters<typeof createSpeaking>[0]> = {}) => {
    steered.length = 0;
    const made = speaking(wishes, { ...means, ...more });
    const opened = made.open('a');
    made.speaker.text({ speechId: 'a', at: 0, text: '山很高。路很远。', isWhole: true });
    await soon();
    return { ...made, ...opened };
  };

  test('counts once an answer, and the browser reads when the day’s requests are used up', async () => {
    let counted = 0;
    const { leave } = await spoken({ count: async () => void counted++ });
    expect(counted).toBe(1);
    leave.abort();
    const capped = await spoken({ count: async () => Promise.reject(new AppError('capReached')) });
    const speaker = capped.events.find(({ type }) => type === 'speaker');
    expect(speaker).toMatchObject({ speaker: 'browser', instead: { code: 'capReached' } });
    expect(capped.speaker.isPlayed).toBe(false);
    capped.leave.abort();
  });

  test('is softer, silent and back as before, as somebody breaks in and goes again', async () => {
    const { speaker, leave } = await spoken();
    expect(speaker.isPlayed).toBe(true);
    for (const now of ['ducked', 'held', 'resumed'] as const) speaker.breakIn(now);
    expect(steered).toEqual(['volume 0.25', 'pause', 'volume 1', 'resume']);
    leave.abort();
  });

  test('stays paused when its user has paused it meanwhile, or before', async () => {
    const { speaker, leave } = await spoken();
    speaker.breakIn('held');
    speaker.control({ speechId: 'a', control: { do: 'pause' } });
    speaker.breakIn('resumed');
    speaker.breakIn('held');
    speaker.breakIn('resumed');
    expect(steered).not.toContain('resume');
    leave.abort();
  });
});

describe('what reads the text comes late', () => {
  function late() {
    const coming = Promise.withResolvers<{ createUtterances: typeof createUtterances }>();
    const made = speaking({}, { reading: () => coming.promise });
    return { ...made, come: () => coming.resolve({ createUtterances }) };
  }

  test('and what was said before is read, once and in order', async () => {
    const { speaker, voice, open, come } = late();
    const { over } = open('a');
    speaker.text({ speechId: 'a', at: 0, text: '山很高。', isWhole: false });
    expect(speaker.text({ speechId: 'a', at: 4, text: '路很远。', isWhole: true })).toEqual({ has: 8 });
    await soon();
    expect(voice.texts()).toEqual([]);
    come();
    await soon();
    voice.next();
    await soon();
    voice.next();
    await over;
    expect(voice.texts()).toEqual(['山很高。', '路很远。']);
  });

  test('and one that was stopped meanwhile is not heard', async () => {
    const { speaker, voice, open, come } = late();
    const { leave, over, events } = open('a');
    speaker.text({ speechId: 'a', at: 0, text: '山很高。', isWhole: true });
    leave.abort();
    come();
    await over;
    expect([voice.texts(), events]).toEqual([[], []]);
  });

  test('and one that another took meanwhile says so', async () => {
    const { speaker, voice, open, come } = late();
    const first = open('a');
    const second = open('b');
    speaker.text({ speechId: 'b', at: 0, text: '路很远。', isWhole: true });
    come();
    await first.over;
    expect(first.events).toEqual([{ type: 'taken' }]);
    await soon();
    voice.next();
    await second.over;
    expect(voice.texts()).toEqual(['路很远。']);
  });
});
