import type { Prices } from './connection.ts';
import type { Message } from './conversation.ts';
import type { AppErrorData } from './errors.ts';
import type { Source } from './page.ts';
import type { Check } from './verdict.ts';

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

/** A source of the page that the model did not get, or the quotes did not look at. */
export interface LeftOut {
  /** The source's number. */
  number: number;
  /**
   * duplicate: it repeats an earlier one. instruction: it speaks to the model instead of the reader. empty: no words.
   * blocked: its site is on the user's list. unticked: the user took it out. far: others are closer to the question.
   */
  why: 'duplicate' | 'instruction' | 'empty' | 'blocked' | 'unticked' | 'far';
}

/** What left the browser for an answer, to the letter; of several attempts, the last. */
export interface Sent {
  host: string;
  /** The model asked for. */
  model: string;
  messages: Message[];
  /** Besides model and messages, such as the temperature. */
  parameters: Record<string, unknown>;
  /** Numbers of the sources in it. */
  sources: number[];
  /** Phone numbers, identity numbers and mail addresses taken out. */
  masked: number;
}

/** How a page's sources differ from those an earlier answer had; titles. */
export interface SourceChanges {
  gone: string[];
  changed: string[];
  added: string[];
}

/** What an answer is made of, in the order it happens. */
export type AnswerEvent =
  | { type: 'author'; author: Author }
  | { type: 'status'; status: 'waiting' }
  /** Others to the same service go first; 1: next. */
  | { type: 'status'; status: 'queued'; place: number }
  /**
   * What follows is not new: it was answered at this time (epoch milliseconds), from these sources, some of which may
   * have changed since. `recordId`: of its record in the ledger, if there is one.
   */
  | { type: 'kept'; atMs: number; recordId: string; sources?: Source[]; changes?: SourceChanges }
  /** Another attempt leaves at `atMs` (epoch milliseconds), because of `error`. */
  | { type: 'status'; status: 'retrying'; atMs: number; error: AppErrorData }
  /** Sentences of the page, when no model answers (or none could). */
  | { type: 'quotes'; quotes: Quote[] }
  /** Which sources were passed over, before anything is asked or quoted. */
  | { type: 'left'; left: LeftOut[] }
  /** The pages of these sources were read, and what they say. */
  | { type: 'read'; texts: { source: number; text: string }[] }
  | { type: 'sent'; sent: Sent }
  /** The model that answered, in the server's words. */
  | { type: 'model'; model: string }
  | { type: 'thinking'; text: string }
  /** `due`: where sentences of the text so far end that it has newly finished, and whose checks will come. */
  | { type: 'text'; text: string; due?: readonly number[] }
  /** A finished sentence of the text so far, against the sources it cites. */
  | { type: 'check'; check: Check }
  /** The prompt did not fit: only these many sources, or turns, were sent. */
  | { type: 'trimmed'; sources?: number; turns?: number }
  | { type: 'usage'; usage: Usage }
  | { type: 'end'; reason: EndReason; detail?: string };
