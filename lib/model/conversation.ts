import type { Author, EndReason, LeftOut, Quote, Sent, SourceChanges, Usage } from './answer.ts';
import type { AppErrorData } from './errors.ts';
import type { Page } from './page.ts';
import type { AnswerMode, AskMode } from './preferences.ts';
import type { TutorPart } from './tutor.ts';
import type { Check } from './verdict.ts';

export type TurnStatus = 'streaming' | 'done' | 'stopped' | 'failed';

/** One question and its answer. `stopped`: the user stopped it. `failed`: `error` says why; `text` keeps what had come. */
export interface Turn {
  id: string;
  /** Id of the request that fills it; another one when an answer is continued. */
  runId: string;
  /** What was there before the running request, when that continues an answer. */
  part?: string;
  question: string;
  /** The page it was asked about, as it was then: its citations mean these sources. */
  page?: Page;
  task?: AskedTask;
  /** The turn checks this text; it is no answer of ours. */
  subject?: Subject;
  /** It is a tutor's turn. */
  tutor?: TutorPart;
  text: string;
  thinking: string;
  /** Milliseconds spent thinking, once the answer itself began. */
  thinkingMs?: number;
  status: TurnStatus;
  startedMs: number;
  author?: Author;
  /** The page's own sentences: the whole answer without a model, a comfort when one failed. */
  quotes?: Quote[];
  checks?: readonly Check[];
  /** Where sentences end that have their checks or will have them, as far as the words told so (`AnswerEvent`). */
  due?: readonly number[];
  left?: LeftOut[];
  /** Asked twice. */
  second?: SecondAnswer;
  /** Whether a model was asked what it thinks of the checks, and how that went. */
  opinion?: { status: TurnStatus; by?: string; error?: AppErrorData };
  sent?: Sent;
  /** Numbers of the sources whose own pages were read. */
  read?: number[];
  /** The model that answered, in the server's words. */
  modelReturned?: string;
  end?: EndReason;
  /** The answer is not new: it was given at this time (epoch milliseconds). */
  keptMs?: number;
  /** Id of the record it was told from; absent: `runId` is its own. */
  recordId?: string;
  /** How the page's sources differ from those it was given from. */
  changes?: SourceChanges;
  /** Waits for others to the same service; 1: next. */
  place?: number;
  retry?: { atMs: number; error: AppErrorData };
  trimmed?: { sources?: number; turns?: number };
  usage?: Usage;
  error?: AppErrorData;
}

/** What a Zhihu question is asked for: the positions of its answers, a direct answer, or a draft of one's own. */
export const askedTasks = ['analysis', 'direct', 'draft'] as const;
export type AskedTask = (typeof askedTasks)[number];

/** A text that is not to be answered but checked against the page's sources: one of its answers, or the page's own AI answer. */
export interface Subject {
  text: string;
  /** Number of the source it is, which is then not asked about itself. */
  source?: number;
}

/** Another answer to the same question, to compare. */
export interface SecondAnswer extends Pick<Turn, 'author' | 'modelReturned' | 'usage' | 'sent'> {
  runId: string;
  status: TurnStatus;
  text: string;
  checks: readonly Check[];
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
  /** Absent: what the page's kind suggests. */
  task?: AskedTask;
  subject?: Subject;
  tutor?: TutorPart;
  /** Sentences of an answer and their sources: whether they follow is asked, and nothing else. */
  opinionOn?: { sentence: string; source: string }[];
  /** 1 and more: another draw of the same question. */
  draw?: number;
  /** Absent: the user's preference. */
  mode?: AnswerMode;
  /** Numbers of sources that the user took out. */
  without?: number[];
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
  /**
   * Asked by a page that has not heard the settings yet, which a background that slept tells late: it is answered only if
   * they say so. The most reserved mode in which a model is asked about such a page without being told to; 'click': none.
   */
  unbidden?: AskMode;
  /** Asked in a private window: not recorded. The background alone sets it. */
  isPrivate?: boolean;
}
