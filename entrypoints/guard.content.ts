import { defineContentScript } from 'wxt/utils/define-content-script';
import { askEarlyForSettings } from '../lib/messaging/early-settings.ts';
import { native } from '../lib/messaging/native.ts';
import { installKeyGuard } from '../lib/sites/key-guard.ts';
import { siteMatches } from '../lib/sites/matches.ts';
import { reservePlace } from '../lib/sites/reserve.ts';
import { mayBeRead } from '../lib/sites/tabs.ts';
import { untilRead } from '../lib/sites/until-read.ts';
import { isBeside } from './page.content/beside.ts';

/**
 * Must be there before the page's own scripts (keys) and its first paint (place). Has the script that reads the page put
 * beside it, which wakes the background meanwhile.
 */
export default defineContentScript({
  matches: siteMatches,
  runAt: 'document_start',
  noScriptStartedPostMessage: true,
  main() {
    const url = new URL(location.href);
    if (mayBeRead(url)) {
      loadPage();
      askEarlyForSettings();
    } else void untilRead(window).then(loadPage);
    installKeyGuard(window);
    reservePlace(document, url);
  },
});

/**
 * Where nothing will be read, nothing more than this script runs; a tab that becomes another without a load gets the rest
 * then. As the manifest's own script it would be compiled before any page, or come only after the first paint.
 */
function loadPage(): void {
  if (isBeside()) return;
  const load = () => native.runtime.sendMessage({ call: 'surface.loadPart', request: { part: 'page' } });
  // A background that is just being ended by the browser refuses; the next one answers.
  load()
    .catch(load)
    .catch(() => {}); // the extension was replaced, and the new one sees to the next page
}
