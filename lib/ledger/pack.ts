import { deflateSync, inflateSync } from 'fflate';

/**
 * Packs bytes: reading the database costs by the byte, and a record says its sources twice, as they were and as they
 * were sent. Not the browser's own CompressionStream, which takes longer to set up than this takes for one record.
 */
export const pack = (plain: Uint8Array): Uint8Array<ArrayBuffer> => deflateSync(plain, { level: 1 });

/** @throws Error when the bytes were not packed so. */
export const unpack = (packed: Uint8Array): Uint8Array<ArrayBuffer> => inflateSync(packed);
