import { defineContentScript } from 'wxt/utils/define-content-script';
import { createShell } from '../components/panel/shell.ts';
import { googleOtherTabs, siteMatches } from '../lib/sites/matches.ts';
import { putShell } from './page.content/beside.ts';

/** Draws the panel's shell for page.content: nothing that a question would have to wait for. */
export default defineContentScript({
  matches: siteMatches,
  excludeGlobs: googleOtherTabs,
  runAt: 'document_end',
  noScriptStartedPostMessage: true,
  main: () => putShell(createShell),
});
