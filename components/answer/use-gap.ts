import { useEffect, useReducer, useRef } from 'react';
import { drawingMs, nextPortion } from '../../lib/chat/portions.ts';
import { CHUNK } from './chunked.tsx';

/** Of a list: the values from `from` up to `to` are left out. */
export interface Gap {
  from: number;
  to: number;
}

/** More new values than this at once are a burst. */
const atOnce = 12;
/** So many values at the beginning come before the end: more than a screen shows, whose end must not move in view. */
export const beginning = 2 * CHUNK;

/** Chunks in one task, at most. */
const mostChunks = 4;

/** So many values at least are an end. */
const ending = CHUNK;

/**
 * What of a list that grows at its end is not drawn yet. After a burst of values its end is drawn right after its
 * beginning, and then what lies between, a chunk or some in a task each, from the top: whoever reads the beginning or waits for
 * the end waits for no more than a screen, however long the list. Values that come one by one leave no gap (`from` is `to`).
 */
export function useGap(count: number): Gap {
  const startMs = performance.now();
  const drawn = useRef<Drawn>(nothing);
  const chunks = useRef(1);
  const [, draw] = useReducer((turn: number) => turn + 1, 0);
  const { top, end } = following(drawn.current, count);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the drawing began is no reason for another
  useEffect(() => {
    drawn.current = { count, top, end };
    if (top === end) return;
    const timer = setTimeout(() => {
      chunks.current = nextPortion(chunks.current, drawingMs(startMs), 1, mostChunks);
      drawn.current = filled({ count, top, end }, Math.floor(chunks.current));
      draw();
    });
    return () => clearTimeout(timer);
  }, [count, top, end]);
  return { from: top, to: end };
}

/** What is drawn of so many values: those before `top`, and those from `end` on. */
export interface Drawn {
  count: number;
  top: number;
  end: number;
}

export const nothing: Drawn = { count: 0, top: 0, end: 0 };

/** After the list has become longer; or shorter, as when its last values are read as one. */
export function following(before: Drawn, count: number): Drawn {
  if (count < before.count) {
    const end = Math.min(before.end, before.end < before.count ? Math.max(0, count - 1) : count);
    return { count, top: Math.min(before.top, end), end };
  }
  if (before.top < before.end) {
    const endIsDrawn = before.end < before.count;
    const end = endIsDrawn ? before.end : count;
    return { count, top: Math.min(end, Math.max(before.top, Math.min(beginning, before.top + CHUNK))), end };
  }
  const isBurst = count - before.count > atOnce && count > CHUNK;
  const top = isBurst ? Math.min(count, Math.max(CHUNK, Math.ceil(before.count / CHUNK) * CHUNK)) : count;
  return { count, top, end: count };
}

/** After one more task, when nothing else has come. */
export function filled({ count, top, end }: Drawn, chunks = 1): Drawn {
  const endIsDue = end === count && top >= beginning;
  if (endIsDue) return { count, top, end: Math.max(top, Math.floor((count - ending) / CHUNK) * CHUNK) };
  return { count, top: Math.min(end, top + chunks * CHUNK), end };
}
