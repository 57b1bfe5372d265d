import * as react from 'react';
import * as runtime from 'react/jsx-runtime';
import * as dom from 'react-dom';
import * as client from 'react-dom/client';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

/** By the names under which the other scripts import them (lib/build/shared-scripts.ts), and by version: a tab may outlive an update. */
const slot = Symbol.for(`pangda.react ${react.version}`);

/**
 * React, once for all scripts and pages: put before a script that draws, by the background beside the same page and by
 * a page's own markup. Where it is already, what is there stays.
 */
export default defineUnlistedScript(() => {
  const shared = globalThis as { [slot]?: object };
  const ours = { react, 'react/jsx-runtime': runtime, 'react-dom': dom, 'react-dom/client': client };
  // What is there stays, and what an older version did not have is added.
  shared[slot] = Object.assign(shared[slot] ?? {}, ours, { ...shared[slot] });
});
