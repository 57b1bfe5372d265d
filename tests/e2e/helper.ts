import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { probe } from './probe.ts';
import { provoke } from './provoke.ts';

/** The add-on's id in Firefox, where an id is what its address is derived from. */
export const helperId = 'helper@pangda.test';

/** Events between a test's code in the page and the add-on; their details are JSON text, which crosses both worlds. */
export const askEvent = 'pangda-test-ask';
export const replyEvent = 'pangda-test-reply';

export interface Helper {
  folder: string;
  remove(): void;
}

/**
 * Writes a small add-on, installed beside the extension under test and never shipped. The panel lives in a closed
 * shadow root, which a page cannot enter; add-ons can. It answers questions about what is in there (probe.ts), and
 * provokes it (provoke.ts).
 * For a browser that no test is attached to there is more:
 * @param inPages JavaScript to run in every page besides.
 * @param inBackground JavaScript of a service worker that may look at the tabs.
 */
export function writeHelper(inPages = '', inBackground = ''): Helper {
  const folder = mkdtempSync(join(tmpdir(), 'pangda-helper-'));
  const manifest = {
    manifest_version: 3,
    name: 'Pangda test helper',
    version: '1',
    content_scripts: [{ matches: ['<all_urls>'], js: ['helper.js'], run_at: 'document_start' }],
    host_permissions: ['<all_urls>'],
    ...(inBackground && { background: { service_worker: 'background.js' }, permissions: ['tabs'] }),
    browser_specific_settings: {
      gecko: { id: helperId, data_collection_permissions: { required: ['none'] } },
    },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'helper.js'), `${answerQuestions}\n${inPages}`);
  if (inBackground) writeFileSync(join(folder, 'background.js'), inBackground);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const answerQuestions = `
${probe.toString()}
${provoke.toString()}
function panelRoot() {
  const host = document.querySelector('pangda-panel, pangda-question');
  if (!host) return undefined;
  return globalThis.chrome?.dom ? chrome.dom.openOrClosedShadowRoot(host) : host.openOrClosedShadowRoot;
}
document.addEventListener('${askEvent}', (event) => {
  const { id, query } = JSON.parse(event.detail);
  const root = panelRoot();
  const answer = root && (query === 'provoke' ? provoke(root) : probe(root, query));
  document.dispatchEvent(new CustomEvent('${replyEvent}', { detail: JSON.stringify({ id, answer }) }));
});
`;
