/** Zero crossings of the filter on each side: what is left above the new limit is some 60 dB down. */
const reach = 12;
/** Share of the lower rate's band that is kept; the rest is the filter's slope. */
const kept = 0.92;
/** Steps of the filter's table between two zero crossings. */
const steps = 256;

/** Half of a windowed sinc, from its middle outwards. */
const filter = Float32Array.from({ length: reach * steps + 2 }, (_, index) => {
  const at = index / steps;
  if (at >= reach) return 0;
  const sinc = at === 0 ? 1 : Math.sin(Math.PI * at) / (Math.PI * at);
  return sinc * (0.5 + 0.5 * Math.cos((Math.PI * at) / reach));
});

/**
 * Mono sound at another rate, piece by piece: the same samples however it is cut. The first of them are as late as the
 * filter is long, 2 ms. Not left to the AudioContext: Firefox (153) refuses a microphone at a rate not its own.
 */
export function createResampler(from: number, to: number): (samples: Float32Array) => Float32Array {
  if (from === to) return (samples) => samples;
  const ratio = from / to;
  /** In the band of the lower of both rates. */
  const band = Math.min(1, to / from) * kept;
  const half = Math.ceil(reach / band);
  let past = new Float32Array(half);
  /** Where the next sample lies, counted from the beginning of `past`. */
  let position = half;

  return (samples) => {
    const known = new Float32Array(past.length + samples.length);
    known.set(past);
    known.set(samples, past.length);
    const made: number[] = [];
    for (; position + half < known.length; position += ratio) made.push(valueAt(known, position, half, band));
    const drop = Math.max(0, Math.floor(position) - half);
    past = known.slice(drop);
    position -= drop;
    return Float32Array.from(made);
  };
}

function valueAt(samples: Float32Array, position: number, half: number, band: number): number {
  const first = Math.max(0, Math.ceil(position - half));
  const last = Math.floor(position + half);
  let sum = 0;
  for (let at = first; at <= last; at++) {
    const place = Math.abs(at - position) * band * steps;
    const index = Math.floor(place);
    const before = filter[index] ?? 0;
    const weight = before + (place - index) * ((filter[index + 1] ?? 0) - before);
    sum += (samples[at] ?? 0) * weight;
  }
  return sum * band;
}
