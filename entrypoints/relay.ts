import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { serveFrame } from '../lib/messaging/frame-port.ts';
import { native } from '../lib/messaging/native.ts';
import { askOwnServer } from '../lib/providers/own-server.ts';

/**
 * Runs in pages of a local server that its user lets Pangda ask without naming itself (Chromium; lib/providers/
 * local-origin.ts), and does something only in a frame of Pangda's own document: there it asks as that page.
 */
export default defineUnlistedScript({
  exclude: ['firefox'],
  main() {
    const { ancestorOrigins, origin } = location;
    const isOurs = ancestorOrigins.length === 1 && `${ancestorOrigins[0]}/` === native.runtime.getURL('/');
    if (!isOurs || !window.name.startsWith('frame:')) return;
    serveFrame(
      window.name,
      (request, signal) => askOwnServer(origin, request, signal),
      () => location.replace('about:blank'), // tells the document that holds the frame to remove it
    );
  },
});
