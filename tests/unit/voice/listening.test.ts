import { describe, expect, test } from 'vitest';
import { createEndpointer, type SpeechEvent, sampleRate } from '../../../lib/voice/listening/endpointer.ts';
import { encodeWav } from '../../../lib/voice/listening/wav.ts';
import { random } from './make.ts';

const seconds = (count: number): Float32Array => new Float32Array(Math.round(count * sampleRate));

/** Vowels with pauses between syllables, over a floor of noise. */
function speech(length: number, { pitch = 140, loudness = 0.1 } = {}): Float32Array {
  return seconds(length).map((_, at) => {
    const time = at / sampleRate;
    const syllable = 0.2 + 0.8 * Math.abs(Math.sin(2 * Math.PI * 2.2 * time));
    const phase = 2 * Math.PI * (pitch * time + 4 * Math.sin(2 * Math.PI * 0.7 * time));
    const tone = [1, 0.7, 0.5, 0.35, 0.2, 0.1].reduce(
      (sum, part, index) => sum + part * Math.sin((index + 1) * phase),
      0,
    );
    return loudness * syllable * tone;
  });
}

const hiss = (length: number, loudness: number, seed = 1): Float32Array => {
  const next = random(seed);
  return seconds(length).map(() => loudness * (next() + next() + next() - 1.5));
};

/** Short decaying knocks at random moments, some in quick rows, as keys are struck. */
function clicks(length: number, seed = 7): Float32Array {
  const next = random(seed);
  const sound = seconds(length);
  for (let time = 0.3; time < length - 0.1; time += next() < 0.7 ? 0.09 + 0.1 * next() : 1.5 * next() + 0.1) {
    const start = Math.round(time * sampleRate);
    const size = 0.1 + 0.6 * next();
    const decay = 80 + 300 * next();
    for (let at = 0; at < 1_500; at++)
      sound[start + at] = (sound[start + at] ?? 0) + size * (next() * 2 - 1) * Math.exp(-at / decay);
  }
  return sound;
}

/** Hiss that comes on and goes off: doors, chairs, breath. */
const bursts = (length: number): Float32Array =>
  hiss(length, 0.15, 3).map((sample, at) => (Math.floor(at / (0.7 * sampleRate)) % 3 === 0 ? sample : sample * 0.01));

const mixed = (...sounds: Float32Array[]): Float32Array =>
  (sounds[0] ?? seconds(0)).map((_, at) => sounds.reduce((sum, sound) => sum + (sound[at] ?? 0), 0));

const joined = (...sounds: Float32Array[]): Float32Array => Float32Array.from(sounds.flatMap((sound) => [...sound]));

function heard(sound: Float32Array, piece = 1_600): SpeechEvent[] {
  const endpointer = createEndpointer();
  const events: SpeechEvent[] = [];
  for (let at = 0; at < sound.length; at += piece) events.push(...endpointer.push(sound.subarray(at, at + piece)));
  return events;
}

const ofType = (events: SpeechEvent[], type: SpeechEvent['type']) => events.filter((event) => event.type === type);

describe('a minute of what is no speech begins no turn', () => {
  test.each([
    ['silence', seconds(60)],
    ['soft hiss', hiss(60, 0.005)],
    ['a loud fan', hiss(60, 0.2)],
    ['keys and knocks in silence', clicks(60)],
    ['keys and knocks in hiss', mixed(hiss(60, 0.01), clicks(60, 11))],
    ['hiss that comes and goes', bursts(60)],
    ['a fan that is switched on', joined(hiss(20, 0.002), hiss(40, 0.1, 5))],
  ])('%s', (_, sound) => {
    expect(heard(sound)).toEqual([]);
  });
});

describe('speech', () => {
  const spoken = mixed(hiss(6, 0.003), joined(seconds(1.5), speech(2.3), seconds(2.2)));

  test('begins and ends where it does', () => {
    const events = heard(spoken);
    const [start] = ofType(events, 'start');
    const [end] = ofType(events, 'end');
    expect(ofType(events, 'end')).toHaveLength(1);
    expect(start).toMatchObject({ startMs: expect.closeTo(1_500, -2.3) });
    expect(end).toMatchObject({ endMs: expect.closeTo(3_750, -2.6) });
  });

  test('is heard in hiss 10 dB below it, and in quick knocks', () => {
    expect(ofType(heard(mixed(hiss(6, 0.03), spoken)), 'end')).toHaveLength(1);
    expect(ofType(heard(mixed(clicks(6, 4), spoken)), 'end')).toHaveLength(1);
  });

  test('has a lull before its end, and goes on after a short pause', () => {
    const events = heard(
      mixed(hiss(7, 0.003), joined(seconds(1), speech(1.5), seconds(0.45), speech(1.5), seconds(2.5))),
    );
    expect(events.map(({ type }) => type)).toEqual(['start', 'lull', 'resume', 'lull', 'end']);
  });

  test('may be given longer to end', () => {
    const sound = mixed(hiss(7, 0.003), joined(seconds(1), speech(1.5), seconds(0.9), speech(1.5), seconds(2)));
    const patient = createEndpointer();
    const events: SpeechEvent[] = [];
    for (let at = 0; at < sound.length; at += 320) {
      const found = patient.push(sound.subarray(at, at + 320));
      events.push(...found);
      if (found.some(({ type }) => type === 'lull')) patient.waitFor(1_500);
    }
    expect(ofType(heard(sound), 'end')).toHaveLength(2);
    expect(ofType(events, 'end')).toHaveLength(1);
  });

  test('gives the same events in pieces of any size', () => {
    const whole = heard(spoken, spoken.length);
    for (const piece of [1, 100, 128, 333, 4_096]) expect(heard(spoken, piece)).toEqual(whole);
  });

  test('is cut when a turn is as long as it may be', () => {
    const endpointer = createEndpointer({ longestMs: 3_000 });
    const [end] = ofType(endpointer.push(joined(seconds(1), speech(8))), 'end');
    expect(end).toMatchObject({ endMs: expect.closeTo(4_000, -2.3) });
  });

  test('survives samples that are no numbers', () => {
    const endpointer = createEndpointer();
    expect(
      endpointer.push(
        Float32Array.from({ length: 40_000 }, (_, at) => [Number.NaN, Number.POSITIVE_INFINITY, 0][at % 3] ?? 0),
      ),
    ).toEqual([]);
    expect(endpointer.level).toBe(-100);
  });
});

describe('a WAV file', () => {
  test('has a header that says what it is, and samples of 16 bits', () => {
    const view = new DataView(encodeWav(Float32Array.of(0, 1, -1, 0.5, 2, Number.NaN)));
    const text = (at: number) => String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));
    expect([text(0), text(8), text(12), text(36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data']);
    expect(view.byteLength).toBe(44 + 12);
    expect([view.getUint32(4, true), view.getUint32(40, true)]).toEqual([48, 12]);
    expect([
      view.getUint16(20, true),
      view.getUint16(22, true),
      view.getUint32(24, true),
      view.getUint32(28, true),
    ]).toEqual([1, 1, 16_000, 32_000]);
    expect([44, 46, 48, 50, 52, 54].map((at) => view.getInt16(at, true))).toEqual([
      0, 32_767, -32_768, 16_384, 32_767, 0,
    ]);
  });
});
