import { defineContentScript } from 'wxt/utils/define-content-script';
import { askEarlyForSettings } from '../lib/messaging/early-settings.ts';
import { installKeyGuard } from '../lib/sites/key-guard.ts';
import { siteMatches } from '../lib/sites/matches.ts';
import { reservePlace } from '../lib/sites/reserve.ts';
import { mayBeRead } from '../lib/sites/tabs.ts';

/** Must be there before the page's own scripts (keys) and its first paint (place); wakes the background meanwhile. */
export default defineContentScript({
  matches: siteMatches,
  runAt: 'document_start',
  noScriptStartedPostMessage: true,
  main() {
    const url = new URL(location.href);
    if (mayBeRead(url)) askEarlyForSettings();
    installKeyGuard(window);
    reservePlace(document, url);
  },
});
