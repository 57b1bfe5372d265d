import { loudness } from '../listening/loudness.ts';

/** Samples that are looked at: 85 ms at 48 kHz, so that nothing is missed between two looks. */
const looked = 4_096;
/** Samples in which a moment's loudness is measured: 21 ms. */
const moment = 1_024;
/** Clips whose words may still come back from the room. */
const remembered = 2;

/** What the host plays, as one who listens meanwhile has to know it. */
export interface OwnSound {
  /** The loudest moment of the last 85 ms, dBFS; −100 when nothing is played. */
  loudness(): number;
  /** Words of the clip that is played, and of the one before. */
  texts(): readonly string[];
}

/** Everything that is played is connected to `node` as well as to the loudspeaker. */
export function createTap(context: AudioContext): OwnSound & { node: AudioNode; says(text: string): void } {
  const node = context.createAnalyser();
  node.fftSize = looked;
  const samples = new Float32Array(looked);
  let texts: string[] = [];
  return {
    node,
    loudness() {
      node.getFloatTimeDomainData(samples);
      let loudest = -100;
      for (let at = 0; at < looked; at += moment)
        loudest = Math.max(loudest, loudness(samples.subarray(at, at + moment)));
      return loudest;
    },
    texts: () => texts,
    says(text) {
      texts = [...texts, text].slice(-remembered);
    },
  };
}
