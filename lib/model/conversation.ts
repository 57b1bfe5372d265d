import type { Author, EndReason, Quote, Usage } from './answer.ts';
import type { AppErrorData } from './errors.ts';
import type { Page } from './page.ts';

export type TurnStatus = 'streaming' | 'done' | 'stopped' | 'failed';

/** One question and its answer. `stopped`: the user stopped it. `failed`: `error` says why; `text` keeps what had come. */
export interface Turn {
  id: string;
  /** Id of the request that fills it; another one when an answer is continued. */
  runId: string;
  /** What was there before the running request, when that continues an answer. */
  part?: string;
  question: string;
  text: string;
  thinking: string;
  /** Milliseconds spent thinking, once the answer itself began. */
  thinkingMs?: number;
  status: TurnStatus;
  startedMs: number;
  author?: Author;
  /** The page's own sentences: the whole answer without a model, a comfort when one failed. */
  quotes?: Quote[];
  end?: EndReason;
  /** The answer is not new: it was given at this time (epoch milliseconds). */
  keptMs?: number;
  /** Waits for others to the same service; 1: next. */
  place?: number;
  retry?: { atMs: number; error: AppErrorData };
  trimmed?: { sources?: number; turns?: number };
  usage?: Usage;
  error?: AppErrorData;
}

/** What one side of the conversation said, as it goes to a model. */
export interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
  /** An assistant's thinking, for providers that demand it back. */
  thinking?: string;
}

export type PastTurn = Pick<Turn, 'question' | 'text' | 'thinking'>;

/** What a surface asks of the background: an intent, never an address, a header or a key. */
export interface AnswerRequest {
  /** Stable across reconnects; the background knows a running answer by it. */
  id: string;
  question: string;
  /** Finished turns before this one, oldest first. */
  history: PastTurn[];
  page?: Page;
  /** Absent: the default connection. 'quotes': sentences of the page, no model. */
  connectionId?: string;
  /** Goes on when its reader is gone, to be picked up with `resume`; otherwise it is aborted. */
  keep?: boolean;
  /** Picks up the answer with this id, told from its beginning; never starts a new one. */
  resume?: boolean;
  /** Asks the model although the same question has just been answered. */
  fresh?: boolean;
  /** What had been written when the answer was cut; the answer goes on from there. */
  part?: string;
}
