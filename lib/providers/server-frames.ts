/** A broadcast channel is heard by pages of this extension only. */
const channelName = 'pangda.frames';

type Word = { open: string; url: string } | { loaded: string } | { close: string };

/**
 * Has the document that serves frames open one, whose `window.name` will be `name`; resolves when it has loaded, or when
 * nobody waits for that any more.
 */
export async function openFrame(name: string, url: string, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const channel = new BroadcastChannel(channelName);
  await new Promise<void>((done) => {
    channel.onmessage = ({ data }: MessageEvent<Word>) => {
      if ('loaded' in data && data.loaded === name) done();
    };
    signal.addEventListener('abort', () => done(), { once: true });
    channel.postMessage({ open: name, url } satisfies Word);
  });
  channel.close();
}

/** Takes away a frame that never came up; the others leave by themselves. */
export function closeFrame(name: string): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage({ close: name } satisfies Word);
  channel.close();
}

/**
 * Shows pages of local servers in frames of `host`, for the content script in them (entrypoints/relay.ts). Their own
 * scripts do not run. A frame whose work is done goes to an empty page, which takes it away here.
 * Returns how many frames there are.
 */
export function serveFrames(host: Document): () => number {
  const frames = new Map<string, HTMLIFrameElement>();
  const remove = (name: string) => {
    frames.get(name)?.remove();
    frames.delete(name);
  };
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if ('close' in data) remove(data.close);
    if (!('open' in data)) return;
    const frame = host.createElement('iframe');
    frame.name = data.open;
    frame.setAttribute('sandbox', 'allow-same-origin');
    frame.src = data.url;
    let loads = 0;
    frame.addEventListener('load', () => {
      loads += 1;
      if (loads > 1) remove(data.open);
      else channel.postMessage({ loaded: data.open } satisfies Word);
    });
    frames.set(data.open, frame);
    host.documentElement.append(frame);
  };
  return () => frames.size;
}
