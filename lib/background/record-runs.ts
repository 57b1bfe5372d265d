import { afterMs } from '../answer/between.ts';
import { merged } from '../answer/merged.ts';
import { type Instructions, recordOf } from '../answer/record.ts';
import type { Produce } from '../answer/runs.ts';
import type { LedgerWriter } from '../ledger/store.ts';
import type { AnswerEvent } from '../model/answer.ts';
import type { AnswerRequest } from '../model/conversation.ts';
import { type AppErrorData, errorData } from '../model/errors.ts';
import type { Preferences } from '../model/preferences.ts';

/** ms. The same quotes of the same page are written down once in this time. */
const quotesOnceMs = 24 * 60 * 60 * 1000;

/**
 * ms after an answer's end in which its last words are drawn, and of a quick one the page itself: writing it down keeps
 * a small machine busy for 12 ms of them.
 */
const restMs = 200;

/** ms that an answer's failure waits until it has been written down. */
const mostWaitMs = 1_000;

export const instructionsOf = ({ mode }: AnswerRequest, preferences: Preferences): Instructions => ({
  mode: mode ?? preferences.answerMode,
  language: preferences.answerLanguage,
  template: preferences.template,
  persona: preferences.persona,
});

/** Whole pages are for the record; a panel needs to know only that they were read. */
const withoutTexts = ({ texts }: Extract<AnswerEvent, { type: 'read' }>): AnswerEvent => ({
  type: 'read',
  texts: texts.map(({ source }) => ({ source, text: '' })),
});

/**
 * Answers as `produce` makes them, each written into the ledger when it has ended, however it did. Not those of private
 * windows, and none while the user wants no records. What goes wrong with the ledger never reaches the answer.
 */
export function recordedRuns(produce: Produce, ledger: LedgerWriter, preferences: () => Promise<Preferences>): Produce {
  return async function* recorded(request, signal) {
    // Neither is an answer of ours.
    if (request.subject || request.opinionOn) {
      yield* produce(request, signal);
      return;
    }
    const atMs = Date.now();
    const events: AnswerEvent[] = [];
    let error: AppErrorData | undefined;
    try {
      for await (const event of produce(request, signal)) {
        if (event.type !== 'status' && event.type !== 'thinking') events.push(event);
        yield event.type === 'read' ? withoutTexts(event) : event;
      }
    } catch (thrown) {
      error = signal.aborted ? undefined : errorData(thrown);
      throw thrown;
    } finally {
      const keeping = request.isPrivate || keep({ request, events, atMs, error, signal }).catch(() => {});
      // A database that hangs must not hold a failure back; who was told the end has left.
      await Promise.race([keeping, afterMs(mostWaitMs)]);
    }
  };

  async function keep({
    request,
    events,
    atMs,
    error,
    signal,
  }: {
    request: AnswerRequest;
    events: AnswerEvent[];
    atMs: number;
    error: AppErrorData | undefined;
    signal: AbortSignal;
  }): Promise<void> {
    const wanted = await preferences();
    if (!wanted.records) return;
    // What ends otherwise is told when it has been written down.
    if (events.at(-1)?.type === 'end') await afterMs(restMs);
    const end = signal.aborted ? (signal.reason === 'stopped' ? 'stopped' : 'interrupted') : undefined;
    const instructions = instructionsOf(request, wanted);
    const record = await recordOf({ request, events: merged(events), atMs, instructions, error, end });
    if (!record) return;
    if (record.author.kind === 'quotes') await ledger.appendNew(record, atMs - quotesOnceMs);
    else await ledger.append(record);
  }
}
