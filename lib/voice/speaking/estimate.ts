import { isHan } from '../../grounding/han.ts';

/** ms a letter takes at rate 1: about 4.5 Han a second, 14 other letters. */
const hanMs = 220;
const otherMs = 70;

/** About how long speaking takes, in ms; unhurried. */
export function estimatedMs(text: string, rate: number): number {
  let ms = 0;
  for (const letter of text) ms += isHan(letter.codePointAt(0) ?? 0) ? hanMs : otherMs;
  return ms / Math.max(0.1, rate);
}
