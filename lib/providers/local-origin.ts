import browser from 'webextension-polyfill';
import type { Connection } from '../model/connection.ts';
import { hostsWithoutOrigin, originRule, ruleId } from './origin-rule.ts';

/** Makes the browser follow what the connections want. Its rules die with it, so this is called at every start, too. */
export async function applyWithoutOrigin(connections: readonly Connection[]): Promise<void> {
  if (!browser.declarativeNetRequest) return; // Chromium: see wxt.config.ts
  const hosts = hostsWithoutOrigin(connections);
  const ownHost = new URL(browser.runtime.getURL('/')).host;
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [ruleId],
    addRules: hosts.length > 0 ? [originRule(hosts, ownHost)] : [],
  });
}
