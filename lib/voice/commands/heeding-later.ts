import type { Talk } from '../talk.ts';
import type { Heeding, HeedingNeeds } from './heeding.ts';
import { type LeftOff, leftOff } from './left-off.ts';

/**
 * Commands in a surface that has not learnt them yet. It does when something is read aloud or the microphone goes on,
 * which is long before anything has been said that could be one.
 */
export function heedingLater(needs: HeedingNeeds, learn: () => Promise<Pick<Talk, 'createHeeding'>>): Heeding {
  const { reading } = needs;
  let there: Heeding | undefined;
  let coming: Promise<Heeding> | undefined;
  let left: LeftOff | undefined;

  const come = (): Promise<Heeding> => {
    coming ??= learn().then(
      ({ createHeeding }) => {
        there = createHeeding(needs, left);
        return there;
      },
      (thrown) => {
        coming = undefined;
        throw thrown;
      },
    );
    return coming;
  };
  /** What went wrong is said when they are needed. */
  const prepare = () => void come().catch(() => {});
  // A command may be about what was read.
  reading.subscribe(() => {
    if (reading.getState().reading) prepare();
  });
  return {
    beforeListening(isBrokenInto) {
      if (there) return there.beforeListening(isBrokenInto);
      left = leftOff(reading.getState().reading, isBrokenInto);
      reading.stop();
      prepare();
    },
    heed: async (...heard) => (await come()).heed(...heard),
    readWithSources: async (...asked) => (await come()).readWithSources(...asked),
  };
}
