import type { OpenAI } from 'openai';
import type { Connection } from '../model/connection.ts';
import { AppError } from '../model/errors.ts';
import { checkBaseUrl, isAzureHost, isLocalHost } from './base-url.ts';
import { type Asked, explainStatus, explainThrown } from './explain.ts';
import { fetchFor } from './nameless.ts';
import { isAsked } from './open-early.ts';
import { sdk } from './sdk.ts';

export type Fetch = typeof globalThis.fetch;

/** Bytes of an error's body that are read. */
const errorBytes = 64 * 1024;

/** Milliseconds an error's body may take; some servers announce one and never send it. */
const errorBodyMs = 5000;

/** The SDK's own timer ends at the headers; ours (content-clock.ts) counts words, so this one must never be first. */
const neverMs = 2 ** 31 - 1;

/** The SDK for a connection: it builds addresses, bodies and authentication; the network rules below are ours. */
export async function clientFor(
  connection: Connection,
  key: string,
  fetch: Fetch = fetchFor(connection),
): Promise<OpenAI> {
  const url = checkBaseUrl(connection.baseUrl);
  const token = key.trim();
  if (/[^\x21-\x7e]/.test(token)) {
    throw new AppError('badKey', 'The key contains a character that cannot be part of a key.', { host: url.host });
  }
  const { OpenAI } = await sdk();
  return new OpenAI({
    apiKey: token === '' ? 'none' : token, // the SDK insists on one; without a key its header is taken out below
    baseURL: connection.baseUrl,
    adminAPIKey: null,
    organization: connection.organization || null,
    project: connection.project || null,
    webhookSecret: null,
    dangerouslyAllowBrowser: true, // the key's owner runs this in their own background worker
    logLevel: 'off', // its log shows headers
    maxRetries: 0,
    timeout: neverMs,
    defaultHeaders: {
      ...connection.headers,
      ...(token === '' && { Authorization: null }),
      ...(token !== '' && isAzureHost(url.hostname) && { 'api-key': token, Authorization: null }),
    },
    fetch: carefulFetch(fetch),
  });
}

export function askedOf(connection: Connection, key: string): Asked {
  const url = URL.parse(connection.baseUrl);
  return { host: url?.host ?? connection.baseUrl, key, local: url !== null && isLocalHost(url.hostname) };
}

/** A request of the SDK, answered raw; whatever goes wrong is an AppError. */
export async function ask(asked: Asked, request: () => Promise<Response>): Promise<Response> {
  try {
    return await request();
  } catch (thrown) {
    const { APIError } = await sdk();
    if (thrown instanceof APIError && thrown.status !== undefined && thrown.headers !== undefined) {
      throw explainStatus(
        { status: thrown.status, headers: thrown.headers, body: bodies.get(thrown.headers) ?? '' },
        asked,
      );
    }
    throw explainThrown(thrown, asked);
  }
}

/** The text of failed answers, by their headers: the SDK's error keeps only `error` of a body, and relays have other shapes. */
const bodies = new WeakMap<Headers, string>();

/** Sends nothing but what was asked for: no cookies, no referrer, no cache, no telemetry headers, and follows no redirect. */
function carefulFetch(fetch: Fetch): Fetch {
  const careful: Fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    // Strict gateways allow a closed list of headers in their preflight.
    for (const name of [...headers.keys()]) {
      if (name.startsWith('x-stainless-') || name === 'user-agent') headers.delete(name);
    }
    isAsked(new URL(input instanceof Request ? input.url : input).host);
    const response = await fetch(input, {
      ...init,
      headers,
      // Not 'error': that looks like any broken connection. A manual redirect is not followed either, and can be told.
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
    if (response.type === 'opaqueredirect') throw new AppError('redirected', 'The address redirects elsewhere.');
    if (response.ok) return response;
    const body = await errorText(response);
    // A Response takes only statuses up to 599; firewalls invent others. 304 may have no body.
    const status = Math.min(response.status, 599);
    const copy = new Response(status === 304 ? null : body, { status, headers: response.headers });
    bodies.set(copy.headers, body);
    return copy;
  };
  // Without it the SDK fetches `data:,` before it sends a form, to see what a response is made of.
  return Object.assign(careful, { Response });
}

async function errorText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), errorBodyMs);
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    while (size < errorBytes) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      size += value.length;
    }
  } catch {
    // A body that breaks off still has its status.
  } finally {
    clearTimeout(timer);
    void reader.cancel().catch(() => undefined);
  }
  const decoder = decoderOf(response);
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode();
}

/** The charset an answer declares, lower-case; utf-8 unless it says otherwise. */
export function charsetOf(response: Response): string {
  return /charset\s*=\s*"?([\w-]+)/i.exec(response.headers.get('content-type') ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
}

function decoderOf(response: Response): TextDecoder {
  try {
    return new TextDecoder(charsetOf(response));
  } catch {
    return new TextDecoder();
  }
}
