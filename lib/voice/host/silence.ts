/** Louder than this counts as sound: −46 dB. */
const loud = 0.005;
/** Seconds left before and after: what is softer at the edges of a word. */
const marginSeconds = { before: 0.03, after: 0.08 } as const;

/**
 * Where the sound in a clip begins and ends, in seconds. Services put up to half a second of silence around it; the
 * silence between sentences is ours to choose. A clip without a sound is whole.
 */
export function soundIn(samples: Float32Array, samplesPerSecond: number): { start: number; end: number } {
  const whole = samples.length / samplesPerSecond;
  let first = 0;
  while (first < samples.length && Math.abs(samples[first] ?? 0) < loud) first++;
  if (first === samples.length) return { start: 0, end: whole };
  let last = samples.length - 1;
  while (Math.abs(samples[last] ?? 0) < loud) last--;
  return {
    start: Math.max(0, first / samplesPerSecond - marginSeconds.before),
    end: Math.min(whole, (last + 1) / samplesPerSecond + marginSeconds.after),
  };
}
