import { defineContentScript } from 'wxt/utils/define-content-script';
import { installKeyGuard } from '../lib/sites/key-guard.ts';
import { googleHomeMatches } from '../lib/sites/matches.ts';

/** Before the page's own scripts, so that none sees what is typed into a card that may come later. */
export default defineContentScript({
  matches: googleHomeMatches,
  runAt: 'document_start',
  noScriptStartedPostMessage: true,
  main: () => installKeyGuard(window),
});
