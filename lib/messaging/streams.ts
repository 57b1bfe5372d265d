import type { Runtime } from 'webextension-polyfill';
import { AppError } from '../model/errors.ts';
import { native } from './native.ts';
import type { StreamName, Streams } from './protocol.ts';
import { type ClientFrame, disconnect, type Frame, pingMs, send } from './stream-port.ts';

/** An extension that is replaced may leave its ports open without a word. */
const aliveMs = 1_000;

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
