import { native } from './native.ts';
import type { SurfaceSettings } from './protocol.ts';

/** The content scripts of a page are separate bundles in one isolated world; this is what they share. Pages cannot see it. */
const slot = Symbol.for('pangda.settings');
const shared = globalThis as { [slot]?: Promise<unknown> };

/**
 * Asks for the settings before there is anything to show, and so wakes a sleeping background while the page still loads.
 */
export function askEarlyForSettings(): void {
  const settings = native.runtime.sendMessage({ call: 'surface.settings', request: {} });
  settings.catch(() => {}); // whoever takes them hears of it
  shared[slot] = settings;
}

/** The settings that were asked for, once; undefined when they were not, or not got: then they are to be asked for. */
export async function takeEarlySettings(): Promise<SurfaceSettings | undefined> {
  const early = shared[slot];
  delete shared[slot];
  // our own background answers, as the table in protocol.ts says
  const answered = (await early?.catch(() => undefined)) as { reply?: SurfaceSettings } | undefined;
  return answered?.reply;
}
