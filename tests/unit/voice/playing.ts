import type { Utterance } from '../../../lib/voice/speakable/utterance.ts';
import { createPlayer, type Start } from '../../../lib/voice/speaking/player.ts';
import { type fakeEngine, handClock, listen, unitsOf } from './fake-voice.ts';

export type Voice = ReturnType<typeof fakeEngine>;

export function playing(
  units: readonly Utterance[],
  voices: (clock: ReturnType<typeof handClock>) => [Voice, Voice?],
  { names = {}, isWhole = true, ...start }: Partial<Start> & { names?: Record<number, string>; isWhole?: boolean } = {},
) {
  const clock = handClock();
  const [voice, spare] = voices(clock);
  const player = createPlayer({ from: 0, ...start });
  player.add(units, isWhole);
  const engines: [Voice['engine'], Voice['engine']?] = spare ? [voice.engine, spare.engine] : [voice.engine];
  const heard = listen(player, { engines, names, rate: 1, volume: 1, clock });
  return { clock, voice, spare, player, heard };
}

export const three = unitsOf('一二三四五六七八九。', '甲乙丙丁戊己庚辛壬。', '子丑寅卯辰巳午未申。');
export const texts = three.map(({ text }) => text);
