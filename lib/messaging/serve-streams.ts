import type { Runtime } from 'webextension-polyfill';
import { errorData } from '../model/errors.ts';
import { native } from './native.ts';
import type { StreamName, Streams } from './protocol.ts';
import { type ClientFrame, pingMs, send } from './stream-port.ts';

/** One batch per frame is what a screen can show; the first event of a burst leaves at once, if it is none that grows. */
const batchMs = 16;
/** What only grows is drawn ten times a second (lib/chat/pacer.ts), and each batch wakes the page. */
const growingMs = 32;
/** ms that it waits for what belongs to it: a mark that came after the words behind its sentence would move them. */
const gatherMs = 8;
/** Besides, the model's name: words follow it, and a page that draws it first draws them later. */
const growing: ReadonlySet<string> = new Set(['thinking', 'text', 'check', 'model']);

/** What somebody waits for: the first of each leaves at once too, though something else has just left. */
const awaited: ReadonlySet<string> = new Set(['thinking', 'text', 'quotes']);

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
  /** When the newest event came, if it is one that grows. */
  let grewMs = Number.NEGATIVE_INFINITY;
  const told = new Set<string>();
  /** What follows the first of something, often less than a word, comes sooner than the rest. */
  let growsMs = growingMs;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    dueMs = Number.POSITIVE_INFINITY;
    if (!batch.length) return;
    lastMs = performance.now();
    growsMs = growingMs;
    send(port, { type: 'events', events: batch.splice(0) });
  };
  const flushBy = (ms: number) => {
    if (ms >= dueMs) return;
    clearTimeout(timer);
    dueMs = ms;
    timer = setTimeout(flushWhenWhole, ms - performance.now());
  };
  /** Once: words that come all the time are not waited for. */
  const flushWhenWhole = () => {
    const restMs = grewMs + gatherMs - performance.now();
    if (restMs > 0) timer = setTimeout(flush, restMs);
    else flush();
  };
  try {
    for await (const event of events) {
      if (signal.aborted) return;
      batch.push(event);
      const isAwaited = awaited.has(event.type) && !told.has(event.type);
      told.add(event.type);
      const nowMs = performance.now();
      const isGrowing = growing.has(event.type);
      grewMs = isGrowing ? nowMs : Number.NEGATIVE_INFINITY;
      if (isAwaited || (!isGrowing && nowMs >= lastMs + batchMs)) flush();
      else flushBy(isGrowing ? Math.max(lastMs + growsMs, nowMs + gatherMs) : lastMs + batchMs);
      if (isAwaited) growsMs = batchMs;
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
