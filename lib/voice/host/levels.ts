import type { ListenEvent } from '../../model/voice.ts';
import { meter } from '../listening/loudness.ts';

/** ms between two levels: fifteen a second move smoothly enough. */
const everyMs = 66;

/** Says how loud it is, now and then; times are those of the recording. */
export function levels(): (dbfs: number, atMs: number) => ListenEvent[] {
  let lastMs = Number.NEGATIVE_INFINITY;
  return (dbfs, atMs) => {
    if (atMs - lastMs < everyMs) return [];
    lastMs = atMs;
    return [{ type: 'level', level: Math.round(meter(dbfs) * 100) / 100 }];
  };
}
