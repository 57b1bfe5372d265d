import browser from 'webextension-polyfill';
import { isBuiltIn } from '../model/connection.ts';

/** The host permission a base URL needs, as a match pattern (ports are not part of one). */
export function originPattern(baseUrl: string): string | undefined {
  try {
    const { protocol, hostname } = new URL(baseUrl);
    return protocol === 'https:' || protocol === 'http:' ? `${protocol}//${hostname}/*` : undefined;
  } catch {
    return undefined;
  }
}

/** Calls back when the browser grants or withdraws access to a host, as its user may at any time. */
export function watchAccess(onChange: () => void): void {
  browser.permissions.onAdded.addListener(onChange);
  browser.permissions.onRemoved.addListener(onChange);
}

export async function hasAccess(baseUrl: string): Promise<boolean> {
  if (isBuiltIn({ baseUrl })) return true;
  const pattern = originPattern(baseUrl);
  return pattern !== undefined && browser.permissions.contains({ origins: [pattern] });
}

/** Asks the browser for a host; must run inside a click. */
export async function requestAccess(baseUrl: string): Promise<boolean> {
  if (isBuiltIn({ baseUrl })) return true;
  const pattern = originPattern(baseUrl);
  return pattern !== undefined && browser.permissions.request({ origins: [pattern] });
}

/** Content scripts lose sight of what is stored where the browser can do that (Chromium). */
export async function closeStorageToPages(): Promise<void> {
  for (const name of ['local', 'sync', 'managed'] as const) {
    const area = browser.storage[name] as (typeof browser.storage)[typeof name] & {
      setAccessLevel?: (level: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>;
    };
    await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  }
}
