import { describe, expect, test } from 'vitest';
import { AppError } from '../../../lib/model/errors.ts';
import type { ListenEvent } from '../../../lib/model/voice.ts';
import { createEar, type News } from '../../../lib/voice/host/ear.ts';
import { handsFree } from '../../../lib/voice/host/hands-free.ts';
import { longestMs, pushToTalk } from '../../../lib/voice/host/push.ts';
import { sampleRate } from '../../../lib/voice/listening/endpointer.ts';
import type { Clip, Listener } from '../../../lib/voice/listening/engines/listener.ts';
import { createOutbox } from '../../../lib/voice/outbox.ts';
import { recorded, type Stretch } from '../../e2e/spoken-wav.ts';

const track = {} as MediaStreamTrack; // nobody here looks at it

/** Somebody who takes clips and answers as told; what they were asked is kept. */
function clipTaker(words: (clip: Clip, index: number) => string | Promise<string>) {
  const asked: { clip: Clip; signal: AbortSignal }[] = [];
  const listener: Listener = {
    id: 'connection',
    reach: 'connection',
    takesClips: true,
    begin: () => ({
      spoke() {},
      words: async (clip, signal) => words(clip, asked.push({ clip, signal }) - 1),
      leave() {},
    }),
  };
  return { asked, listener };
}

/** A browser's recognition that fails as soon as it begins, or when it is asked. */
const failing = (when: 'begun' | 'asked'): Listener => ({
  id: 'cloud',
  reach: 'browser',
  takesClips: false,
  begin: (_track, _lang, hears) => {
    const error = new AppError('recognitionSilent');
    if (when === 'begun') queueMicrotask(() => hears.failed(error));
    return {
      spoke() {},
      words: async () => {
        throw error;
      },
      leave() {},
    };
  },
});

/** All events of a way of listening to this sound, in 20 ms pieces; words may arrive between any two. */
async function listened(
  line: Listener[],
  stretches: Stretch[],
  how: { done?: boolean; says?: boolean; early?: boolean } = {},
): Promise<{ events: ListenEvent[]; error: string | undefined; isOff: boolean }> {
  const over = new AbortController();
  const { put, end, read } = createOutbox<News>();
  const news = { [Symbol.asyncIterator]: () => read(over.signal) };
  const ear = createEar(line, track, 'zh', put);
  ear.begin();
  await new Promise((resolve) => setTimeout(resolve));
  const { samples } = recorded(stretches, sampleRate);
  const events: ListenEvent[] = [];
  let isOff = false;
  const run = how.done
    ? pushToTalk({ news, ear, closeMicrophone: () => (isOff = true) }, over.signal)
    : handsFree({ news, ear, endMs: 600, early: how.early ?? true }, over.signal);
  const reading = (async () => {
    for await (const event of run) if (event.type !== 'level') events.push(event);
  })().then(
    () => undefined,
    (thrown: unknown) => (thrown instanceof AppError ? thrown.code : String(thrown)),
  );
  for (let at = 0; at < samples.length; at += 320) {
    put({ type: 'samples', samples: samples.subarray(at, at + 320) });
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (how.done || how.says) put({ type: 'done' });
  end();
  const error = await reading;
  return { events, error, isOff };
}

const types = (events: ListenEvent[]) => events.map(({ type }) => type).join(' ');
const speech = (ms: number): Stretch => ({ kind: 'speech', ms });
const silence = (ms: number): Stretch => ({ kind: 'silence', ms });

describe('push to talk', () => {
  test('sends all that was said, once, when the user has spoken; the microphone is off before', async () => {
    const { listener, asked } = clipTaker(() => '月亮');
    const { events, isOff } = await listened([listener], [silence(300), speech(1_500)], { done: true });
    expect(types(events)).toBe('heard final');
    expect(isOff).toBe(true);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.clip.samples).toHaveLength(1.8 * sampleRate);
    expect(asked[0]?.clip.speechMs).toBeGreaterThan(1_000);
  });

  test('silence is asked of nobody', async () => {
    const { listener, asked } = clipTaker(() => '谢谢观看');
    expect((await listened([listener], [silence(2_000)], { done: true })).error).toBe('heardNothing');
    expect(asked).toHaveLength(0);
  });

  test('a minute is enough', async () => {
    const { listener, asked } = clipTaker(() => '月亮');
    const { events } = await listened([listener], [{ kind: 'noise', ms: longestMs + 2_000, level: 0.1 }], {
      done: true,
    });
    expect(types(events)).toBe('heard final');
    expect(asked[0]?.clip.samples).toHaveLength((longestMs / 1_000) * sampleRate);
  }, 20_000);

  test.each(['begun', 'asked'] as const)(
    'when the browser fails (%s), the connection hears all of it, and it is said why',
    async (when) => {
      const { listener, asked } = clipTaker(() => '月亮');
      const { events } = await listened([failing(when), listener], [speech(1_000)], { done: true });
      expect(types(events)).toBe(when === 'begun' ? 'open heard final' : 'heard open final');
      expect(events.find(({ type }) => type === 'open')).toMatchObject({
        listener: 'connection',
        instead: { code: 'recognitionSilent' },
      });
      expect(asked[0]?.clip.samples).toHaveLength(sampleRate);
    },
  );

  test('with nobody to take over, the failure is the answer', async () => {
    expect((await listened([failing('asked')], [speech(1_000)], { done: true })).error).toBe('recognitionSilent');
  });
});

describe('hands free', () => {
  test('a turn is over when the user says so, however short the silence', async () => {
    const { listener, asked } = clipTaker(() => '月亮');
    const { events } = await listened([listener], [silence(300), speech(1_500)], { says: true });
    expect(types(events)).toBe('speech heard final');
    expect(asked).toHaveLength(1);
  });

  test('said of silence, it is a turn of nothing', async () => {
    const { listener, asked } = clipTaker(() => '谢谢观看');
    expect(types((await listened([listener], [silence(500)], { says: true })).events)).toBe('nothing');
    expect(asked).toHaveLength(0);
  });

  test('a turn is transcribed at its lull, and the same words are its end', async () => {
    const { listener, asked } = clipTaker(() => '月亮有多远');
    const { events } = await listened([listener], [silence(800), speech(1_500), silence(1_500)]);
    expect(types(events)).toBe('speech heard final');
    expect(asked).toHaveLength(1);
  });

  test('who speaks on after a lull is heard whole, and the guess is left', async () => {
    const { listener, asked } = clipTaker((_, index) => ['北京', '北京有多大'][index] ?? '');
    const { events } = await listened(
      [listener],
      [silence(800), speech(1_000), silence(450), speech(1_200), silence(1_500)],
    );
    expect(events.at(-1)).toMatchObject({ type: 'final', text: '北京有多大' });
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(asked[1]?.clip.samples.length).toBeGreaterThan(2.4 * sampleRate);
  });

  test('a turn costs two guesses at most, and one request when it is not to be guessed', async () => {
    const halting = [
      silence(800),
      ...Array.from({ length: 5 }, () => [speech(600), silence(420)]).flat(),
      silence(1_500),
    ];
    const eager = clipTaker((_, index) => (index < 2 ? '等' : '等等我'));
    await listened([eager.listener], halting);
    expect(eager.asked.length).toBeLessThanOrEqual(3);
    const sparing = clipTaker(() => '等等我');
    const { events } = await listened([sparing.listener], halting, { early: false });
    expect(events.at(-1)).toMatchObject({ type: 'final' });
    expect(sparing.asked).toHaveLength(1);
  });

  test('words that sound unfinished are waited for', async () => {
    const pause = [silence(800), speech(1_200), silence(800), speech(1_200), silence(1_500)];
    const finals = async (first: string) => {
      const { listener } = clipTaker((_, index) => (index === 0 ? first : '北京的面积'));
      return (await listened([listener], pause)).events.filter(({ type }) => type === 'final').length;
    };
    expect(await finals('北京的')).toBe(1);
    expect(await finals('北京')).toBe(2);
  });

  test('a cough is nothing, and so is half a minute of silence', async () => {
    const { listener } = clipTaker(() => '');
    expect(types((await listened([listener], [silence(800), speech(600), silence(1_500)])).events)).toBe(
      'speech heard nothing',
    );
    const quiet = clipTaker(() => '');
    expect(types((await listened([quiet.listener], [silence(30_000)])).events)).toBe('nothing');
    expect(quiet.asked).toHaveLength(0);
  });

  test('a guess that failed is made up for at the end', async () => {
    const { listener, asked } = clipTaker((_, index) => {
      if (index === 0) throw new AppError('network');
      return '月亮';
    });
    const { events } = await listened([listener], [silence(800), speech(1_200), silence(1_500)]);
    expect(events.at(-1)).toMatchObject({ type: 'final', text: '月亮' });
    expect(asked).toHaveLength(2);
  });
});
