import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppErrorData } from '../../model/errors.ts';
import { errorData } from '../../model/errors.ts';
import type {
  Reach,
  SpeakEvent,
  SpeakerId,
  SpeakRequest,
  SpeechControl,
  SpokenLanguage,
  SpokenUnit,
  VoicePreferences,
} from '../../model/voice.ts';
import { rateRange } from '../../model/voice.ts';
import { sendText, type TextCall } from './send-text.ts';

/** A text that is read aloud, and may still grow. */
export interface ReadText {
  turnId: string;
  /** Undefined: it is gone, and the speech ends. */
  now(): { text: string; isWhole: boolean } | undefined;
  /** Calls back when it may have changed; returns how to stop that. */
  onChange(heed: () => void): () => void;
  lang?: SpokenLanguage | undefined;
  /** Of the user's rate: a tutor speaks slower. */
  pace?: number;
  /** Names of its sources by number. */
  names: Record<number, string>;
}

/** What is being read aloud here; or was, when an error or another tab ended it. */
export interface Reading {
  speechId: string;
  turnId: string;
  /** 'failed': `error` says why. 'taken': another tab speaks. */
  state: 'waiting' | 'speaking' | 'paused' | 'failed' | 'taken';
  /** What is, or was last, spoken. */
  unit?: SpokenUnit;
  rate: number;
  speaker?: SpeakerId;
  reach?: Reach;
  /** Why this is not who should speak. */
  instead?: AppErrorData;
  error?: AppErrorData;
}

export interface ReadingState {
  reading?: Reading | undefined;
}

/** How a speech ended. `heardTo`: offset behind the last sentence that was spoken to its end. */
export interface ReadingEnd {
  how: 'whole' | 'stopped' | 'taken' | 'failed';
  heardTo: number;
}

export type ReadOptions = Partial<Pick<SpeakRequest, 'from' | 'tried' | 'most'>>;

/** Reading aloud, as a surface has it: one speech at a time. */
export interface ReadingStore extends StoreApi<ReadingState> {
  /** Reads a text; what was read before ends. Resolves when it is over; never rejects. */
  read(text: ReadText, options?: ReadOptions): Promise<ReadingEnd>;
  /** Reads the last text again from where it failed, was taken or left. */
  again(): void;
  pause(): void;
  resume(): void;
  next(): void;
  previous(): void;
  repeat(): void;
  /** 0.6 to 2; for what is read later too. */
  setRate(rate: number): void;
  /** 0 to 1. */
  setVolume(volume: number): void;
  /** Speaks on from the sentence at this offset. */
  seek(offset: number): void;
  /** Softer for a moment; 1: as before. */
  duck(to: number): void;
  /** Silence; also puts away what an error left. */
  stop(): void;
}

export interface ReadingMeans {
  openSpeak(request: SpeakRequest, signal: AbortSignal): AsyncIterable<SpeakEvent>;
  call: TextCall & ((name: 'voice.control', request: { speechId: string; control: SpeechControl }) => Promise<null>);
  preferences(): VoicePreferences;
}

/** A background may end again while a speech is taken up; more than this in a row is no accident. */
const mostResumes = 5;
/** ms more before each. */
const resumePauseMs = 200;

const within = (rate: number): number =>
  Math.round(Math.min(rateRange.most, Math.max(rateRange.least, rate)) * 100) / 100;

/** A surface that reads nothing yet. What is read is spoken by the background; here is what is shown of it. */
export function createReading({ openSpeak, call, preferences }: ReadingMeans): ReadingStore {
  const store = createStore<ReadingState>(() => ({}));
  let running: { leave: AbortController; text: ReadText } | undefined;
  let last: ReadText | undefined;
  /** Chosen here, for this surface's life; else the preferences'. */
  let rate: number | undefined;

  const change = (speechId: string, next: Partial<Reading>) =>
    store.setState(({ reading }) => (reading?.speechId === speechId ? { reading: { ...reading, ...next } } : {}));

  function steer(control: SpeechControl): void {
    const { reading } = store.getState();
    // Nobody to steer: the stream says what happened.
    if (reading && running) void call('voice.control', { speechId: reading.speechId, control }).catch(() => {});
  }

  /** One connection to the background, from an offset; 'over' when it came to its end. */
  async function listen(
    request: SpeakRequest,
    text: ReadText,
    signal: AbortSignal,
    onUnit: (unit: SpokenUnit, phase: 'start' | 'end') => void,
  ) {
    const own = new AbortController();
    const until = AbortSignal.any([signal, own.signal]);
    const { speechId } = request;
    try {
      const events = openSpeak(request, signal);
      const sending = sendText(call, speechId, text, until);
      for await (const event of events) {
        if (event.type === 'taken') return 'taken';
        if (event.type === 'unit') onUnit(event.unit, event.phase);
        if (event.type === 'unit' && event.phase === 'start') {
          sending.isHeard();
          change(speechId, { unit: event.unit });
        }
        if (event.type === 'state') change(speechId, { state: event.state, rate: event.rate });
        if (event.type === 'speaker')
          change(speechId, {
            speaker: event.speaker,
            reach: event.reach,
            ...(event.instead && { instead: event.instead }),
          });
      }
      return 'over';
    } finally {
      own.abort();
    }
  }

  async function run(text: ReadText, options: ReadOptions, leave: AbortController): Promise<ReadingEnd> {
    const { signal } = leave;
    const speechId = crypto.randomUUID();
    let from = options.from ?? 0;
    let heardTo = from;
    let failures = 0;
    const { pace } = text;
    const usual = rate ?? options.tried?.rate ?? (pace === undefined ? undefined : preferences().rate);
    const paced = usual === undefined ? undefined : within(usual * (pace ?? 1));
    const tried = { ...options.tried, ...(paced !== undefined && { rate: paced }) };
    store.setState({
      reading: { speechId, turnId: text.turnId, state: 'waiting', rate: tried.rate ?? preferences().rate },
    });
    const end = (how: ReadingEnd['how']): ReadingEnd => ({ how, heardTo });
    for (;;) {
      try {
        const request = { ...options, speechId, from, names: text.names, tried, ...(text.lang && { lang: text.lang }) };
        const how = await listen(request, text, signal, (unit, phase) => {
          failures = 0;
          if (phase === 'start') from = unit.start;
          else heardTo = unit.end;
        });
        if (signal.aborted) return end('stopped');
        if (how === 'taken') {
          change(speechId, { state: 'taken' });
          return end('taken');
        }
        store.setState(({ reading }) => (reading?.speechId === speechId ? { reading: undefined } : {}));
        return end('whole');
      } catch (thrown) {
        if (signal.aborted) return end('stopped');
        const error = errorData(thrown);
        // A speech that was paused must not begin to speak by itself.
        const isPaused = store.getState().reading?.state === 'paused';
        if (error.code === 'disconnected' && !isPaused && failures < mostResumes) {
          // The browser ended the background. A new one is told the text anew, from the sentence that was being spoken.
          await new Promise((resolve) => setTimeout(resolve, ++failures * resumePauseMs));
          if (signal.aborted) return end('stopped');
          if (rate !== undefined) tried.rate = rate;
          continue;
        }
        change(speechId, { state: 'failed', error });
        return end('failed');
      }
    }
  }

  function stop(): void {
    running?.leave.abort('stopped');
    running = undefined;
    store.setState({ reading: undefined });
  }

  async function read(text: ReadText, options: ReadOptions = {}): Promise<ReadingEnd> {
    stop();
    last = text;
    const leave = new AbortController();
    const mine = { leave, text };
    running = mine;
    const unwatch = text.onChange(() => {
      if (!text.now() && running === mine) stop();
    });
    try {
      return await run(text, options, leave);
    } finally {
      unwatch();
      if (running === mine) running = undefined;
    }
  }

  return {
    ...store,
    read,
    again() {
      const from = store.getState().reading?.unit?.start ?? 0;
      if (last?.now()) void read(last, { from });
    },
    pause: () => steer({ do: 'pause' }),
    resume: () => steer({ do: 'resume' }),
    next: () => steer({ do: 'next' }),
    previous: () => steer({ do: 'previous' }),
    repeat: () => steer({ do: 'repeat' }),
    setRate(to) {
      rate = to;
      steer({ do: 'rate', rate: to });
    },
    setVolume: (volume) => steer({ do: 'volume', volume }),
    seek: (offset) => steer({ do: 'seek', offset }),
    duck: (to) => steer({ do: 'duck', to }),
    stop,
  };
}
