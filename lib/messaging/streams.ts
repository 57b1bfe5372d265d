import type { Runtime } from 'webextension-polyfill';
import { AppError, type AppErrorData, errorData } from '../model/errors.ts';
import { native } from './native.ts';
import type { StreamName, Streams } from './protocol.ts';

type Frame<N extends StreamName> =
  | { type: 'events'; events: Streams[N]['event'][] }
  | { type: 'pong' }
  | { type: 'end' }
  | { type: 'failed'; error: AppErrorData };

type ClientFrame<N extends StreamName> =
  | { type: 'open'; request: Streams[N]['request'] }
  | { type: 'ping' }
  | { type: 'stop' };

/** Both browsers stop a background that hears nothing for 30 s, even while it reads a response. */
const pingMs = 20_000;

/** An extension that is replaced may leave its ports open without a word. */
const aliveMs = 1_000;

/** One batch per frame is what a screen can show; the first event of a burst leaves at once. */
const batchMs = 16;
/** What only grows is drawn ten times a second (lib/chat/pacer.ts), and each batch wakes the page. */
const growingMs = 32;
const growing: ReadonlySet<string> = new Set(['thinking', 'text', 'check']);

/** What somebody waits for: the first of each leaves at once too, though something else has just left. */
const awaited: ReadonlySet<string> = new Set(['thinking', 'text', 'quotes']);

/**
 * Asks the background and yields what it says, until it ends.
 * Aborting tells the background to stop, unless the reason is 'left': then another will read on.
 * @throws AppError as the background failed; 'updated' when the extension was replaced under this page;
 * 'disconnected' when the background went away mid-stream.
 */
export async function* openStream<N extends StreamName>(
  name: N,
  request: Streams[N]['request'],
  signal: AbortSignal,
): AsyncGenerator<Streams[N]['event']> {
  const port = connect(name);
  const frames: Frame<N>[] = [];
  let wake = () => {};
  let gone = false;
  let heard = true;
  port.onMessage.addListener((message: unknown) => {
    heard = true;
    frames.push(message as Frame<N>); // our own background is the only one that can speak on this port
    wake();
  });
  port.onDisconnect.addListener(() => {
    gone = true;
    wake();
  });
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  const watch = setInterval(() => {
    if (extensionIsAlive()) return;
    gone = true;
    wake();
  }, aliveMs);
  // A page that slept may never be told that its port is dead; one whose pings stay without reply is.
  const ping = setInterval(() => {
    if (!heard) {
      gone = true;
      wake();
    }
    heard = false;
    send(port, { type: 'ping' });
  }, pingMs);
  try {
    send(port, { type: 'open', request } satisfies ClientFrame<N>);
    while (true) {
      if (signal.aborted) return;
      const frame = frames.shift();
      if (frame?.type === 'events') yield* frame.events;
      else if (frame?.type === 'end') return;
      else if (frame?.type === 'failed') throw new AppError(frame.error.code, frame.error.detail, frame.error);
      else if (gone) throw new AppError(extensionIsAlive() ? 'disconnected' : 'updated');
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    if (signal.aborted && signal.reason !== 'left') send(port, { type: 'stop' });
    clearInterval(ping);
    clearInterval(watch);
    signal.removeEventListener('abort', onAbort);
    disconnect(port);
  }
}

/** Why a reader is gone: somebody pressed stop (or asked something else), or its page went away. */
export type Leaving = 'stopped' | 'left';

/** Serves every stream of this name; `signal` aborts when the reader is gone, its reason is a `Leaving`. `sender` asked. */
export function serveStream<N extends StreamName>(
  name: N,
  read: (message: unknown) => Streams[N]['request'] | undefined,
  handler: (
    request: Streams[N]['request'],
    signal: AbortSignal,
    sender: Runtime.MessageSender | undefined,
  ) => AsyncIterable<Streams[N]['event']>,
): void {
  native.runtime.onConnect.addListener((port) => {
    if (port.name !== name || port.sender?.id !== native.runtime.id) return;
    const reader = new AbortController();
    let opened = false;
    port.onDisconnect.addListener(() => reader.abort('left' satisfies Leaving));
    port.onMessage.addListener((message: unknown) => {
      const frame = message as Partial<ClientFrame<N>> | undefined;
      if (frame?.type === 'ping') send(port, { type: 'pong' });
      if (frame?.type === 'stop') reader.abort('stopped' satisfies Leaving);
      if (frame?.type !== 'open' || opened) return;
      opened = true;
      const request = read((frame as { request?: unknown }).request);
      if (!request) send(port, { type: 'failed', error: { code: 'unexpected', detail: `malformed ${name} request` } });
      else void pump(port, handler(request, reader.signal, port.sender), reader.signal);
    });
  });
}

async function pump<N extends StreamName>(
  port: Runtime.Port,
  events: AsyncIterable<Streams[N]['event']>,
  signal: AbortSignal,
) {
  const stayAwake = setInterval(() => void native.runtime.getPlatformInfo(), pingMs);
  const batch: Streams[N]['event'][] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  const told = new Set<string>();
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    dueMs = Number.POSITIVE_INFINITY;
    if (!batch.length) return;
    lastMs = performance.now();
    send(port, { type: 'events', events: batch.splice(0) });
  };
  const flushBy = (ms: number) => {
    if (ms >= dueMs) return;
    clearTimeout(timer);
    dueMs = ms;
    timer = setTimeout(flush, ms - performance.now());
  };
  try {
    for await (const event of events) {
      if (signal.aborted) return;
      batch.push(event);
      const isAwaited = awaited.has(event.type) && !told.has(event.type);
      told.add(event.type);
      const leavesMs = lastMs + (growing.has(event.type) ? growingMs : batchMs);
      if (isAwaited || performance.now() >= leavesMs) flush();
      else flushBy(leavesMs);
    }
    flush();
    send(port, { type: 'end' });
  } catch (thrown) {
    flush();
    send(port, { type: 'failed', error: errorData(thrown) });
  } finally {
    clearTimeout(timer);
    clearInterval(stayAwake);
  }
}

/** After an update or a reload of the extension, its old content scripts have no `runtime.id`. */
export function extensionIsAlive(): boolean {
  try {
    return native.runtime.id !== undefined;
  } catch {
    return false; // Firefox throws on a dead context
  }
}

function connect(name: string): Runtime.Port {
  try {
    return native.runtime.connect({ name });
  } catch (thrown) {
    throw new AppError('updated', String(thrown));
  }
}

/** A port whose other end has left throws; the loss shows as its disconnection, which is handled. */
function send(port: Runtime.Port, message: unknown): void {
  try {
    port.postMessage(message);
  } catch {
    disconnect(port);
  }
}

function disconnect(port: Runtime.Port): void {
  try {
    port.disconnect();
  } catch {
    // already gone
  }
}
