import { AppError, type AppErrorData, errorData } from '../model/errors.ts';
import type { HostStreams } from './host-protocol.ts';

/** Heard by pages and the background of this extension only; a content script's messages never come here. */
const channelName = 'pangda.host';

/** ms between signs of life, and without any after which the other end is taken for gone. */
const aliveMs = 2_000;
const goneMs = 7_000;
/** ms until the other end must have said that it is there: it does so before anything else. */
const thereMs = 2_000;

export type HostStreamName = keyof HostStreams;

type FromAsker = { id: string } & (
  | { ask: HostStreamName; request: unknown }
  | { control: unknown }
  | { stop: true }
  | { isAskerAlive: true }
);
type FromHost = { id: string } & ({ event: unknown } | { end: true } | { failed: AppErrorData } | { alive: true });

/**
 * Asks the voice's host (entrypoints/host) and yields what it says until it ends; aborting stops it. `controls` are sent
 * to it as they come. The host must be there: see lib/background/host-document.ts.
 * @throws AppError as the host failed; 'hostClosed' when it is gone.
 */
export async function* askHost<N extends HostStreamName>(
  name: N,
  request: HostStreams[N]['request'],
  signal: AbortSignal,
  controls?: { listen(send: (control: HostStreams[N]['control']) => void): void },
): AsyncGenerator<HostStreams[N]['event']> {
  const channel = new BroadcastChannel(channelName);
  const id = crypto.randomUUID();
  const post = (message: FromAsker) => channel.postMessage(message);
  const heard: FromHost[] = [];
  let lastMs = Date.now();
  let patienceMs = thereMs;
  let wake = () => {};
  channel.onmessage = ({ data }: MessageEvent<Partial<FromHost>>) => {
    if (data.id !== id || 'ask' in data || 'control' in data) return;
    lastMs = Date.now();
    patienceMs = goneMs;
    heard.push(data as FromHost); // only our own pages speak here
    wake();
  };
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  const watch = setInterval(() => {
    post({ id, isAskerAlive: true });
    if (Date.now() - lastMs > patienceMs) wake();
  }, aliveMs);
  const there = setTimeout(() => wake(), thereMs + 1);
  let isOver = false;
  try {
    post({ id, ask: name, request });
    controls?.listen((control) => post({ id, control })); // what is sent before the question is heard by nobody
    while (!signal.aborted) {
      const message = heard.shift();
      if (message && 'event' in message) yield message.event as HostStreams[N]['event'];
      else if (message && 'end' in message) {
        isOver = true;
        return;
      } else if (message && 'failed' in message) {
        isOver = true;
        throw new AppError(message.failed.code, message.failed.detail, message.failed);
      } else if (!message && Date.now() - lastMs > patienceMs)
        throw new AppError('hostClosed', 'No sign of life came from it.');
      else if (!message)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    if (!isOver) post({ id, stop: true });
    clearInterval(watch);
    clearTimeout(there);
    signal.removeEventListener('abort', onAbort);
    channel.close();
  }
}

type TailOf<N extends HostStreamName> =
  Parameters<typeof askHost<N>> extends [unknown, unknown, ...infer Tail] ? Tail : never;

/**
 * As `askHost`, of a host that `open` sees to. One that closes between being opened and being asked, as an idle one may
 * at any moment, is opened once more.
 */
export async function* askOpenHost<N extends HostStreamName>(
  open: () => Promise<void>,
  name: N,
  /** Made when it is asked. */
  request: () => HostStreams[N]['request'],
  ...[signal, controls]: TailOf<N>
): AsyncGenerator<HostStreams[N]['event']> {
  for (let isFirst = true; ; isFirst = false) {
    await open();
    if (signal.aborted) return;
    let hasSpoken = false;
    try {
      for await (const event of askHost(name, request(), signal, controls)) {
        hasSpoken = true;
        yield event;
      }
      return;
    } catch (thrown) {
      const isClosed = thrown instanceof AppError && thrown.code === 'hostClosed';
      if (!isClosed || hasSpoken || !isFirst) throw thrown;
    }
  }
}

export type HostHandlers = {
  [N in HostStreamName]: (
    request: HostStreams[N]['request'],
    signal: AbortSignal,
    /** Calls back with every control that is sent from now on. */
    onControl: (heed: (control: HostStreams[N]['control']) => void) => void,
  ) => AsyncIterable<HostStreams[N]['event']>;
};

/**
 * Serves the background's streams in the host's document; `signal` aborts when the asker stops or is gone. `onIdle` is
 * called when nothing was asked for `idleMs`, again and again while that lasts.
 */
export function serveHost(handlers: HostHandlers, { idleMs, onIdle }: { idleMs: number; onIdle(): void }): void {
  const channel = new BroadcastChannel(channelName);
  const open = new Map<string, { stop: AbortController; lastMs: number; heed?: (control: never) => void }>();
  const post = (message: FromHost) => channel.postMessage(message);

  let busyMs = Date.now();
  setInterval(() => {
    if (open.size > 0) busyMs = Date.now();
    else if (Date.now() - busyMs > idleMs) onIdle();
    for (const [id, asked] of open) {
      if (Date.now() - asked.lastMs > goneMs) asked.stop.abort();
      post({ id, alive: true });
    }
  }, aliveMs);
  addEventListener('pagehide', () => {
    for (const [id, { stop }] of open) {
      post({ id, failed: { code: 'hostClosed', detail: '' } });
      stop.abort();
    }
  });

  channel.onmessage = ({ data }: MessageEvent<FromAsker>) => {
    const asked = open.get(data.id);
    if (asked) asked.lastMs = Date.now();
    if ('ask' in data) void serve(data.id, data.ask, data.request as never);
    else if ('stop' in data) asked?.stop.abort();
    else if ('control' in data) asked?.heed?.(data.control as never);
  };

  async function serve<N extends HostStreamName>(id: string, name: N, request: HostStreams[N]['request']) {
    if (open.has(id)) return;
    const asked: { stop: AbortController; lastMs: number; heed?: (control: never) => void } = {
      stop: new AbortController(),
      lastMs: Date.now(),
    };
    open.set(id, asked);
    post({ id, alive: true });
    try {
      const events = handlers[name](request, asked.stop.signal, (heed) => {
        asked.heed = heed;
      });
      for await (const event of events) {
        if (asked.stop.signal.aborted) break;
        post({ id, event });
      }
      post({ id, end: true });
    } catch (thrown) {
      post({ id, failed: errorData(thrown) });
    } finally {
      open.delete(id);
    }
  }
}
