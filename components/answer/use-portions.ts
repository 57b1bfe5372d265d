import { useEffect, useReducer, useRef } from 'react';

/** Characters drawn in the first task, whose code the browser may not have compiled yet. */
const firstAtOnce = 4_000;
/** Characters added in any other: as many as a pacer adds to an answer that streams (pacer.ts). */
const mostAtOnce = 16_000;

/**
 * As much of a text as is drawn in this task. An answer that was there before its view (kept, restored, or streamed
 * while the panel was being loaded) would take half a second in one; the rest comes in tasks of its own.
 */
export function usePortions(text: string): string {
  const drawn = useRef('');
  const [, drawMore] = useReducer((count: number) => count + 1, 0);
  const goesOn = drawn.current !== '' && text.startsWith(drawn.current);
  const shown = text.slice(0, goesOn ? drawn.current.length + mostAtOnce : firstAtOnce);
  useEffect(() => {
    drawn.current = shown;
    if (shown.length === text.length) return;
    const timer = setTimeout(drawMore);
    return () => clearTimeout(timer);
  }, [shown, text]);
  return shown;
}
