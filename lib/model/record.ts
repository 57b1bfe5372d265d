import type { Author, EndReason, LeftOut, Quote, Usage } from './answer.ts';
import type { AskedTask, Message } from './conversation.ts';
import type { AppErrorData } from './errors.ts';
import type { PageKind, SiteId, Source } from './page.ts';
import type { AnswerMode } from './preferences.ts';
import type { Check } from './verdict.ts';

/** A source as it was seen, and its text's SHA-256 in hexadecimal. */
export interface RecordedSource extends Source {
  sha256: string;
}

/** One question and its answer as the ledger keeps them: all that is needed to check it again, on any machine. Never a key. */
export interface AnswerRecord {
  /** Id of the request. */
  id: string;
  /** When it was asked, epoch milliseconds. */
  atMs: number;
  question: string;
  page?: { site: SiteId; kind: PageKind; url: string; query: string };
  task?: AskedTask;
  mode: AnswerMode;
  author: Author;
  /** The model that answered, in the server's words. */
  modelReturned?: string;
  /** Besides model and messages, such as the temperature. */
  parameters: Record<string, unknown>;
  /** Exactly what was sent; empty for quotes. */
  messages: Message[];
  sources: RecordedSource[];
  left: LeftOut[];
  answer: string;
  quotes: Quote[];
  checks: Check[];
  /** The version of the verifier that made them. */
  verifier: string;
  usage?: Usage;
  /** In the currency of the author's prices. */
  cost?: number;
  end?: EndReason;
  /** Why it failed; what had come is kept. */
  error?: AppErrorData;
  /** Same question, sources, model, parameters and instructions: same key. */
  sameKey: string;
  /** Same question on the same kind of page, to the same model: to find what was answered from other sources. */
  questionKey: string;
}
