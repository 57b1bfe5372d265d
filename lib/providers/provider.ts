import type { EndReason, Usage } from '../model/answer.ts';
import type { Message } from '../model/conversation.ts';
import type { AppErrorData } from '../model/errors.ts';

/** What a model is asked. Absent numbers are left to the server. */
export interface Prompt {
  messages: Message[];
  /** 0 to 2. */
  temperature?: number;
  seed?: number;
  /** Tokens the answer may cost. */
  maxTokens?: number;
}

/** What comes back, in the order it happens. `end` is last; a failure is thrown as an `AppError` after what came before it. */
export type ProviderEvent =
  /** A request leaves, with this body. */
  | { type: 'sending'; body: Record<string, unknown> }
  | { type: 'thinking'; text: string }
  | { type: 'text'; text: string }
  /** At most once, just before `end`. */
  | { type: 'usage'; usage: Usage }
  /** The model that answered, in the server's words. */
  | { type: 'model'; model: string }
  /**
   * Another attempt leaves at `atMs` (epoch milliseconds), because of `error`. When that is 'offline', it leaves as soon
   * as the browser is online again, however long that takes, and `atMs` is when the waiting began.
   */
  | { type: 'retrying'; atMs: number; error: AppErrorData }
  /** The server says that it is still there. Never progress. */
  | { type: 'waiting' }
  /** `detail`: the words of a refusal, or what was lost. `finish`: the server's own word for the end. */
  | { type: 'end'; reason: EndReason; detail?: string; finish?: string };

/**
 * A way to a model. Aborting `signal` ends the iteration without an error and cancels the request at once;
 * leaving the loop early does the same.
 */
export interface Provider {
  id: string;
  stream(prompt: Prompt, signal: AbortSignal): AsyncIterable<ProviderEvent>;
}
