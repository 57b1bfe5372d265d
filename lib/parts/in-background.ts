import { partsInPage } from './in-page.ts';
import { partsInTab } from './in-tab.ts';
import type { LoadParts, OwnParts } from './parts.ts';

/** What the background itself uses, and only at times. */
type InBackground = Pick<OwnParts, 'openai' | 'checking' | 'talk'>;

const scripts: Record<keyof InBackground, string> = {
  openai: '/openai.js',
  checking: '/checking.js',
  talk: '/talk.js',
};

/** Not in TypeScript's words for a document. */
interface WorkerScope {
  importScripts?(...urls: string[]): void;
  addEventListener(type: 'install', listener: () => void): void;
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL(url: string): string },
    ): { createScriptURL(url: string): string };
  };
}

/**
 * Parts for the background: a start of it reads neither the SDK nor the checks nor the reading aloud, until one of them
 * is wanted. Called at once when it starts: a worker may import later only what it imported when it was installed
 * (Service Workers, "importScripts"). Firefox's background is a page.
 */
export function partsInBackground(): LoadParts<InBackground> {
  const worker = globalThis as unknown as WorkerScope;
  if (!worker.importScripts) return partsInPage;
  // The extension's policy lets no string become a script; these three do.
  const policy = worker.trustedTypes?.createPolicy('pangda-parts', {
    createScriptURL: (url) => (Object.values(scripts).includes(url) ? url : ''),
  });
  const read = (part: keyof InBackground) =>
    worker.importScripts?.(policy ? policy.createScriptURL(scripts[part]) : scripts[part]);
  worker.addEventListener('install', () => {
    for (const part of Object.keys(scripts)) read(part as keyof InBackground);
  });
  return partsInTab<InBackground>(async (part) => read(part));
}
