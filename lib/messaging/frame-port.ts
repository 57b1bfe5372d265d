import * as v from 'valibot';
import type { Runtime } from 'webextension-polyfill';
import { AppError } from '../model/errors.ts';
import { integer } from '../model/shapes.ts';
import { native } from './native.ts';

/** A request to the frame's own server; `url` is of its origin. */
export interface FrameRequest {
  url: string;
  method: string;
  headers: [string, string][];
  body?: string;
}

/** What a frame tells of the answer. Ports carry JSON, so bytes travel as text, a character each. */
const told = v.variant('type', [
  v.object({
    type: v.literal('head'),
    status: integer,
    headers: v.array(v.strictTuple([v.string(), v.string()])),
  }),
  v.object({ type: v.literal('bytes'), bytes: v.string() }),
  v.object({ type: v.literal('end') }),
  v.object({ type: v.literal('redirected') }),
  v.object({ type: v.literal('failed'), why: v.string() }),
]);
type Told = v.InferOutput<typeof told>;

/** ms until a frame on this computer must have come up. */
const openMs = 8_000;
/** ms after its page has loaded; the script in it connects before that, unless the page may not be framed, or is none. */
const lateMs = 1_000;

/** Makes frames of servers. */
export interface Frames {
  /** Opens one, whose content script then connects by its name; resolves once the page in it has loaded, or at the abort. */
  open(name: string, url: string, signal: AbortSignal): Promise<void>;
  /** Takes one away that never connected. */
  close(name: string): void;
}

/**
 * A `fetch` that has each request made by a frame of the server's own page, and where there can be none, `otherwise`.
 * It rejects as the browser's does, with a TypeError or the signal's reason; AppError 'redirected' for a redirect.
 */
export function fetchInFrame(frames: Frames, otherwise: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const signal = init?.signal ?? new AbortController().signal;
    signal.throwIfAborted();
    const port = native.scripting && (await portOfFrame(frames, url, signal));
    if (!port) return otherwise(input, init);
    const { body } = init ?? {};
    const request: FrameRequest = {
      url: url.href,
      method: init?.method ?? 'GET',
      headers: [...new Headers(init?.headers)],
      ...(typeof body === 'string' && { body }),
    };
    return answered(port, request, signal);
  };
}

async function portOfFrame(frames: Frames, url: URL, signal: AbortSignal): Promise<Runtime.Port | undefined> {
  const name = `frame:${crypto.randomUUID()}`;
  const found = Promise.withResolvers<Runtime.Port | undefined>();
  const onConnect = (port: Runtime.Port) => {
    const from = URL.parse(port.sender?.url ?? '');
    if (port.name === name && port.sender?.id === native.runtime.id && from?.origin === url.origin) found.resolve(port);
  };
  const onAbort = () => found.reject(signal.reason);
  const giveUp = () => found.resolve(undefined);
  const timer = setTimeout(giveUp, openMs);
  const over = new AbortController();
  let late: ReturnType<typeof setTimeout> | undefined;
  native.runtime.onConnect.addListener(onConnect);
  signal.addEventListener('abort', onAbort);
  const onLoaded = () => {
    if (!over.signal.aborted) late = setTimeout(giveUp, lateMs);
  };
  frames.open(name, `${url.origin}/`, over.signal).then(onLoaded, found.reject);
  let port: Runtime.Port | undefined;
  try {
    port = await found.promise;
    return port;
  } finally {
    over.abort();
    clearTimeout(timer);
    clearTimeout(late);
    native.runtime.onConnect.removeListener(onConnect);
    signal.removeEventListener('abort', onAbort);
    if (!port) frames.close(name);
  }
}

/** Resolves at the headers; the body comes as the frame tells of it. Leaving either way closes the port. */
function answered(port: Runtime.Port, request: FrameRequest, signal: AbortSignal): Promise<Response> {
  const head = Promise.withResolvers<Response>();
  let body: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      body = controller;
    },
    cancel: leave,
  });
  function leave(): void {
    body = undefined;
    signal.removeEventListener('abort', onAbort);
    port.disconnect();
  }
  function fail(reason: unknown): void {
    head.reject(reason);
    body?.error(reason);
    leave();
  }
  const onAbort = () => fail(signal.reason);
  const hear: { [T in Told['type']]: (message: Extract<Told, { type: T }>) => void } = {
    head: ({ status, headers }) => head.resolve(responseOf(status, headers, stream)),
    bytes: ({ bytes }) => body?.enqueue(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0))),
    end() {
      body?.close();
      leave();
    },
    redirected: () => fail(new AppError('redirected', 'The address redirects elsewhere.')),
    failed: ({ why }) => fail(new TypeError(why)),
  };
  port.onMessage.addListener((message: unknown) => {
    const { success, output } = v.safeParse(told, message);
    if (success) hear[output.type](output as never); // each is heard by the line of its own name
  });
  port.onDisconnect.addListener(() => fail(new TypeError('The frame went away.')));
  signal.addEventListener('abort', onAbort);
  port.postMessage(request);
  return head.promise;
}

/** A Response takes only statuses from 200 to 599, and with some of them no body. */
function responseOf(status: number, headers: [string, string][], stream: ReadableStream<Uint8Array>): Response {
  const known = Math.min(Math.max(status, 200), 599);
  return new Response([204, 205, 304].includes(known) ? null : stream, { status: known, headers });
}

/**
 * In the frame: has `ask` make the one request that the background wants, and tells it of the answer as it comes.
 * `onGone`: the background has what it wanted, left, or died.
 */
export function serveFrame(
  name: string,
  ask: (request: FrameRequest, signal: AbortSignal) => Promise<Response>,
  onGone: () => void,
): void {
  const port = native.runtime.connect({ name });
  const leaving = new AbortController();
  const tell = (message: Told) => {
    if (!leaving.signal.aborted) port.postMessage(message);
  };
  port.onDisconnect.addListener(() => {
    leaving.abort();
    onGone();
  });
  port.onMessage.addListener(async (request: unknown) => {
    try {
      // Our own background is the only one that can speak on this port.
      const response = await ask(request as FrameRequest, leaving.signal);
      if (response.type === 'opaqueredirect') return tell({ type: 'redirected' });
      tell({ type: 'head', status: response.status, headers: [...response.headers] });
      for await (const bytes of piecesOf(response)) tell({ type: 'bytes', bytes });
      tell({ type: 'end' });
    } catch (thrown) {
      tell({ type: 'failed', why: thrown instanceof Error ? thrown.message : '' });
    }
  });
}

async function* piecesOf({ body }: Response): AsyncGenerator<string> {
  const reader = body?.getReader();
  if (!reader) return;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield Array.from(value, (byte) => String.fromCharCode(byte)).join('');
  }
}
