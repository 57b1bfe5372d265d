/** The pitch of voices, as periods in samples of 8 kHz: 400 Hz down to 70 Hz. */
const shortest = 20;
const longest = 114;
/** How like itself a sound must be one period later: 1 is a pure tone, noise is below a third. */
const likeness = 0.55;

/** Whether 40 ms of sound (two frames of 16 kHz) have a pitch, by autocorrelation at half the rate. */
export function hasPitch(before: Float32Array, frame: Float32Array): boolean {
  const sound = halved(before, frame);
  const compared = sound.length - longest;
  let best = 0;
  for (let lag = shortest; lag <= longest; lag++) {
    let product = 0;
    let here = 0;
    let there = 0;
    for (let at = 0; at < compared; at++) {
      const first = sound[at] ?? 0;
      const second = sound[at + lag] ?? 0;
      product += first * second;
      here += first * first;
      there += second * second;
    }
    const alike = product / Math.sqrt(here * there + 1e-12);
    if (alike > best) best = alike;
  }
  return best >= likeness;
}

/** Both frames at half the rate, neighbours averaged, without their mean. */
function halved(before: Float32Array, frame: Float32Array): Float32Array {
  const half = before.length / 2;
  const sound = new Float32Array(half + frame.length / 2);
  for (let at = 0; at < half; at++) {
    sound[at] = ((before[2 * at] ?? 0) + (before[2 * at + 1] ?? 0)) / 2;
    sound[half + at] = ((frame[2 * at] ?? 0) + (frame[2 * at + 1] ?? 0)) / 2;
  }
  const mean = sound.reduce((sum, sample) => sum + sample, 0) / sound.length;
  return sound.map((sample) => sample - mean);
}
