import { useEffect, useReducer, useRef } from 'react';
import { leastAtOnce, nextPortion } from '../../lib/chat/portions.ts';

/** Characters drawn in the first task: about a screen. */
const firstAtOnce = 4_000;

/**
 * As much of a text as is drawn in this task. An answer that was there before its view (kept, restored, or streamed
 * while the panel was being loaded), or that comes faster than it is drawn, would take half a second in one; the rest
 * comes in tasks of its own.
 */
export function usePortions(text: string): string {
  const startMs = performance.now();
  const drawn = useRef('');
  const atOnce = useRef(leastAtOnce);
  const [, drawMore] = useReducer((count: number) => count + 1, 0);
  const goesOn = drawn.current !== '' && text.startsWith(drawn.current);
  const shown = text.slice(0, goesOn ? drawn.current.length + atOnce.current : firstAtOnce);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the drawing began is no reason for another
  useEffect(() => {
    drawn.current = shown;
    if (shown.length === text.length) return;
    const timer = setTimeout(() => {
      atOnce.current = nextPortion(atOnce.current, performance.now() - startMs);
      drawMore();
    });
    return () => clearTimeout(timer);
  }, [shown, text]);
  return shown;
}
