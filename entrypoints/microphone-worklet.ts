import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

/** What an AudioWorklet's global scope has; TypeScript's DOM does not know it. */
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** Samples that are sent at a time: 21 ms at 48 kHz, little enough to wait for when somebody stops speaking. */
const pieceLength = 1_024;

/** Hands on what the microphone gives. A file of its own: an extension's pages take no script from anywhere else. */
export default defineUnlistedScript(() => {
  registerProcessor(
    'microphone',
    class extends AudioWorkletProcessor {
      private piece = new Float32Array(pieceLength);
      private filled = 0;

      process([channels]: Float32Array[][]): boolean {
        for (const sample of channels?.[0] ?? []) {
          this.piece[this.filled++] = sample;
          if (this.filled < pieceLength) continue;
          this.port.postMessage(this.piece, [this.piece.buffer]);
          this.piece = new Float32Array(pieceLength);
          this.filled = 0;
        }
        return true;
      }
    },
  );
});
