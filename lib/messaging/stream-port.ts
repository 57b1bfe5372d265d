import type { Runtime } from 'webextension-polyfill';
import type { AppErrorData } from '../model/errors.ts';
import type { StreamName, Streams } from './protocol.ts';

/** What the background says on the port of a stream. */
export type Frame<N extends StreamName> =
  | { type: 'events'; events: Streams[N]['event'][] }
  | { type: 'pong' }
  | { type: 'end' }
  | { type: 'failed'; error: AppErrorData };

/** What whoever asks says on it. */
export type ClientFrame<N extends StreamName> =
  | { type: 'open'; request: Streams[N]['request'] }
  | { type: 'ping' }
  | { type: 'stop' };

/** Both browsers stop a background that hears nothing for 30 s, even while it reads a response. */
export const pingMs = 20_000;

/** A port whose other end has left throws; the loss shows as its disconnection, which is handled. */
export function send(port: Runtime.Port, message: unknown): void {
  try {
    port.postMessage(message);
  } catch {
    disconnect(port);
  }
}

export function disconnect(port: Runtime.Port): void {
  try {
    port.disconnect();
  } catch {
    // already gone
  }
}
