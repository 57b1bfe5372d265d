import { AppError } from '../../model/errors.ts';
import { sampleRate } from '../listening/endpointer.ts';
import { createResampler } from '../listening/resample.ts';

export interface Microphone {
  track: MediaStreamTrack;
  /** Off, at once and for good. */
  close(): void;
}

export interface MicrophoneRules {
  /** This document is seen, so that the browser can ask its user here. One without a window would be refused for good. */
  mayPrompt: boolean;
  /** Address of the AudioWorklet's script (entrypoints/microphone-worklet.ts). */
  worklet: string;
}

/** What we hear of it: 16 kHz, mono; and that it is gone (unplugged, or withdrawn by the browser's user). */
export interface MicrophoneNews {
  samples(samples: Float32Array): void;
  gone(): void;
}

/**
 * Turns the microphone on.
 * @throws AppError 'micAsk' when the browser has not been asked and cannot be asked here, 'micDenied', 'micNone'.
 */
export async function openMicrophone(
  { mayPrompt, worklet }: MicrophoneRules,
  news: MicrophoneNews,
  signal: AbortSignal,
): Promise<Microphone> {
  const state = await microphoneState();
  if (state === 'denied') throw new AppError('micDenied');
  if (state === 'prompt' && !mayPrompt) throw new AppError('micAsk');
  signal.throwIfAborted();
  const stream = await askBrowser();
  const [track] = stream.getAudioTracks();
  if (!track) throw new AppError('micNone');
  let context: AudioContext | undefined;
  const close = () => {
    signal.removeEventListener('abort', close);
    for (const each of stream.getTracks()) each.stop();
    void context?.close().catch(() => {}); // closed already
  };
  signal.addEventListener('abort', close);
  track.addEventListener('ended', news.gone);
  try {
    signal.throwIfAborted();
    context = new AudioContext({ latencyHint: 'interactive' });
    await context.audioWorklet.addModule(worklet);
    const node = new AudioWorkletNode(context, 'microphone', { numberOfOutputs: 0, channelCount: 1 });
    const resample = createResampler(context.sampleRate, sampleRate);
    const heard = new Promise<void>((resolve) => {
      node.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
        news.samples(resample(data));
        resolve();
      };
    });
    context.createMediaStreamSource(stream).connect(node);
    void context.resume();
    await soon(heard);
    signal.throwIfAborted(); // a last piece may come after the track has stopped
  } catch (thrown) {
    close();
    throw thrown;
  }
  return { track, close };
}

/** ms. Where the computer's sound does not work at all, a context waits for it for ever. */
const startMs = 5_000;

/** Somebody who is told that they are heard must be heard: the first sound comes later than the browser's yes. */
async function soon(heard: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('micNone', 'The sound of this computer does not start.')), startMs);
  });
  await Promise.race([heard, late]);
  clearTimeout(timer);
}

/** 'prompt' where the browser does not say: asking is then the only way to know. */
async function microphoneState(): Promise<PermissionState> {
  try {
    return (await navigator.permissions.query({ name: 'microphone' })).state;
  } catch {
    return 'prompt';
  }
}

async function askBrowser(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
    });
  } catch (thrown) {
    throw explained(thrown, await microphoneState());
  }
}

/** A question that was only waved away can be asked again. */
function explained(thrown: unknown, state: PermissionState): AppError {
  const { name, message } = thrown as DOMException;
  const isRefused = name === 'NotAllowedError' || name === 'SecurityError';
  if (!isRefused) return new AppError('micNone', `${name}: ${message}`);
  return new AppError(state === 'prompt' ? 'micAsk' : 'micDenied', message);
}
