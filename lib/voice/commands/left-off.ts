import type { Reading } from '../reading/reading.ts';

/** What was being said when the microphone went on. */
export interface LeftOff {
  reading: Reading | undefined;
  /** It was cut off, and may be gone on with. */
  interrupted: boolean;
}

/** `isBrokenInto`: somebody has spoken into it, and has it held while they speak. */
export const leftOff = (reading: Reading | undefined, isBrokenInto = false): LeftOff => {
  const speaks = isBrokenInto ? ['speaking', 'waiting', 'paused'] : ['speaking', 'waiting'];
  return { reading, interrupted: speaks.includes(reading?.state ?? '') };
};
