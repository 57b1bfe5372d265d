import { useSyncExternalStore } from 'react';
import type { Reading, ReadingStore } from '../../lib/voice/reading/reading.ts';

const nothing = () => () => {};

/** A view of what is read aloud; undefined where nothing is. `select` gives the same value while nothing it needs changes. */
export function useReading<T>(store: ReadingStore | undefined, select: (reading: Reading | undefined) => T): T {
  return useSyncExternalStore(store?.subscribe ?? nothing, () => select(store?.getState().reading));
}

/** It speaks, or would as soon as it could: not one that failed or was taken. */
export const isLive = (reading: Reading | undefined): boolean =>
  reading !== undefined && reading.state !== 'failed' && reading.state !== 'taken';
