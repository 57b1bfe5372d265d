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
  checking: () => texts().then(() => import(/* @vite-ignore */ '/checking.js')),
  // @ts-expect-error: no module
  markdown: () => import(/* @vite-ignore */ '/markdown.js'),
  talk: () => texts().then(commands).then(talk),
  // @ts-expect-error: no module
  openai: () => import(/* @vite-ignore */ '/openai.js'),
};

/** What those two take from (shared-scripts.ts), in this order: a page may not have it yet, and it does no harm twice. */
// @ts-expect-error: no module
const texts = (): Promise<unknown> => import(/* @vite-ignore */ '/texts.js');
// @ts-expect-error: no module
const commands = (): Promise<unknown> => import(/* @vite-ignore */ '/commands.js');
// @ts-expect-error: no module
const talk = (): Promise<unknown> => import(/* @vite-ignore */ '/talk.js');

/** Parts for the extension's own pages, Firefox's background among them: these can import a script when it is wanted. */
export const partsInPage: LoadParts<OwnParts> = partsInTab<OwnParts>((part) => scripts[part]());
