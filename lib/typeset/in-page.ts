import { typesettingInTab } from './in-tab.ts';
import type { LoadTypesetting } from './typesetting.ts';

/** Parts for the extension's own pages, which can import a part's script when it is wanted. */
export const typesettingInPage: LoadTypesetting = typesettingInTab(async (part) => {
  // A file of the package, not a module of this bundle: the same that the background puts into tabs.
  await import(/* @vite-ignore */ `/${part}.js`);
});
