import { partsInTab } from './in-tab.ts';
import type { LoadParts } from './parts.ts';

/** Parts for the extension's own pages, which can import a part's script when it is wanted. */
export const partsInPage: LoadParts = partsInTab(async (part) => {
  // A file of the package, not a module of this bundle: the same that the background puts into tabs.
  await import(/* @vite-ignore */ `/${part}.js`);
});
