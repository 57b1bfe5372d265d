import { askOpenHost } from '../messaging/own-channel.ts';
import { type ChromeTts, chromeTts } from '../voice/speaking/engines/chrome-tts.ts';
import type { ClipPlayer, Wanted } from '../voice/speaking/engines/connection.ts';
import { speechSynthesiser } from '../voice/speaking/engines/speech-synthesis.ts';
import type { Synthesiser } from '../voice/speaking/engines/synthesiser.ts';

/** What this browser speaks with: by its own interface in a worker, by the Web's in a page. */
export function browserSynthesiser(): Synthesiser {
  const { tts } = (globalThis as { chrome?: { tts?: ChromeTts } }).chrome ?? {};
  if (tts) return chromeTts(tts);
  if (globalThis.speechSynthesis) return speechSynthesiser(speechSynthesis, SpeechSynthesisUtterance);
  return { list: () => [], async *say() {} };
}

/**
 * Plays what connections say, in the host; `openHost` sees to it that it is there. Not in a background that is a page:
 * Firefox (140 to 153) keeps the audio context of one suspended, for ever.
 */
export function clipPlayer(openHost: () => Promise<void>): ClipPlayer {
  /** The host knows its clips by what is said; the names are for its messages. */
  const clip = (wanted: Wanted) => ({ speechId: '', ...wanted });
  return {
    // The document takes a moment to open, the answer another to come.
    expect: () => void openHost().catch(() => {}), // told when a clip is asked for
    async prepare(wanted, signal) {
      for await (const _ of askOpenHost(openHost, 'prepare', () => clip(wanted), signal));
    },
    async *play(wanted, { gapMs, volume, onSteering }, signal) {
      const askedMs = performance.now();
      const request = () => {
        const leftMs = Math.max(0, gapMs - (performance.now() - askedMs));
        return { ...clip(wanted), gapMs: leftMs, volume };
      };
      for await (const { type } of askOpenHost(openHost, 'play', request, signal, { listen: onSteering }))
        if (type === 'started') yield 'begun' as const;
    },
  };
}
