import { defineContentScript } from 'wxt/utils/define-content-script';
import { installKeyGuard } from '../lib/sites/key-guard.ts';
import { siteMatches } from '../lib/sites/matches.ts';
import { reservePlace } from '../lib/sites/reserve.ts';

/** Must be there before the page's own scripts (keys) and its first paint (place). */
export default defineContentScript({
  matches: siteMatches,
  runAt: 'document_start',
  noScriptStartedPostMessage: true,
  main() {
    installKeyGuard(window);
    reservePlace(document, new URL(location.href));
  },
});
