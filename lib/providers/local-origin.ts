import browser from 'webextension-polyfill';
import type { Connection } from '../model/connection.ts';
import { hostsWithoutOrigin, originRule, ruleId } from './origin-rule.ts';

/** The content script that asks for us from a page of the server's own (entrypoints/relay.ts). */
const relay = { id: 'relay', js: ['relay.js'] };

/**
 * Makes the browser follow what the connections want: by a rule that takes the header away, or, in Chromium, by a
 * script that asks from a frame of the server itself. Both die with the browser, so this is called at every start, too.
 */
export async function applyWithoutOrigin(connections: readonly Connection[]): Promise<void> {
  const hosts = hostsWithoutOrigin(connections);
  if (browser.declarativeNetRequest) return applyRule(hosts);
  await inTurn(() => applyRelay(hosts));
}

async function applyRule(hosts: string[]): Promise<void> {
  const ownHost = new URL(browser.runtime.getURL('/')).host;
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [ruleId],
    addRules: hosts.length > 0 ? [originRule(hosts, ownHost)] : [],
  });
}

async function applyRelay(hosts: string[]): Promise<void> {
  const { scripting } = browser;
  const [before] = await scripting.getRegisteredContentScripts({ ids: [relay.id] });
  const matches = hosts.map((host) => `*://${host}/*`);
  if (matches.join() === (before?.matches ?? []).join()) return;
  if (before) await scripting.unregisterContentScripts({ ids: [relay.id] });
  if (matches.length === 0) return;
  const when = { allFrames: true, runAt: 'document_start', persistAcrossSessions: false } as const;
  await scripting.registerContentScripts([{ ...relay, ...when, matches }]);
}

/** Looking and changing are two steps, which two connections at once must not mix. */
let last: Promise<unknown> = Promise.resolve();
function inTurn(step: () => Promise<void>): Promise<void> {
  const next = last.then(step);
  last = next.catch(() => {}); // the one who asked has been told
  return next;
}
