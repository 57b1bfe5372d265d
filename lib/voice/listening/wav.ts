import { sampleRate } from './endpointer.ts';

const headerLength = 44;

/**
 * Mono samples (−1 to 1; louder is clipped) as a WAV file of 16-bit PCM: what every transcription server reads, also
 * those without a decoder for compressed sound. 32 kB a second at 16 kHz.
 */
export function encodeWav(samples: Float32Array, rate: number = sampleRate): ArrayBuffer {
  const file = new ArrayBuffer(headerLength + samples.length * 2);
  const view = new DataView(file);
  const name = (at: number, letters: string): void => {
    for (let index = 0; index < letters.length; index++) view.setUint8(at + index, letters.charCodeAt(index));
  };
  name(0, 'RIFF');
  view.setUint32(4, file.byteLength - 8, true);
  name(8, 'WAVEfmt ');
  view.setUint32(16, 16, true); // length of the format
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true); // mono
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  name(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, at) => {
    const within = Number.isFinite(sample) ? Math.max(-1, Math.min(1, sample)) : 0;
    view.setInt16(headerLength + at * 2, Math.round(within * (within < 0 ? 0x8000 : 0x7fff)), true);
  });
  return file;
}
