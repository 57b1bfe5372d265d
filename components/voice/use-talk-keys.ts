import { type RefObject, useEffect } from 'react';
import type { Talking } from '../../lib/voice/talking/talking.ts';

/** Keys by which a focused button, link or list is pressed. */
const pressing = /^(Space|Enter|NumpadEnter)$/;
const presses = 'button, a[href], summary, select, input, [role=menuitem], [role=tab]';
const writes = 'textarea, input, select, [contenteditable]';

/**
 * The talk key, held anywhere in the surface that `element` is in, is the microphone; Escape ends talking, whoever has the
 * focus; any other key or press keeps what is being looked at. Listening stops when the page is left, hidden or blurred.
 */
export function useTalkKeys(
  talking: Talking | undefined,
  { talkKey, element, draft }: { talkKey: string; element: RefObject<HTMLElement | null>; draft: () => string },
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: refs
  useEffect(() => {
    const root = element.current?.getRootNode();
    if (!talking || !root) return;
    const leave = new AbortController();
    const { signal } = leave;
    let isHeld = false;
    const phase = () => talking.getState().phase;
    const mayTalk = ({ target, code }: { target: EventTarget | null; code: string }) => {
      const at = target as Element | null;
      if (!at?.closest || at.closest(writes)) return false;
      return !pressing.test(code) || !at.closest(presses) || at.closest('.pd-mic') !== null;
    };
    const onKeyDown = (event: KeyboardEvent) => {
      // With Shift, Space is a key of reading aloud.
      const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey && !event.isComposing;
      if (event.key === 'Escape') return;
      if (event.code === talkKey && (isHeld || (isPlain && mayTalk(event)))) {
        event.preventDefault();
        if (isHeld || event.repeat) return;
        isHeld = true;
        talking.press(draft());
      } else if (phase() === 'looking' && event.key !== 'Enter' && !/^(Control|Shift|Alt|Meta)$/.test(event.key)) {
        talking.keep();
      }
    };
    const onKeyUp = (event: KeyboardEvent) => {
      if (!isHeld || event.code !== talkKey) return;
      event.preventDefault(); // a focused button would be pressed
      isHeld = false;
      talking.release();
    };
    const onPointerDown = (event: Event) => {
      const isOurs = (event.target as Element | null)?.closest?.('.pd-mic, .pd-captions, .pd-composer button');
      if (phase() === 'looking' && !isOurs) talking.keep();
    };
    root.addEventListener('keydown', onKeyDown as EventListener, { signal });
    root.addEventListener('keyup', onKeyUp as EventListener, { signal });
    root.addEventListener('pointerdown', onPointerDown, { signal });

    // In the panel the first to hear a key is the guard (lib/sites/key-guard.ts), which hands a copy into the root.
    const onEscape = (event: Event) => {
      if ((event as KeyboardEvent).key !== 'Escape' || phase() === 'off') return;
      event.preventDefault();
      talking.cancel();
    };
    root.addEventListener('keydown', onEscape, { signal, capture: true });
    addEventListener('keydown', (event) => event.isTrusted && onEscape(event), { signal, capture: true });
    const stop = () => {
      isHeld = false;
      // While the browser asks for the microphone, its question has the focus; nothing is heard yet.
      if (phase() !== 'asking' && phase() !== 'failed') talking.cancel();
    };
    addEventListener('blur', () => phase() !== 'transcribing' && phase() !== 'looking' && stop(), { signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && stop(), { signal });
    addEventListener('pagehide', () => talking.cancel(), { signal });
    return () => {
      leave.abort();
      talking.cancel();
    };
  }, [talking, talkKey]);
}
