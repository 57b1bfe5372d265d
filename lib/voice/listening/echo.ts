/** dBFS below which the loudspeaker is silent. */
const silent = -60;
/** ms in which what is played may come back: buffers of both devices, a Bluetooth box, the room's reverberation. */
const reachMs = 500;
/** Louder than our own echo by this (dB) is somebody else. */
const above = 8;
/** Frames (20 ms) of our own sound after which is known how much of it comes back, and those that are remembered: 3 s. */
const known = 25;
const remembered = 150;
/** The echo is as loud as this share of its frames at most; the rest are knocks. */
const share = 0.95;

/**
 * Tells a voice from what the loudspeaker plays and the microphone hears: by how much softer that comes back, as learnt
 * while it plays. The browser's echo cancellation takes most of it away; what is left is what this is about.
 */
export interface EchoGate {
  /** How loud it is played at this moment, dBFS; to be told at least every 40 ms. */
  played(dbfs: number, nowMs: number): void;
  /** Whether a frame (20 ms) that was heard this loud (dBFS) is more than our own echo. Learns from it. */
  passes(dbfs: number): boolean;
  /** What has just passed was our own voice after all: the echo is louder than was thought. */
  wasOurs(): void;
}

/** A gate that knows nothing of the room yet: for half a second of sound nobody passes. */
export function createEchoGate(): EchoGate {
  let recent: { dbfs: number; atMs: number }[] = [];
  /** dB between what was played and what came back, as a rule below zero. */
  let returns: number[] = [];
  /** The same of frames that passed. */
  let passed: number[] = [];

  const learn = (found: readonly number[]) => {
    returns = [...returns, ...found].slice(-remembered);
  };
  return {
    played(dbfs, nowMs) {
      recent = [...recent.filter(({ atMs }) => nowMs - atMs <= reachMs), { dbfs, atMs: nowMs }];
    },
    passes(dbfs) {
      const loudest = Math.max(-100, ...recent.map((each) => each.dbfs));
      if (loudest <= silent) return true;
      const comesBack = dbfs - loudest;
      if (returns.length >= known && comesBack > quantile(returns) + above) {
        passed = [...passed, comesBack].slice(-remembered);
        return true;
      }
      learn([comesBack]);
      return false;
    },
    wasOurs() {
      learn(passed);
      passed = [];
    },
  };
}

const quantile = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length * share)] ?? 0;
