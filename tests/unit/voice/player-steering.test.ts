import { describe, expect, test } from 'vitest';
import { fakeEngine } from './fake-voice.ts';
import { playing, texts, three } from './playing.ts';

describe('steering', () => {
  test('a stop is silence within 100 ms, and nothing is spoken after it', async () => {
    const { clock, voice, player, heard } = playing(three, (time) => [fakeEngine(time)]);
    await clock.advance(500);
    player.control({ do: 'stop' });
    await clock.advance(50);
    expect(voice.spoken[0]).toMatchObject({ isCut: true });
    expect((voice.spoken[0]?.endedMs ?? 9_999) - 500).toBeLessThanOrEqual(100);
    await clock.advance(10_000);
    expect(voice.spoken).toHaveLength(1);
    expect(heard.outcome.end).toBe('end');
  });

  test('a change of the volume while the voice is not there yet is not lost', async () => {
    const { clock, player, voice } = playing(three, (time) => [fakeEngine(time)]);
    await clock.advance(20); // it begins, and listens, after 50
    player.control({ do: 'volume', volume: 0.3 });
    await clock.advance(200);
    expect(voice.spoken).toMatchObject([{ volume: 0.3 }]);
  });

  test('whoever leaves is heard no more', async () => {
    const { clock, voice, heard } = playing(three, (time) => [fakeEngine(time)]);
    await clock.advance(500);
    heard.leave.abort();
    await clock.advance(10_000);
    expect(voice.texts()).toEqual(texts.slice(0, 1));
    expect(voice.spoken[0]?.isCut).toBe(true);
  });

  test('a browser’s voice is paused by a stop, and speaks the sentence again', async () => {
    const { clock, voice, player, heard } = playing(three, (time) => [fakeEngine(time)]);
    await clock.advance(1_700);
    player.control({ do: 'pause' });
    await clock.advance(20_000);
    expect(heard.states().at(-1)).toBe('paused');
    expect(voice.texts()).toEqual(texts.slice(0, 2));
    player.control({ do: 'resume' });
    await clock.advance(10_000);
    expect(voice.texts()).toEqual([texts[0], texts[1], texts[1], texts[2]]);
    expect(heard.states().slice(-3)).toEqual(['speaking', 'paused', 'speaking']);
  });

  test('a connection’s is held and goes on, however long that takes', async () => {
    const { clock, voice, player, heard } = playing(three, (time) => [
      fakeEngine(time, { id: 'connection', pauses: true }),
    ]);
    await clock.advance(1_700);
    player.control({ do: 'pause' });
    await clock.advance(60_000);
    expect(heard.outcome.end).toBeUndefined();
    player.control({ do: 'resume' });
    await clock.advance(10_000);
    expect(voice.texts()).toEqual(texts);
    expect(voice.spoken.some(({ isCut }) => isCut)).toBe(false);
  });

  test('next, previous and repeat go where they say, at once', async () => {
    const { clock, voice, player } = playing(three, (time) => [fakeEngine(time)]);
    await clock.advance(300);
    player.control({ do: 'next' });
    await clock.advance(300);
    player.control({ do: 'repeat' });
    await clock.advance(300);
    player.control({ do: 'previous' });
    await clock.advance(300);
    expect(voice.texts()).toEqual([texts[0], texts[1], texts[1], texts[0]]);
    expect(voice.spoken.map(({ beganMs }) => beganMs)).toEqual([50, 350, 650, 950]);
  });

  test('a repeat in the silence after a sentence means that sentence', async () => {
    const { clock, voice, player } = playing(three, (time) => [fakeEngine(time)]);
    await clock.advance(1_120);
    player.control({ do: 'repeat' });
    await clock.advance(300);
    expect(voice.texts()).toEqual([texts[0], texts[0]]);
  });

  test('an offset is sought, also one whose text is still to come', async () => {
    const { clock, voice, player } = playing(three.slice(0, 2), (time) => [fakeEngine(time)], { isWhole: false });
    await clock.advance(300);
    player.control({ do: 'seek', offset: 25 });
    await clock.advance(3_000);
    expect(voice.texts()).toEqual(texts.slice(0, 1));
    player.add(three.slice(2), true);
    await clock.advance(3_000);
    expect(voice.texts()).toEqual([texts[0], texts[2]]);
  });

  test('another rate is heard at once: the sentence is spoken anew', async () => {
    const { clock, voice, player, heard } = playing(three, (time) => [fakeEngine(time)]);
    await clock.advance(300);
    player.control({ do: 'rate', rate: 2 });
    await clock.advance(700);
    expect(voice.texts().slice(0, 2)).toEqual([texts[0], texts[0]]);
    const again = voice.spoken[1];
    expect((again?.endedMs ?? 0) - (again?.beganMs ?? 0)).toBe(500);
    expect(heard.events).toContainEqual({ type: 'state', state: 'speaking', rate: 2 });
  });

  test('softer for a moment, and as before', async () => {
    const { clock, voice, player } = playing(three, (time) => [fakeEngine(time, { id: 'connection', pauses: true })]);
    await clock.advance(300);
    player.control({ do: 'volume', volume: 0.8 });
    player.control({ do: 'duck', to: 0.25 });
    expect(voice.spoken[0]?.volume).toBeCloseTo(0.2);
    player.control({ do: 'duck', to: 1 });
    expect(voice.spoken[0]?.volume).toBeCloseTo(0.8);
  });

  test('any order of presses leaves at most one utterance sounding, and the speech alive', async () => {
    const verbs = ['pause', 'resume', 'next', 'previous', 'repeat'] as const;
    for (let seed = 1; seed <= 6; seed++) {
      const { clock, voice, player, heard } = playing(three, (time) => [fakeEngine(time, { pauses: seed % 2 === 0 })]);
      for (let step = 0; step < 15; step++) {
        await clock.advance((seed * 37 + step * 131) % 400);
        const verb = verbs[(seed * 7 + step * step * 3) % verbs.length];
        if (verb) player.control({ do: verb });
        expect(voice.spoken.filter(({ endedMs }) => endedMs === undefined).length).toBeLessThanOrEqual(2);
      }
      await clock.advance(60);
      expect(voice.spoken.filter(({ endedMs }) => endedMs === undefined).length).toBeLessThanOrEqual(1);
      player.control({ do: 'resume' });
      await clock.advance(6_000);
      expect(heard.outcome.end).toBe('end');
    }
  });
});
