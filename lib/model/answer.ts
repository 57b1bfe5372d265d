import type { Prices } from './connection.ts';
import type { AppErrorData } from './errors.ts';

/** Tokens as the server counted them. */
export interface Usage {
  inputTokens: number;
  outputTokens: number;
}

/** Why an answer ended without an error. `interrupted`: the server closed the stream without saying it was done. */
export type EndReason = 'complete' | 'length' | 'filtered' | 'stopped' | 'interrupted';

/** A sentence of a source, letter for letter. */
export interface Quote {
  /** The source's number. */
  source: number;
  text: string;
}

/** Who writes an answer: the page's own sentences, or a model behind a connection. */
export type Author =
  | { kind: 'quotes' }
  | { kind: 'model'; connectionId: string; name: string; model: string; host: string; prices?: Prices };

/** What an answer is made of, in the order it happens. */
export type AnswerEvent =
  | { type: 'author'; author: Author }
  | { type: 'status'; status: 'waiting' }
  /** Others to the same service go first; 1: next. */
  | { type: 'status'; status: 'queued'; place: number }
  /** What follows is not new: it was answered at this time (epoch milliseconds). */
  | { type: 'kept'; atMs: number }
  /** Another attempt leaves at `atMs` (epoch milliseconds), because of `error`. */
  | { type: 'status'; status: 'retrying'; atMs: number; error: AppErrorData }
  /** Sentences of the page, when no model answers (or none could). */
  | { type: 'quotes'; quotes: Quote[] }
  | { type: 'thinking'; text: string }
  | { type: 'text'; text: string }
  /** The prompt did not fit: only these many sources, or turns, were sent. */
  | { type: 'trimmed'; sources?: number; turns?: number }
  | { type: 'usage'; usage: Usage }
  | { type: 'end'; reason: EndReason; detail?: string };
