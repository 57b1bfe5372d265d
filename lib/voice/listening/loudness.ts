/** dBFS below which nothing near a microphone is a voice, and the frames (20 ms) above it that are no crackle. */
const softest = -55;
const leastFrames = 3;
const frameLength = 320;

/** dBFS (−100 at least) of samples, without their constant part. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample;
  const mean = sum / samples.length;
  let power = 0;
  for (const sample of samples) power += (sample - mean) ** 2;
  return Math.max(-100, 10 * Math.log10(power / samples.length + 1e-10));
}

/** Whether 16 kHz sound is silence from beginning to end. A whisper is not. */
export function isSilent(samples: Float32Array): boolean {
  let frames = 0;
  for (let at = 0; at + frameLength <= samples.length; at += frameLength) {
    if (loudness(samples.subarray(at, at + frameLength)) > softest) frames++;
    if (frames >= leastFrames) return false;
  }
  return true;
}

/** A meter's 0 to 1 for dBFS: a whisper shows, a shout is full. */
export const meter = (dbfs: number): number => Math.max(0, Math.min(1, (dbfs + 60) / 50));
