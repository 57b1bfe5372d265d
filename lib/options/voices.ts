import { createStore, type StoreApi } from 'zustand/vanilla';
import type { call as askBackground } from '../messaging/calls.ts';
import type { openStream } from '../messaging/streams.ts';
import type { Connection } from '../model/connection.ts';
import { type AppErrorData, errorData } from '../model/errors.ts';
import type { Reach, SpeakRequest, SpokenLanguage, VoiceInfo } from '../model/voice.ts';

export interface VoicesState {
  /** The browser's voices; undefined while they may still come. */
  voices?: readonly VoiceInfo[];
  /** Which sample is being spoken (any name), or was tried last. */
  /** Models that services list, by connection. */
  listed: Readonly<Record<string, { models: readonly string[]; error?: AppErrorData }>>;
  trial?: { name: string; isOver: boolean; reach?: Reach; error?: AppErrorData };
}

export interface Sample {
  /** Tells one try from another. */
  name: string;
  text: string;
  lang: SpokenLanguage;
  tried: NonNullable<SpeakRequest['tried']>;
}

/** The browser's voices, and trying one out. */
export interface Voices extends StoreApi<VoicesState> {
  /** Browsers know their voices a while after they start: looks again and again, for 8 s. */
  look(signal: AbortSignal): Promise<void>;
  /** Speaks a sample; a second press of the same one stops it. */
  try(sample: Sample): Promise<void>;
  stop(): void;
  /** Asks a connection's service which models it has. */
  list(connection: Connection): Promise<void>;
}

/** ms between two looks, and for how long: some voices come at once, remote ones late, and some computers have none. */
const againMs = 300;
const longestMs = 8_000;

/** ms between two attempts to hand the sample over, and how many: the stream is opened on the other side meanwhile. */
const handMs = 50;
const mostHands = 40;

export function createVoices(call: typeof askBackground, stream: typeof openStream): Voices {
  const store = createStore<VoicesState>(() => ({ listed: {} }));
  const { getState, setState } = store;
  let speaking: AbortController | undefined;

  async function look(signal: AbortSignal): Promise<void> {
    const untilMs = Date.now() + longestMs;
    for (let leftMs = longestMs; leftMs > 0; leftMs = untilMs - Date.now()) {
      // The background waits for voices itself, for as long as it likes.
      const none = pause(leftMs).then(() => []);
      const voices = await Promise.race([call('options.voices', {}).catch(() => []), none]);
      if (signal.aborted) return;
      if (voices.length > 0) {
        setState({ voices });
        return;
      }
      await pause(againMs);
    }
    setState({ voices: [] });
  }

  async function hand(speechId: string, text: string, signal: AbortSignal): Promise<void> {
    for (let hands = 0; hands < mostHands && !signal.aborted; hands++) {
      const reply = await call('voice.text', { speechId, at: 0, text, isWhole: true });
      if (reply) return;
      await pause(handMs);
    }
  }

  function stop(): void {
    speaking?.abort('stopped');
    speaking = undefined;
    const { trial } = getState();
    if (trial && !trial.isOver) setState({ trial: { ...trial, isOver: true } });
  }

  async function speak({ name, text, lang, tried }: Sample, signal: AbortSignal): Promise<void> {
    const speechId = crypto.randomUUID();
    const note = (more: Partial<NonNullable<VoicesState['trial']>>) => {
      if (signal.aborted) return;
      setState({ trial: { name, isOver: false, ...getState().trial, ...more } });
    };
    try {
      const events = stream('speak', { speechId, lang, from: 0, names: {}, tried }, signal);
      // Nothing happens in a generator before it is read.
      const first = events.next();
      const handed = hand(speechId, text, signal);
      for (let next = await first; !next.done; next = await events.next()) {
        const event = next.value;
        if (event.type === 'speaker') note({ reach: event.reach, ...(event.instead && { error: event.instead }) });
      }
      await handed;
      note({ isOver: true });
    } catch (thrown) {
      note({ isOver: true, error: errorData(thrown) });
    }
  }

  return {
    ...store,
    look,
    stop,
    async list(connection) {
      const outcome = await call('options.models', { connection }).catch((thrown) => ({
        ok: false as const,
        error: errorData(thrown),
      }));
      const found = outcome.ok ? { models: outcome.value } : { models: [], error: outcome.error };
      setState(({ listed }) => ({ listed: { ...listed, [connection.id]: found } }));
    },
    async try(sample) {
      const { trial } = getState();
      const isSame = trial?.name === sample.name && !trial.isOver;
      stop();
      if (isSame) return;
      speaking = new AbortController();
      setState({ trial: { name: sample.name, isOver: false } });
      await speak(sample, speaking.signal);
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
