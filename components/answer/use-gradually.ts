import { useEffect, useMemo, useReducer, useRef } from 'react';

/** So many checks at once are placed and drawn in a blink. */
const atOnce = 40;

/**
 * Of values that are added at the end, those that are shown in this task: none of the new ones while they have to wait,
 * and then a few in a task each. What is there at first is shown at once.
 */
export function useGradually<T>(values: readonly T[], waits: boolean): readonly T[] {
  const known = useRef(values.length);
  const [, showMore] = useReducer((turn: number) => turn + 1, 0);
  const count = Math.min(values.length, known.current + (waits ? 0 : atOnce));
  useEffect(() => {
    known.current = count;
    if (waits || count === values.length) return;
    const timer = setTimeout(showMore);
    return () => clearTimeout(timer);
  });
  return useMemo(() => (count === values.length ? values : values.slice(0, count)), [values, count]);
}
