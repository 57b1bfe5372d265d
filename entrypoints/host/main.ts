import { serveHost } from '../../lib/messaging/own-channel.ts';
import { partsInPage } from '../../lib/parts/in-page.ts';
import { provideSdk } from '../../lib/providers/sdk.ts';
import { serveFrames } from '../../lib/providers/server-frames.ts';
import { readKey } from '../../lib/settings/vault.ts';
import { connectionPlayer } from '../../lib/voice/host/connection-player.ts';
import { createListen } from '../../lib/voice/host/listen.ts';
import { shown } from './window.ts';

provideSdk(() => partsInPage.load('openai'));

/** ms without a task after which the document goes away; Chromium itself would keep it. */
const idleMs = 60_000;

const readerFrame = () => document.querySelector('iframe[src="/reader.html"]');
const countFrames = serveFrames(document);
/** A document without a window has `runtime` and nothing else of the extension's interfaces. */
const { browser, chrome } = globalThis as { browser?: object; chrome?: object };
const isWindow = 'tabs' in (browser ?? chrome ?? {});

const player = connectionPlayer();
const listen = createListen({ mayPrompt: isWindow, worklet: '/microphone-worklet.js', readKey, own: player.own });

/** The one document with a microphone and a loudspeaker; in Chromium it also holds the frame that reads pages. */
serveHost(
  {
    async *reader() {
      if (readerFrame()) return;
      const frame = document.createElement('iframe');
      frame.src = '/reader.html';
      const ready = new Promise<void>((done) => frame.addEventListener('load', () => done(), { once: true }));
      document.body.append(frame);
      await ready;
    },
    listen: isWindow ? shown(listen) : listen,
    // biome-ignore lint/correctness/useYield: it has nothing to say but that it is ready
    async *prepare(clip, signal) {
      await player.prepare(clip, signal);
    },
    play: ({ volume, gapMs, ...clip }, signal, onControl) =>
      player.playTimed(clip, { volume, gapMs, onSteering: onControl }, signal),
  },
  {
    idleMs,
    onIdle: () => {
      if (!readerFrame() && countFrames() === 0) window.close();
    },
  },
);
