import { useEffect, useReducer, useRef } from 'react';
import { drawingMs, mostAtOnce, nextPortion, portionEnd } from '../../lib/chat/portions.ts';

/** Characters drawn in the first task: about a screen. */
const firstAtOnce = 4_000;
/** Characters added in the second, of several. */
const secondAtOnce = 1_200;
/** A rest that is not longer (characters) is not left for another task: the end that is shown first (end-first.tsx) is in it. */
const longestRest = 2_400;

/**
 * As much of a text as is drawn in this task. An answer that was there before its view (kept, restored, or streamed
 * while the panel was being loaded), or that comes faster than it is drawn, would take half a second in one; the rest
 * comes in tasks of its own. Whatever else draws the view takes a portion along.
 */
export function usePortions(text: string): string {
  const startMs = performance.now();
  const drawn = useRef('');
  /** Characters of the next portion; undefined: all that has come is drawn. */
  const atOnce = useRef<number | undefined>(undefined);
  const [, drawMore] = useReducer((count: number) => count + 1, 0);
  const goesOn = drawn.current !== '' && text.startsWith(drawn.current);
  const isAhead = goesOn && text.length - drawn.current.length > mostAtOnce;
  const most = atOnce.current ?? (isAhead ? secondAtOnce : mostAtOnce);
  const end = goesOn ? portionEnd(text, drawn.current.length, most) : portionEnd(text, 0, firstAtOnce);
  const shown = text.slice(0, goesOn && text.length - end <= longestRest ? text.length : end);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the drawing began is no reason for another
  useEffect(() => {
    drawn.current = shown;
    if (shown.length === text.length) {
      atOnce.current = undefined;
      return;
    }
    atOnce.current ??= secondAtOnce;
    const timer = setTimeout(() => {
      atOnce.current = nextPortion(atOnce.current ?? secondAtOnce, drawingMs(startMs));
      drawMore();
    });
    return () => clearTimeout(timer);
  }, [shown, text]);
  return shown;
}
