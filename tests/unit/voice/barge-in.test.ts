import { describe, expect, test } from 'vitest';
import type { ListenEvent } from '../../../lib/model/voice.ts';
import { bargeIn } from '../../../lib/voice/host/barge-in.ts';
import type { Ear, News } from '../../../lib/voice/host/ear.ts';
import { type BargeInEvent, bargedIn } from '../../../lib/voice/listening/barge-in.ts';
import { sampleRate } from '../../../lib/voice/listening/endpointer.ts';
import { loudness } from '../../../lib/voice/listening/loudness.ts';
import { recorded, type Stretch } from '../../e2e/spoken-wav.ts';

const voice = (ms: number): BargeInEvent => ({ type: 'voice', ms });
const words = (text: string, when: 'meanwhile' | 'lull' | 'end' = 'end'): BargeInEvent => ({
  type: 'words',
  text,
  when,
});
const spoken = ['它在坦桑尼亚的东北部，', '乞力马扎罗山是非洲最高的山，不停地长高。'];

function acts(...events: BargeInEvent[]): string[] {
  let state: ReturnType<typeof bargedIn>['state'] = 'none';
  return events.map((event) => {
    const step = bargedIn(state, event, spoken);
    state = step.state;
    return step.act ?? '·';
  });
}

describe('somebody who speaks while an answer is read', () => {
  test.each<[string, BargeInEvent[], string]>([
    ['is no one before 300 ms', [voice(280)], '·'],
    [
      'makes it softer at 300 ms, silent at 500 ms, each once',
      [voice(300), voice(400), voice(500), voice(600)],
      'duck · hold ·',
    ],
    ['makes it silent before that with two words', [voice(300), words('月亮', 'meanwhile')], 'duck hold'],
    ['does not with one', [voice(300), words('月', 'meanwhile')], 'duck ·'],
    ['has it go on when there are no words', [voice(300), words('')], 'duck resume'],
    [
      'has it go on with a backchannel, also from silence',
      [voice(300), voice(500), words('嗯嗯，好的。')],
      'duck hold resume',
    ],
    ['has it go on at a lull already', [voice(300), words('Uh-huh, right.', 'lull')], 'duck resume'],
    ['does not while they may say more', [voice(300), words('好的', 'meanwhile')], 'duck ·'],
    ['has it go on when it was what is being read', [voice(500), words('山是非洲最高的')], 'hold resume'],
    ['ends it with a question', [voice(300), voice(500), words('那有多少人登顶过？')], 'duck hold stop'],
    ['ends it with a single word', [voice(300), words('停')], 'duck stop'],
    [
      'ends it with a command that is part of what is read',
      [voice(500), words('不停', 'lull'), words('停。')],
      'hold resume ·',
    ],
    ['can stop it though what is read says so too', [voice(500), words('停')], 'hold stop'],
    ['has the last word', [voice(500), words('停'), voice(900), words('')], 'hold stop · ·'],
  ])('%s', (_, events, expected) => expect(acts(...events).join(' ')).toBe(expected));

  test.each(['嗯', '哦', '好的', '对', '对对对', 'uh-huh', 'Okay.', 'right', 'mm-hmm', '嗯，明白了', 'Yeah, sure!'])(
    '“%s” is a backchannel',
    (text) => expect(acts(voice(300), words(text))[1]).toBe('resume'),
  );
  test.each([
    '对了，它多高',
    'okay but why',
    '好的，下一个问题',
    'right now?',
    '不对',
    'No.',
    '为什么',
    '等一下',
    '继续',
  ])('“%s” is none', (text) => expect(acts(voice(300), words(text))[1]).toBe('stop'));
});

/** 20 ms */
const frame = 320;
const secondsOf = (samples: Float32Array) => samples.length / sampleRate;
const sound = (...stretches: Stretch[]): Float32Array => recorded(stretches, sampleRate, 5).samples;
const silence = (ms: number): Stretch => ({ kind: 'silence', ms });

/** What a microphone hears of what is played: softer, later, with two reflections of the room; and whoever speaks. */
function roomOf(
  played: Float32Array,
  dB: number,
  voiceThere: Float32Array = new Float32Array(played.length),
): Float32Array {
  const share = 10 ** (dB / 20);
  const paths = [
    [0.09, 1],
    [0.13, 0.5],
    [0.21, 0.25],
  ] as const;
  return played.map((_, at) => {
    const back = paths.reduce((sum, [late, part]) => sum + part * (played[at - Math.round(late * sampleRate)] ?? 0), 0);
    return share * back + (voiceThere[at] ?? 0) + 0.0005 * Math.sin(at * 12.9898) * Math.cos(at * 78.233);
  });
}

/** Has the host listen to a microphone while something is played; what it says is understood as `heard`, in order. */
async function listened(
  played: Float32Array,
  microphone: Float32Array,
  { heard = [''], early = true }: { heard?: string[]; early?: boolean } = {},
) {
  let at = 0;
  let asked = 0;
  const begun: number[] = [];
  const clips: number[] = [];
  const wordsFor = async (clip: { samples: Float32Array }) => {
    clips.push(secondsOf(clip.samples));
    return heard[Math.min(asked++, heard.length - 1)] ?? '';
  };
  const ear: Ear = {
    takesClips: true,
    begin: () => void begun.push(at / sampleRate),
    spoke() {},
    // biome-ignore lint/correctness/useYield: this one needs nobody to take over
    async *words(clip) {
      return wordsFor(clip);
    },
    early: wordsFor,
    failed: () => undefined,
    leave() {},
  };
  async function* news(): AsyncGenerator<News> {
    for (; at + frame <= microphone.length; at += frame) {
      yield { type: 'samples', samples: microphone.subarray(at, at + frame) };
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const own = {
    loudness: () => loudness(played.subarray(Math.max(0, at - 3 * frame), at + frame)),
    texts: () => spoken,
  };
  const events: { event: ListenEvent; atMs: number }[] = [];
  const needs = { news: news(), ear, endMs: 600, early, own, nowMs: () => (at * 1_000) / sampleRate };
  for await (const event of bargeIn(needs, new AbortController().signal))
    if (event.type !== 'level') events.push({ event, atMs: Math.round((at * 1_000) / sampleRate) });
  const said: string[] = events.map(({ event }) => (event.type === 'bargeIn' ? event.now : event.type));
  return { events, said, clips, begun, atOf: (what: string) => events[said.indexOf(what)]?.atMs ?? Number.NaN };
}

const reading = sound({ kind: 'speech', ms: 20_000, level: 0.4, pitch: 190 });
const longOf = (...stretches: Stretch[]): Float32Array => {
  const samples = new Float32Array(reading.length);
  samples.set(sound(...stretches).subarray(0, samples.length));
  return samples;
};

describe('what is played does not interrupt itself', () => {
  test.each([-6, -15, -25, -40])('heard %s dB softer', async (dB) => {
    const { said, begun } = await listened(reading, roomOf(reading, dB));
    expect(said).toEqual([]);
    expect(begun).toEqual([]);
  });

  test('with pauses between its sentences, and when it gets louder on the way by 6 dB', async () => {
    const sentences = sound(
      ...[1, 2, 3, 4, 5, 6].flatMap((): Stretch[] => [{ kind: 'speech', ms: 2_600, level: 0.4 }, silence(250)]),
    );
    const louder = sentences.map((sample, at) => (at < 6 * sampleRate ? sample : sample * 2));
    expect((await listened(sentences, roomOf(sentences, -20))).said).toEqual([]);
    expect((await listened(louder, roomOf(louder, -20))).said).toEqual([]);
  });

  test('nor does noise in the room', async () => {
    const noise = longOf({ kind: 'noise', ms: 10_000, level: 0.1, colour: 'fan' }, { kind: 'clicks', ms: 10_000 });
    expect((await listened(reading, roomOf(reading, -25, noise))).said).toEqual([]);
  });
});

describe('a voice above the echo', () => {
  const question = longOf(silence(5_000), { kind: 'speech', ms: 1_600, level: 0.4, pitch: 130 });

  test('is heard within 450 ms, silences, and its words are a turn that begins where it did', async () => {
    const { said, atOf, clips, begun, events } = await listened(reading, roomOf(reading, -25, question), {
      heard: ['那有多少人登顶过？'],
    });
    expect(said).toEqual(['ducked', 'held', 'heard', 'final']);
    expect(atOf('ducked') - 5_000).toBeLessThan(450);
    expect(atOf('held') - atOf('ducked')).toBeLessThan(300);
    expect(events.at(-1)?.event).toMatchObject({ text: '那有多少人登顶过？', lang: 'zh' });
    expect(clips).toHaveLength(1); // at the lull already
    expect(clips[0]).toBeGreaterThan(1.6);
    expect(begun[0]).toBeGreaterThan(5); // nobody is asked to listen before
  });

  test('is heard without early transcription too', async () => {
    const { said } = await listened(reading, roomOf(reading, -25, question), { heard: ['为什么？'], early: false });
    expect(said).toEqual(['ducked', 'held', 'heard', 'final']);
  });

  test('that only says “mm” lets it go on before the end of a turn, and is heard again afterwards', async () => {
    const twice = longOf(silence(4_000), { kind: 'speech', ms: 400, level: 0.5, pitch: 130 }, silence(5_000), {
      kind: 'speech',
      ms: 1_500,
      level: 0.4,
      pitch: 130,
    });
    const { said, atOf } = await listened(reading, roomOf(reading, -25, twice), { heard: ['嗯', '它在哪里？'] });
    expect(said).toEqual(['ducked', 'resumed', 'ducked', 'held', 'heard', 'final']);
    expect(atOf('resumed') - 4_400).toBeLessThan(600);
  });

  test('that says what is being read was our own: as loud as that, it is not heard again', async () => {
    // A room that suddenly gives back far more than it did: somebody has turned the loudspeaker up.
    const room = roomOf(reading, -30).map((sample, at) => (at < 4 * sampleRate ? sample : sample * 8));
    const { said } = await listened(reading, room, { heard: ['乞力马扎罗山'] });
    expect(said.filter((each) => each === 'ducked').length).toBeLessThanOrEqual(1);
    expect(said).not.toContain('final');
  });
});

test('after a minute without a voice nobody listens any more', async () => {
  const quiet = sound(silence(62_000));
  const { said } = await listened(quiet, quiet);
  expect(said).toEqual([]);
});
