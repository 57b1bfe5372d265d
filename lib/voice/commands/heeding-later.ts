import { turnText } from '../reading/turn-text.ts';
import type { Talk } from '../talk.ts';
import type { Heeding, HeedingNeeds } from './heeding.ts';
import { type LeftOff, leftOff } from './left-off.ts';

/**
 * Commands in a surface that has not learnt them yet. It does when something is read aloud or the microphone goes on,
 * which is long before anything has been said that could be one.
 */
export function heedingLater(needs: HeedingNeeds, learn: () => Promise<Pick<Talk, 'createHeeding'>>): Heeding {
  const { chat, reading } = needs;
  let there: Heeding | undefined;
  let coming: Promise<Heeding> | undefined;
  let left: LeftOff | undefined;
  /** Counts how often the microphone went on. */
  let listened = 0;

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
  const prepare = () => void come().catch(() => {});
  // A command may be about what was read.
  reading.subscribe(() => {
    if (reading.getState().reading) prepare();
  });
  return {
    beforeListening(isBrokenInto) {
      listened++;
      if (there) return there.beforeListening(isBrokenInto);
      left = leftOff(reading.getState().reading, isBrokenInto);
      reading.stop();
      prepare();
    },
    // What cannot be understood as a command is asked.
    heed: (...heard) =>
      come().then(
        (heeding) => heeding.heed(...heard),
        () => false,
      ),
    async readWithSources(turnId, signal) {
      const before = listened;
      const heeding = await come().catch(() => undefined);
      // Nothing is said into a microphone that went on meanwhile.
      if (signal.aborted || listened !== before) return;
      if (heeding) await heeding.readWithSources(turnId, signal);
      else await reading.read(turnText(chat, turnId));
    },
  };
}
