import { createStore, type StoreApi } from 'zustand/vanilla';
import { type AppErrorData, errorData } from '../../model/errors.ts';
import type { ListenEvent, ListenRequest, SpokenLanguage, VoicePreferences } from '../../model/voice.ts';
import { realClock } from '../speaking/clock.ts';
import { untilSo } from '../until.ts';
import { type TalkEvent, type TalkState, talked, talkOff } from './talk-state.ts';

/** ms that what was heard can be looked at before it is asked; any key or press keeps it. */
export const lookMs = 1_200;
/** A press shorter than this (ms) is a tap: it turns the microphone on, the next one ends the turn. */
const tapMs = 300;
/** Turns without a word after which hands-free listening ends. */
const mostEmpty = 2;

/** What talking needs of the surface it is in. */
export interface TalkingNeeds {
  openListen: (request: ListenRequest, signal: AbortSignal) => AsyncIterable<ListenEvent>;
  /** Tells the background that the user has spoken. */
  listened: (listenId: string) => Promise<unknown>;
  sends: () => VoicePreferences['sends'];
  lang: () => SpokenLanguage;
  hint?: () => string | undefined;
  /** ms of silence that end a turn; undefined: as the user set it. */
  endMs?: () => number | undefined;
  /** Does what was said, if it is a command (`onCommand`), and resolves when that is over; false: it is to be asked. */
  heed?: (heard: string, signal: AbortSignal, onCommand: () => void) => Promise<boolean>;
  /** Asks; gives the id of the turn, when it has been asked. */
  ask: (question: string) => string | undefined | Promise<string | undefined>;
  /** Resolves when a turn's answer is complete, however it ended. */
  answered: (turnId: string, signal: AbortSignal) => Promise<void>;
  /** Resolves when a turn's answer has been read aloud; at once when it is not. */
  read?: (turnId: string, signal: AbortSignal) => Promise<void>;
  /**
   * Resolves when the answer is heard in a voice that somebody who breaks in can be told from, with a signal that aborts
   * when it is so no more; undefined when aborted. Absent: nobody breaks in.
   */
  played?: (turnId: string, signal: AbortSignal) => Promise<AbortSignal | undefined>;
  /** Before the microphone goes on: speech must be silent then. `isBrokenInto`: somebody has broken in upon it. */
  beforeListening?: (isBrokenInto?: boolean) => void;
  /** A turn was asked by voice: its answer may be read aloud. */
  onAsked?: (turnId: string) => void;
  /** Nobody sees this page. */
  isHidden?: () => boolean;
  /** Resolves after that time, or when aborted. */
  pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  now?: () => number;
  id?: () => string;
}

export interface Talking extends StoreApi<TalkState> {
  /** Listens to one turn, which `done` ends. `before`: what stands in the composer, which what is heard goes after. */
  talk(before?: string): void;
  /** The user has spoken: what was said is turned into words. */
  done(): void;
  /** Ends whatever goes on; the microphone is off. What stands in the composer stays. */
  cancel(): void;
  /** One button for all: begins, ends a turn, keeps what is being looked at, or ends hands-free talk. */
  toggle(before?: string): void;
  /** The button goes down, and up again: held, it is a turn; tapped, it is `toggle`. */
  press(before?: string): void;
  release(): void;
  /** Turn after turn, each ended by silence and followed by its answer, until cancelled. */
  handsFree(on: boolean, before?: string): void;
  /** What was heard stays in the composer to be changed. */
  keep(): void;
  /** What was heard is asked now. */
  send(): void;
  /**
   * Asks what was heard, and perhaps changed: still a question by voice. Resolves when it is answered and, where it is
   * to be, the answer read; or when aborted.
   */
  ask(question: string, signal?: AbortSignal): Promise<void>;
}

/** The living state of talking in one surface. */
export function createTalking(needs: TalkingNeeds): Talking {
  const { now = Date.now, id = () => crypto.randomUUID(), pause = realClock.wait } = needs;
  const store = createStore<TalkState>(() => talkOff);
  let running: { stop: AbortController; look: AbortController; listenId: string } | undefined;
  let pressedMs: number | undefined;

  const tell = (event: TalkEvent) => store.setState((state) => talked(state, event), true);
  const phase = () => store.getState().phase;

  function begin(how: TalkState['how'], before: string): void {
    running?.stop.abort('stopped');
    const stop = new AbortController();
    running = { stop, look: new AbortController(), listenId: '' };
    tell({ type: 'stopped' });
    void converse(how, before, running).catch((thrown) => {
      if (!stop.signal.aborted) tell({ type: 'failed', error: errorData(thrown) });
    });
  }

  async function converse(how: TalkState['how'], before: string, mine: NonNullable<typeof running>): Promise<void> {
    const { signal } = mine.stop;
    tell({ type: 'talk', how, before });
    let brokenIn: string | undefined;
    for (;;) {
      const text: string | undefined = brokenIn ?? (await heard(mine));
      brokenIn = undefined;
      if (text === undefined || signal.aborted) return;
      // Nothing is asked; what stood in the composer is done with. While the voice says something to it, it may be spoken to.
      const onCommand = () => {
        if (signal.aborted) return;
        tell({ type: 'asked' });
        tell({ type: 'answered' });
      };
      if (await needs.heed?.(text, signal, onCommand)) {
        if (signal.aborted || how === 'push') return;
        tell({ type: 'spoken' });
        continue;
      }
      if (!(await isToBeAsked(mine))) return tell({ type: 'kept' });
      if (signal.aborted) return;
      const turnId = await ask(text);
      if (signal.aborted) return;
      tell({ type: 'asked' });
      if (how === 'push' || turnId === undefined) return tell({ type: 'stopped' });
      brokenIn = await untilRead(turnId, mine);
      if (signal.aborted) return;
      if (brokenIn === undefined) tell({ type: 'spoken' });
    }
  }

  /** Until a turn's answer is there and has been read, or somebody breaks in upon it: then what they said. */
  async function untilRead(turnId: string, mine: NonNullable<typeof running>): Promise<string | undefined> {
    const over = new AbortController();
    const signal = AbortSignal.any([mine.stop.signal, over.signal]);
    const read = (async (): Promise<undefined> => {
      await needs.answered(turnId, signal);
      if (signal.aborted) return;
      tell({ type: 'answered' });
      await needs.read?.(turnId, signal);
    })();
    const said = saidInto(turnId, mine, signal);
    try {
      const first = await Promise.race([read, said.then((text) => text ?? read)]);
      if (first !== undefined || signal.aborted) return first;
      // Read to its end while somebody speaks into it: they are heard out.
      await untilSo(store, () => !isBrokenInto(), signal);
      return phase() === 'looking' ? await said : undefined;
    } finally {
      over.abort();
    }
  }

  const isBrokenInto = () => ['ducked', 'held'].includes(store.getState().breakIn);

  /** What somebody says while an answer is read; undefined when nobody does, or nobody could be heard. */
  async function saidInto(
    turnId: string,
    mine: NonNullable<typeof running>,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const other = await needs.played?.(turnId, signal);
    if (!other || needs.isHidden?.()) return undefined;
    mine.listenId = id();
    const until = AbortSignal.any([signal, other]);
    for await (const event of needs.openListen(requestOf(mine, 'bargeIn'), until)) {
      if (until.aborted) break;
      if (event.type === 'final') {
        mine.look = new AbortController();
        needs.beforeListening?.(true);
        tell({ ...event, atMs: now() });
        return store.getState().text;
      }
      tell({ ...event, atMs: now() });
      if (event.type === 'open' && needs.isHidden?.()) break;
    }
    if (!signal.aborted) tell({ type: 'unheard' });
    return undefined;
  }

  async function ask(question: string): Promise<string | undefined> {
    const turnId = await needs.ask(question);
    if (turnId !== undefined) needs.onAsked?.(turnId);
    return turnId;
  }

  /** The composer's text after the turn; undefined when nobody said a word. Leaves the stream: the microphone is off. */
  async function heard(mine: NonNullable<typeof running>): Promise<string | undefined> {
    const { signal } = mine.stop;
    needs.beforeListening?.();
    mine.listenId = id();
    mine.look = new AbortController();
    const request = requestOf(mine, store.getState().how);
    for await (const event of needs.openListen(request, signal)) {
      if (signal.aborted) return undefined;
      tell({ ...event, atMs: now() });
      if (event.type === 'open' && needs.isHidden?.()) break;
      if (event.type === 'final') return store.getState().text;
      if (event.type === 'nothing' && store.getState().empty >= mostEmpty) break;
    }
    if (!signal.aborted) cancel();
    return undefined;
  }

  function requestOf({ listenId }: { listenId: string }, how: ListenRequest['how']): ListenRequest {
    const hint = needs.hint?.();
    const endMs = needs.endMs?.();
    return { listenId, how, lang: needs.lang(), ...(hint && { hint }), ...(endMs !== undefined && { endMs }) };
  }

  async function isToBeAsked({ look, stop }: NonNullable<typeof running>): Promise<boolean> {
    const sends = needs.sends();
    if (sends === 'byHand') return false;
    if (sends === 'afterLook') await pause(lookMs, AbortSignal.any([look.signal, stop.signal]));
    return look.signal.reason !== 'kept';
  }

  function cancel(): void {
    pressedMs = undefined;
    running?.stop.abort('stopped');
    running = undefined;
    tell({ type: 'stopped' });
  }

  const talk = (before = '') => {
    const is = phase();
    if (is === 'off' || is === 'failed') begin('push', before);
  };
  const done = () => {
    if (phase() !== 'listening' || store.getState().how !== 'push' || !running) return;
    const { listenId } = running;
    void needs.listened(listenId).catch((thrown) => {
      if (running?.listenId !== listenId) return;
      cancel();
      tell({ type: 'talk', how: 'push', before: '' });
      tell({ type: 'failed', error: errorData(thrown) });
    });
  };
  const keep = () => running?.look.abort('kept');
  const toggle = (before = '') => {
    switch (phase()) {
      case 'off':
      case 'failed':
        return talk(before);
      case 'listening':
        return store.getState().how === 'push' ? done() : cancel();
      case 'looking':
        return keep();
      default:
        return cancel();
    }
  };
  return {
    ...store,
    talk,
    done,
    cancel,
    toggle,
    press(before) {
      const begins = phase() === 'off' || phase() === 'failed';
      toggle(before);
      pressedMs = begins ? now() : undefined;
      store.setState({ isHeld: begins });
    },
    release() {
      // Released while the browser still opens the microphone, it goes on as if tapped: the words are yet to come.
      const wasHeld = pressedMs !== undefined && now() - pressedMs >= tapMs;
      pressedMs = undefined;
      store.setState({ isHeld: false });
      if (wasHeld) done();
    },
    handsFree(on, before = '') {
      if (on) begin('handsFree', before);
      else cancel();
    },
    keep,
    send: () => running?.look.abort('sent'),
    async ask(question, signal = new AbortController().signal) {
      const turnId = await ask(question);
      if (turnId === undefined) return;
      await needs.answered(turnId, signal);
      if (!signal.aborted) await needs.read?.(turnId, signal);
    },
  };
}

/** An error of the microphone that the page about it can mend. */
export const isOfMicrophone = (error: AppErrorData): boolean =>
  error.code === 'micAsk' || error.code === 'micDenied' || error.code === 'micNone';
