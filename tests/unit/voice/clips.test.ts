import { describe, expect, test } from 'vitest';
import { createClips } from '../../../lib/voice/host/clips.ts';
import { soundIn } from '../../../lib/voice/host/silence.ts';

const never = new AbortController().signal;

describe('clips', () => {
  test('one is fetched once, however often it is asked for', async () => {
    const clips = createClips<string>();
    let fetched = 0;
    const obtain = async () => `clip ${++fetched}`;
    expect(await Promise.all([clips.get('a', obtain, never), clips.get('a', obtain, never)])).toEqual([
      'clip 1',
      'clip 1',
    ]);
    expect(await clips.get('a', obtain, never)).toBe('clip 1');
  });

  test('the eight that were used last are kept', async () => {
    const clips = createClips<string>();
    const fetched: string[] = [];
    const get = (name: string) =>
      clips.get(
        name,
        async () => {
          fetched.push(name);
          return name;
        },
        never,
      );
    for (const name of 'abcdefgh') await get(name);
    await get('a');
    await get('i');
    await get('a');
    await get('b');
    expect(fetched.join('')).toBe('abcdefghib');
  });

  test('one that failed is fetched again for the next who asks', async () => {
    const clips = createClips<string>();
    await expect(clips.get('a', async () => Promise.reject(new Error('no')), never)).rejects.toThrow('no');
    expect(await clips.get('a', async () => 'now', never)).toBe('now');
  });

  test('who gives up ends the request, unless somebody else waits for it', async () => {
    const clips = createClips<string>();
    const requests: AbortSignal[] = [];
    const hanging = (signal: AbortSignal) => {
      requests.push(signal);
      return new Promise<string>((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    };
    const [one, other] = [new AbortController(), new AbortController()];
    const waits = [clips.get('a', hanging, one.signal), clips.get('a', hanging, other.signal)];
    one.abort();
    await expect(waits[0]).rejects.toMatchObject({ code: 'interrupted' });
    expect(requests.map(({ aborted }) => aborted)).toEqual([false]);
    other.abort();
    await expect(waits[1]).rejects.toMatchObject({ code: 'interrupted' });
    expect(requests.map(({ aborted }) => aborted)).toEqual([true]);
  });
});

describe('the sound in a clip', () => {
  const clip = (before: number, sound: number, after: number) =>
    Float32Array.from({ length: before + sound + after }, (_, at) =>
      at >= before && at < before + sound ? 0.3 : 0.001,
    );

  test('is what is left when the silence around it is taken off, but for a margin', () => {
    const { start, end } = soundIn(clip(500, 1_000, 400), 1_000);
    expect(start).toBeCloseTo(0.47);
    expect(end).toBeCloseTo(1.58);
  });

  test('is all of it where there is no silence, and where there is nothing else', () => {
    expect(soundIn(clip(0, 1_000, 0), 1_000)).toEqual({ start: 0, end: 1 });
    expect(soundIn(clip(500, 0, 500), 1_000)).toEqual({ start: 0, end: 1 });
  });
});
