import { defineContentScript } from 'wxt/utils/define-content-script';
import { askEarlyForSettings } from '../lib/messaging/early-settings.ts';
import { native } from '../lib/messaging/native.ts';
import { installKeyGuard } from '../lib/sites/key-guard.ts';
import { siteMatches } from '../lib/sites/matches.ts';
import { reservePlaceByPaint } from '../lib/sites/reserve.ts';
import { mayBeRead } from '../lib/sites/tabs.ts';
import { untilRead } from '../lib/sites/until-read.ts';
import { isBeside } from './page.content/beside.ts';

/** Must be there before the page's own scripts (keys) and its first paint (place); wakes the background meanwhile. */
export default defineContentScript({
  matches: siteMatches,
  runAt: 'document_start',
  noScriptStartedPostMessage: true,
  main() {
    const url = new URL(location.href);
    if (mayBeRead(url)) askEarlyForSettings();
    else void untilRead(window).then(loadPage);
    installKeyGuard(window);
    reservePlaceByPaint(document);
  },
});

/** A tab that is not read has no page's script; one that becomes another without a load gets it then. */
function loadPage(): void {
  if (!isBeside()) void native.runtime.sendMessage({ call: 'surface.loadPart', request: { part: 'page' } });
}
