import { type RefObject, useEffect } from 'react';
import type { ReadingStore } from '../../lib/voice/reading/reading.ts';

/**
 * Keys while something is read, inside the surface only: Escape stops; with Shift: Space pauses and goes on, → and ← go to
 * the next and the previous sentence, ↑ repeats. Not in text fields, but for Escape.
 */
export function useReadingKeys(within: RefObject<HTMLElement | null>, store: ReadingStore): void {
  useEffect(() => {
    const root = within.current?.getRootNode();
    const onKeyDown = (event: Event) => {
      const did = act(event as KeyboardEvent, store); // listened for by this name
      if (did) event.preventDefault();
    };
    root?.addEventListener('keydown', onKeyDown);
    return () => root?.removeEventListener('keydown', onKeyDown);
  }, [within, store]);
}

function act(event: KeyboardEvent, store: ReadingStore): boolean {
  const { key, shiftKey, ctrlKey, altKey, metaKey, isComposing, target } = event;
  if (event.defaultPrevented || isComposing || ctrlKey || altKey || metaKey) return false;
  if (key === 'Escape') {
    store.stop();
    return true;
  }
  const isField = target instanceof Element && target.closest('input, textarea, select') !== null;
  if (!shiftKey || isField) return false;
  if (key === ' ') (store.getState().reading?.state === 'paused' ? store.resume : store.pause)();
  else if (key === 'ArrowRight') store.next();
  else if (key === 'ArrowLeft') store.previous();
  else if (key === 'ArrowUp') store.repeat();
  else return false;
  return true;
}
