import type { StoreApi } from 'zustand/vanilla';
import type { PanelState } from '../../components/panel/panel-state.ts';
import type { Shell } from '../../components/panel/shell.ts';
import type { Chat } from '../../lib/chat/chat.ts';
import type { SurfaceSettings } from '../../lib/messaging/protocol.ts';
import type { Reading } from '../../lib/sites/site.ts';

/** A page that has something to stand beside. */
export interface Shown {
  shell: Shell;
  reading: Reading;
  settings: SurfaceSettings;
  /** Its question was spoken on the page before, and is to be answered aloud. */
  spoken: boolean;
}

/**
 * What the script that reads the page and asks hands to the one that draws the panel. The first is small, so that the
 * question is on its way while the second is still being compiled.
 */
export interface Beside {
  chat: Chat;
  /** Newest settings; undefined before the first page. */
  settings(): SurfaceSettings | undefined;
  state: StoreApi<PanelState>;
  /** Calls now, if there is something, and on each change; undefined: nothing to stand beside any more. */
  watch(onShown: (shown: Shown | undefined) => void): void;
  /** The user does not want the panel here. */
  hide(): void;
}

/** Both are separate bundles in one isolated world; this is what they share. Pages cannot see it. */
const slot = Symbol.for('pangda.beside');
const shared = globalThis as { [slot]?: Beside };

export function putBeside(beside: Beside): void {
  shared[slot] = beside;
}

/** Whether the page's script is there. */
export const isBeside = (): boolean => shared[slot] !== undefined;

/** @throws Error when the scripts of the manifest run in the wrong order. */
export function takeBeside(): Beside {
  const beside = shared[slot];
  if (!beside) throw new Error('The page has not been read yet.');
  return beside;
}
