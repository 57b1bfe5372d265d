import type { AppErrorData } from '../../model/errors.ts';
import type { ListenEvent, ListenerId, Reach } from '../../model/voice.ts';

export const talkPhases = [
  'off',
  'asking', // for the microphone
  'listening',
  'transcribing',
  'looking', // at what was heard, before it is asked
  'answering', // hands free: the answer is being written
  'speaking', // hands free: the answer is being read aloud
  'failed',
] as const;

export type TalkPhase = (typeof talkPhases)[number];

export interface TalkState {
  phase: TalkPhase;
  how: 'push' | 'handsFree';
  /** Its button is down. */
  isHeld: boolean;
  /** 0 to 1. */
  level: number;
  /** What has been understood so far of this turn. */
  partial: string;
  /** Epoch ms since the microphone is on for this turn. */
  sinceMs?: number;
  /**
   * While an answer comes or is read: whether the microphone is on for somebody who breaks in, and how far they have:
   * what is read is softer, or silent.
   */
  breakIn: 'off' | 'listening' | 'ducked' | 'held';
  /** Who listens, and why not who should. */
  by?: { listener: ListenerId; reach: Reach; instead?: AppErrorData };
  /** What stood in the composer before. */
  before: string;
  /** What stands there now: that, and what was heard. `turn` counts those texts. */
  text: string;
  turn: number;
  /** The last of them that was asked. */
  asked: number;
  /** Turns without a word, one after another. */
  empty: number;
  error?: AppErrorData;
}

export type TalkEvent =
  | { type: 'talk'; how: TalkState['how']; before: string }
  | (ListenEvent & { atMs?: number })
  /** The text has been asked. */
  | { type: 'asked' }
  /** The text stays in the composer. */
  | { type: 'kept' }
  /** Its answer is complete. */
  | { type: 'answered' }
  /** Nobody listens any more for somebody who breaks in. */
  | { type: 'unheard' }
  /** Its answer has been read aloud, as far as it is. */
  | { type: 'spoken' }
  | { type: 'failed'; error: AppErrorData }
  /** By the user, or because the listening ended without a word. */
  | { type: 'stopped' };

export const talkOff: TalkState = {
  phase: 'off',
  how: 'push',
  isHeld: false,
  breakIn: 'off',
  level: 0,
  partial: '',
  before: '',
  text: '',
  turn: 0,
  asked: 0,
  empty: 0,
};

/** The state after an event; the same object when the event means nothing there. */
export function talked(state: TalkState, event: TalkEvent): TalkState {
  const act = acts[state.phase]?.[event.type] as Act | undefined;
  return act ? act(state, event) : state;
}

type Act = (state: TalkState, event: TalkEvent) => TalkState;
type Acts = { [T in TalkEvent['type']]?: (state: TalkState, event: Extract<TalkEvent, { type: T }>) => TalkState };

const off = ({ turn, asked, text }: TalkState): TalkState => ({ ...talkOff, turn, asked, text });
const failed = (state: TalkState, { error }: { error: AppErrorData }): TalkState => ({
  ...off(state),
  phase: 'failed',
  error,
});
const asking = (state: TalkState, { how, before }: { how: TalkState['how']; before: string }): TalkState => ({
  ...off(state),
  phase: 'asking',
  how,
  before,
});
const taken = (state: TalkState, { listener, reach, instead }: Extract<ListenEvent, { type: 'open' }>): TalkState => ({
  ...state,
  by: { listener, reach, ...(instead && { instead }) },
});
const understood = (state: TalkState, { text }: { text: string }): TalkState => ({ ...state, partial: text });
const looking = (state: TalkState, { text }: { text: string }): TalkState => ({
  ...state,
  phase: 'looking',
  breakIn: 'off',
  level: 0,
  partial: '',
  text: joined(state.before, text),
  turn: state.turn + 1,
  empty: 0,
});
const listeningOn = (state: TalkState, event: { atMs?: number }): TalkState => ({
  ...state,
  phase: 'listening',
  partial: '',
  sinceMs: event.atMs,
  empty: state.empty + 1,
});

const brokenInto = {
  open: (state, event) => ({ ...taken(state, event), breakIn: 'listening' }),
  level: (state, { level }) => ({ ...state, level }),
  partial: understood,
  bargeIn: (state, { now }) => ({ ...state, partial: '', breakIn: now === 'resumed' ? 'listening' : now }),
  unheard: (state) => ({ ...state, partial: '', level: 0, breakIn: 'off' }),
  final: looking,
} satisfies Acts;

const ends = { failed, stopped: off } satisfies Acts;

const acts: Record<TalkPhase, Acts> = {
  off: { talk: asking },
  asking: {
    open: (state, event) => ({ ...taken(state, event), phase: 'listening', sinceMs: event.atMs }),
    ...ends,
  },
  listening: {
    open: taken,
    level: (state, { level }) => ({ ...state, level }),
    speech: (state) => ({ ...state, empty: 0 }),
    partial: understood,
    heard: (state) => ({ ...state, phase: 'transcribing', level: 0 }),
    final: looking,
    nothing: listeningOn,
    ...ends,
  },
  transcribing: { open: taken, partial: understood, final: looking, nothing: listeningOn, ...ends },
  looking: {
    asked: (state) =>
      state.how === 'handsFree'
        ? { ...state, phase: 'answering', before: '', asked: state.turn }
        : { ...off(state), asked: state.turn },
    kept: off,
    ...ends,
  },
  answering: { answered: (state) => ({ ...state, phase: 'speaking' }), ...brokenInto, ...ends },
  speaking: { ...brokenInto, spoken: (state) => asking(state, { how: 'handsFree', before: '' }), ...ends },
  failed: { talk: asking, stopped: off },
};

/** Chinese follows without a space. */
const joined = (before: string, text: string): string => {
  const start = before.trimEnd();
  return /[A-Za-z0-9.,!?]$/.test(start) && start ? `${start} ${text}` : start + text;
};
