import { AppError, errorData } from '../../model/errors.ts';
import { createOutbox } from '../outbox.ts';
import type { Steering } from '../speaking/engine.ts';
import type { ClipPlayer, Wanted } from '../speaking/engines/connection.ts';
import { createClips } from './clips.ts';
import { createTap, type OwnSound } from './own-sound.ts';
import { soundIn } from './silence.ts';

/** Seconds in which a clip that is cut off goes silent; without, it clicks. */
const fadeSeconds = 0.05;
/** Seconds in which the volume changes. */
const glideSeconds = 0.04;
/** ms after which a browser holds sound back that has let it on before. */
const unlockMs = 1_000;
/** ms for the first time, when a sound device may have to wake up: headphones take one or two seconds, Firefox too. */
const firstUnlockMs = 5_000;

/** ms in which a request has left. */
const leavesMs = 60;

export interface SpeechAudio {
  bytes: ArrayBuffer;
  /** At the rate that was asked for; else the player has to play it faster. */
  isAtRate: boolean;
}

interface Sound {
  buffer: AudioBuffer;
  /** Seconds. */
  start: number;
  end: number;
  /** What is left for us to do of the rate. */
  playbackRate: number;
}

export interface HostPlayer extends ClipPlayer {
  /** As `play`, with the seconds of the audio clock at which the sound begins and ends. */
  playTimed(
    wanted: Wanted,
    how: Parameters<ClipPlayer['play']>[1],
    signal: AbortSignal,
  ): AsyncGenerator<{ type: 'started' | 'ended'; atSeconds: number }>;
  /** What is played, for whoever listens meanwhile. */
  readonly own: OwnSound;
}

/** Fetches, decodes and plays the clips of connections. One sounds at a time: a new one fades out the one before. */
export function createHostPlayer(
  synthesise: (wanted: Wanted, signal: AbortSignal) => Promise<SpeechAudio>,
  createContext: () => AudioContext,
): HostPlayer {
  const clips = createClips<Sound>();
  let context: AudioContext | undefined;
  let tap: ReturnType<typeof createTap> | undefined;
  let hush = () => {};
  let hasWaited = false;

  const sound = (wanted: Wanted, signal: AbortSignal): Promise<Sound> =>
    clips.get(nameOf(wanted), (wish) => fetched(wanted, wish), signal);

  async function fetched(wanted: Wanted, signal: AbortSignal): Promise<Sound> {
    const { bytes, isAtRate } = await synthesise(wanted, signal);
    context ??= createContext();
    const buffer = await context.decodeAudioData(bytes).catch((thrown) => {
      throw new AppError('badReply', `The sound cannot be decoded: ${errorData(thrown).detail}`);
    });
    const { start, end } = soundIn(buffer.getChannelData(0), buffer.sampleRate);
    return { buffer, start, end, playbackRate: isAtRate ? 1 : wanted.rate };
  }

  async function* playTimed(wanted: Wanted, how: Parameters<ClipPlayer['play']>[1], signal: AbortSignal) {
    const askedMs = performance.now();
    let { volume } = how;
    let voice: ReturnType<typeof sounding> | undefined;
    // While the clip is fetched, too: what is asked then must not be lost.
    how.onSteering((steering) => {
      if (steering.do === 'volume') volume = steering.volume;
      voice?.steer(steering);
    });
    const coming = sound(wanted, signal);
    const awake = context ? letOn(context, signal) : woken(signal);
    const [ready] = await Promise.all([coming, awake]);
    context ??= createContext();
    if (signal.aborted) return;
    hush();
    const afterSeconds = Math.max(0, how.gapMs - (performance.now() - askedMs)) / 1_000;
    tap ??= createTap(context);
    tap.says(wanted.text);
    const begun = sounding(context, ready, { volume, afterSeconds, tap: tap.node });
    voice = begun;
    hush = begun.stop;
    signal.addEventListener('abort', begun.stop, { once: true });
    try {
      yield* begun.events.read(signal);
    } finally {
      signal.removeEventListener('abort', begun.stop);
      begun.stop();
    }
  }

  /** The first context holds everything up for half a second: the request leaves before, and is answered meanwhile. */
  async function woken(signal: AbortSignal): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, leavesMs));
    context ??= createContext();
    await letOn(context, signal);
  }

  function letOn(context: AudioContext, signal: AbortSignal): Promise<void> {
    const ms = hasWaited ? unlockMs : firstUnlockMs;
    hasWaited = true;
    return unlocked(context, signal, ms);
  }

  return {
    async prepare(wanted, signal) {
      await sound(wanted, signal);
    },
    async *play(wanted, how, signal) {
      for await (const { type } of playTimed(wanted, how, signal)) if (type === 'started') yield 'begun' as const;
    },
    playTimed,
    own: { loudness: () => tap?.loudness() ?? -100, texts: () => tap?.texts() ?? [] },
  };
}

const nameOf = ({ connection, model, voice, text, rate, format }: Wanted): string =>
  JSON.stringify([connection.id, connection.baseUrl, model, voice, text, rate, format]);

/** A browser may hold sound back until somebody presses something in this document. */
async function unlocked(context: AudioContext, signal: AbortSignal, ms: number): Promise<void> {
  if (context.state === 'running') return;
  const waited = new Promise((resolve) => setTimeout(resolve, ms));
  await Promise.race([context.resume().catch(() => {}), waited]);
  if ((context.state as AudioContextState) !== 'running' && !signal.aborted)
    throw new AppError('soundBlocked', `The audio context is ${context.state}.`);
}

/** A sound on its way to the loudspeaker. */
function sounding(
  context: AudioContext,
  { buffer, start, end, playbackRate }: Sound,
  how: { volume: number; afterSeconds: number; tap: AudioNode },
) {
  const events = createOutbox<{ type: 'started' | 'ended'; atSeconds: number }>();
  const gain = context.createGain();
  gain.gain.value = how.volume;
  gain.connect(context.destination);
  gain.connect(how.tap);
  /** Seconds into the buffer where it goes on, and since when (audio clock) it plays from there. */
  let offset = start;
  let sinceSeconds = 0;
  let source: AudioBufferSourceNode | undefined;
  let isOver = false;

  function go(afterSeconds: number): void {
    const node = context.createBufferSource();
    source = node;
    node.buffer = buffer;
    node.playbackRate.value = playbackRate;
    node.connect(gain);
    sinceSeconds = context.currentTime + afterSeconds;
    node.start(sinceSeconds, offset, end - offset);
    node.onended = () => {
      if (source !== node) return;
      events.put({ type: 'ended', atSeconds: sinceSeconds + (end - offset) / playbackRate });
      events.end();
    };
  }

  function stop(): void {
    if (isOver) return;
    isOver = true;
    clearTimeout(begin);
    events.end();
    const last = source;
    source = undefined;
    if (!last) {
      gain.disconnect();
      return;
    }
    gain.gain.cancelScheduledValues(context.currentTime);
    gain.gain.setValueAtTime(gain.gain.value, context.currentTime);
    gain.gain.linearRampToValueAtTime(0, context.currentTime + fadeSeconds);
    last.stop(context.currentTime + fadeSeconds);
    last.addEventListener('ended', () => gain.disconnect());
  }

  function steer(steering: Steering): void {
    if (steering.do === 'volume') gain.gain.setTargetAtTime(steering.volume, context.currentTime, glideSeconds / 3);
    if (steering.do === 'pause' && source) {
      offset = Math.min(end, offset + Math.max(0, context.currentTime - sinceSeconds) * playbackRate);
      const held = source;
      source = undefined;
      held.stop();
    }
    if (steering.do === 'resume' && !source && !isOver) go(0);
  }

  go(how.afterSeconds);
  const startsAt = sinceSeconds;
  const begin = setTimeout(() => events.put({ type: 'started', atSeconds: startsAt }), how.afterSeconds * 1_000);
  return { events, stop, steer };
}
