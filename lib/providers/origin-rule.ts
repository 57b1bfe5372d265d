import type { DeclarativeNetRequest } from 'webextension-polyfill';
import type { Connection } from '../model/connection.ts';
import { isLocalHost } from './base-url.ts';

/** The only rule there is. */
export const ruleId = 1;

/**
 * The rule that lets our own requests, and nobody else's, reach these hosts without an `Origin` header. A server on this
 * computer looks at that header to keep web pages out; a rule without `initiatorDomains` would let them all in.
 */
export function originRule(hosts: string[], ownHost: string): DeclarativeNetRequest.Rule {
  return {
    id: ruleId,
    action: { type: 'modifyHeaders', requestHeaders: [{ header: 'origin', operation: 'remove' }] },
    condition: { requestDomains: hosts, initiatorDomains: [ownHost], resourceTypes: ['xmlhttprequest'] },
  };
}

/** Hosts whose connections go without an origin: of this computer and private networks only, whatever is stored. */
export function hostsWithoutOrigin(connections: readonly Connection[]): string[] {
  const wanted = connections.filter(({ withoutOrigin }) => withoutOrigin);
  const hosts = wanted.map(({ baseUrl }) => URL.parse(baseUrl)?.hostname ?? '').filter(Boolean);
  return [...new Set(hosts)].filter(isLocalHost);
}
