import { createStore, type StoreApi } from 'zustand/vanilla';
import type { call as askBackground } from '../messaging/calls.ts';
import type { openStream } from '../messaging/streams.ts';
import { type AppErrorData, errorData } from '../model/errors.ts';
import type { ListenerId, Reach, SpokenLanguage } from '../model/voice.ts';

export interface MicrophoneTestState {
  phase: 'off' | 'opening' | 'listening' | 'transcribing';
  /** 0 to 1 */
  level: number;
  /** The loudest so far: whether anything is heard at all. */
  peak: number;
  /** Who listens, and where what is said goes. */
  listener?: ListenerId;
  reach?: Reach;
  /** What was understood, also while it is being said. */
  text: string;
  error?: AppErrorData;
}

/** Says whether the microphone works and what the chosen listener makes of a sentence. */
export interface MicrophoneTest extends StoreApi<MicrophoneTestState> {
  start(lang: SpokenLanguage): Promise<void>;
  /** The sentence is over. */
  done(): Promise<void>;
  cancel(): void;
  /** Opens the page that says how the microphone is allowed. */
  explain(): Promise<void>;
}

const off: MicrophoneTestState = { phase: 'off', level: 0, peak: 0, text: '' };

export function createMicrophoneTest(call: typeof askBackground, stream: typeof openStream): MicrophoneTest {
  const store = createStore<MicrophoneTestState>(() => off);
  const { getState, setState } = store;
  let current: { listenId: string; stop: AbortController } | undefined;

  function cancel(): void {
    current?.stop.abort('stopped');
    current = undefined;
    if (getState().phase !== 'off') setState({ phase: 'off', level: 0 });
  }

  async function start(lang: SpokenLanguage): Promise<void> {
    cancel();
    const asked = { listenId: crypto.randomUUID(), stop: new AbortController() };
    current = asked;
    const { signal } = asked.stop;
    setState({ ...off, phase: 'opening', listener: undefined, reach: undefined, error: undefined });
    try {
      for await (const event of stream('listen', { listenId: asked.listenId, how: 'push', lang }, signal)) {
        if (signal.aborted) return;
        const { peak } = getState();
        if (event.type === 'open') {
          const { listener, reach, instead } = event;
          setState({ phase: 'listening', listener, reach, ...(instead && { error: instead }) });
        } else if (event.type === 'level') setState({ level: event.level, peak: Math.max(peak, event.level) });
        else if (event.type === 'heard') setState({ phase: 'transcribing', level: 0 });
        else if (event.type === 'partial' || event.type === 'final') setState({ text: event.text });
      }
      if (!signal.aborted) setState({ phase: 'off', level: 0 });
    } catch (thrown) {
      if (!signal.aborted) setState({ phase: 'off', level: 0, error: errorData(thrown) });
    } finally {
      if (current === asked) current = undefined;
    }
  }

  return {
    ...store,
    start,
    cancel,
    async explain() {
      await call('voice.openMicrophone', {});
    },
    async done() {
      if (current && getState().phase === 'listening') await call('voice.listened', { listenId: current.listenId });
    },
  };
}
