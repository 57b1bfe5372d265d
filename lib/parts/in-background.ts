import { readScript, scriptsOfParts } from './before-background.ts';
import { partsInPage } from './in-page.ts';
import { partsInTab } from './in-tab.ts';
import type { LoadParts, OwnParts } from './parts.ts';

/** What the background itself uses, and only at times. */
type InBackground = Pick<OwnParts, keyof typeof scriptsOfParts>;

/** Not in TypeScript's words for a document. */
interface WorkerEvents {
  addEventListener(type: 'install', listener: () => void): void;
}

/**
 * Parts for the background: a start of it reads neither the SDK nor the checks nor the reading aloud, until one of them
 * is wanted. Called at once when it starts: a worker may import later only what it imported when it was installed
 * (Service Workers, "importScripts"). Firefox's background is a page.
 */
export function partsInBackground(): LoadParts<InBackground> {
  if (!readScript) return partsInPage;
  const read = (part: keyof InBackground) => {
    for (const file of scriptsOfParts[part]) readScript?.(file);
  };
  (globalThis as unknown as WorkerEvents).addEventListener('install', () => {
    for (const part of Object.keys(scriptsOfParts)) read(part as keyof InBackground);
  });
  return partsInTab<InBackground>(async (part) => read(part));
}
