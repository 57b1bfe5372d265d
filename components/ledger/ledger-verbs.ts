import type { LedgerDatabase } from '../../lib/ledger/database.ts';
import type { CallName, Calls, ConnectionSummary } from '../../lib/messaging/protocol.ts';
import type { AnswerEvent } from '../../lib/model/answer.ts';
import type { AnswerRequest } from '../../lib/model/conversation.ts';

/** What the ledger's page can do. It reads the database itself, since that is fast; the background writes. */
export interface LedgerVerbs {
  db: LedgerDatabase;
  call: <N extends CallName>(name: N, request: Calls[N]['request']) => Promise<Calls[N]['reply']>;
  ask: (request: AnswerRequest, signal: AbortSignal) => AsyncIterable<AnswerEvent>;
  connections: readonly ConnectionSummary[];
  /** Answers are recorded; the user may have turned that off. */
  recording: boolean;
}
