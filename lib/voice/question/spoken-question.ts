import { createStore, type StoreApi } from 'zustand/vanilla';
import { AppError, type AppErrorData, errorData } from '../../model/errors.ts';
import type { ListenEvent, ListenRequest, SpokenLanguage, VoicePreferences } from '../../model/voice.ts';

/**
 * opening: the microphone is asked for. listening, transcribing: as they say. look: what was heard can be changed; it is
 * searched for by itself when `goesByItself`. going: the page is left. failed: `error` says why.
 */
export type QuestionPhase = 'opening' | 'listening' | 'transcribing' | 'look' | 'going' | 'failed' | 'closed';

export interface QuestionState {
  phase: QuestionPhase;
  /** 0 to 1. */
  level: number;
  /** What is heard so far, then what was heard and may have been changed. */
  text: string;
  goesByItself: boolean;
  error?: AppErrorData;
}

/** What a spoken question needs of what holds it. */
export interface QuestionParts {
  listen: (request: ListenRequest, signal: AbortSignal) => AsyncIterable<ListenEvent>;
  /** Tells that the user has spoken. */
  listened: (listenId: string) => void;
  /** Searches for it: the page is left. */
  go: (question: string) => Promise<void>;
  lang: SpokenLanguage;
  sends: VoicePreferences['sends'];
  id?: () => string;
}

export interface SpokenQuestion extends StoreApi<QuestionState> {
  /** The user's key: listens, has heard, or listens anew. */
  toggle(): void;
  /** What was heard, changed by hand: it waits for its writer now. */
  write(text: string): void;
  /** No more by itself: somebody looks at it closely. */
  hold(): void;
  send(): void;
  /** Whatever it does, it ends, and the microphone is off. */
  cancel(): void;
}

/** ms that what was heard is shown before it is searched for. */
export const lookMs = 600;
/** ms. A microphone that is left open by mistake closes. */
export const longestListenMs = 60_000;

/** One question, from the first word to the search for it. Silence ends it, or the user does. */
export function createSpokenQuestion(parts: QuestionParts): SpokenQuestion {
  const { listen, listened, go, lang, sends, id = () => crypto.randomUUID() } = parts;
  const store = createStore<QuestionState>(() => ({ phase: 'closed', level: 0, text: '', goesByItself: false }));
  let ear: { listenId: string; stop: AbortController } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const phase = () => store.getState().phase;

  function quiet(): void {
    clearTimeout(timer);
    ear?.stop.abort('stopped');
    ear = undefined;
  }

  async function start(): Promise<void> {
    quiet();
    const mine = { listenId: id(), stop: new AbortController() };
    ear = mine;
    const isMine = () => ear === mine;
    store.setState({ phase: 'opening', level: 0, text: '', goesByItself: false, error: undefined });
    timer = setTimeout(() => fail('heardNothing'), longestListenMs);
    try {
      for await (const event of listen({ listenId: mine.listenId, how: 'handsFree', lang }, mine.stop.signal)) {
        if (!isMine()) return;
        if (heard(event)) return;
      }
      if (isMine()) fail('heardNothing');
    } catch (thrown) {
      if (isMine()) fail(errorData(thrown));
    }
  }

  /** True: there is a question. */
  function heard(event: ListenEvent): boolean {
    switch (event.type) {
      case 'open':
        store.setState({ phase: 'listening' });
        break;
      case 'level':
        store.setState({ level: event.level });
        break;
      case 'partial':
        store.setState({ text: event.text });
        break;
      case 'heard':
        store.setState({ phase: 'transcribing', level: 0 });
        break;
      case 'nothing':
        store.setState({ phase: 'listening', text: '' });
        break;
      case 'final':
        if (event.text.trim() === '') fail('heardNothing');
        else look(event.text.trim());
        return true;
    }
    return false;
  }

  function look(text: string): void {
    quiet();
    if (sends === 'atOnce') return void leave(text);
    const goesByItself = sends === 'afterLook';
    store.setState({ phase: 'look', level: 0, text, goesByItself });
    if (goesByItself) timer = setTimeout(() => leave(store.getState().text), lookMs);
  }

  function leave(text: string): void {
    quiet();
    const question = text.trim();
    if (question === '') return;
    store.setState({ phase: 'going', text: question, goesByItself: false });
    go(question).catch((thrown) => fail(errorData(thrown)));
  }

  function fail(error: AppErrorData | 'heardNothing'): void {
    quiet();
    store.setState({
      phase: 'failed',
      level: 0,
      goesByItself: false,
      error: error === 'heardNothing' ? new AppError(error).data : error,
    });
  }

  function hold(): void {
    if (phase() !== 'look') return;
    clearTimeout(timer);
    store.setState({ goesByItself: false });
  }

  function cancel(): void {
    quiet();
    store.setState({ phase: 'closed', level: 0, goesByItself: false });
  }

  return {
    ...store,
    toggle() {
      if (phase() === 'listening' && ear) {
        listened(ear.listenId);
        store.setState({ phase: 'transcribing', level: 0 });
      } else if (phase() === 'opening' || phase() === 'transcribing') cancel();
      else if (phase() !== 'going') void start();
    },
    write(text) {
      hold();
      if (phase() === 'look') store.setState({ text });
    },
    hold,
    send() {
      if (phase() === 'look') leave(store.getState().text);
    },
    cancel,
  };
}
