import { partsInTab } from './in-tab.ts';
import type { LoadParts, OwnParts } from './parts.ts';

/**
 * Files of the package, not modules of this bundle: those that the background puts into tabs, and the SDK. Each address
 * is written out, so that whoever reviews the package sees that none is made up.
 */
const scripts: Record<keyof OwnParts, () => Promise<unknown>> = {
  // @ts-expect-error: no module
  formulas: () => import(/* @vite-ignore */ '/formulas.js'),
  // @ts-expect-error: no module
  colours: () => import(/* @vite-ignore */ '/colours.js'),
  // @ts-expect-error: no module
  checking: () => import(/* @vite-ignore */ '/checking.js'),
  // @ts-expect-error: no module
  markdown: () => import(/* @vite-ignore */ '/markdown.js'),
  // @ts-expect-error: no module
  talk: () => import(/* @vite-ignore */ '/talk.js'),
  // @ts-expect-error: no module
  openai: () => import(/* @vite-ignore */ '/openai.js'),
};

/** Parts for the extension's own pages, Firefox's background among them: these can import a script when it is wanted. */
export const partsInPage: LoadParts<OwnParts> = partsInTab<OwnParts>((part) => scripts[part]());
