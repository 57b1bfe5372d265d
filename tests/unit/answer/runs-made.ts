import { createRuns, type Journal, type KeptRun, type Produce } from '../../../lib/answer/runs.ts';
import type { AnswerEvent } from '../../../lib/model/answer.ts';
import type { AnswerRequest } from '../../../lib/model/conversation.ts';

export const request = (more: Partial<AnswerRequest> = {}): AnswerRequest => ({
  id: 'a',
  question: '问',
  history: [],
  ...more,
});
export const text = (words: string): AnswerEvent => ({ type: 'text', text: words });
export const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

/** Keeps runs as the browser's session storage does. */
export function journal(kept = new Map<string, KeptRun>()): Journal {
  return {
    all: async () => structuredClone([...kept.values()]),
    keep: async (run) => void kept.set(run.id, structuredClone(run)),
    forget: async (ids) => {
      for (const id of ids) kept.delete(id);
    },
  };
}

export const runsOf = (produce: Produce, kept?: Map<string, KeptRun>) =>
  createRuns({ produce, journal: journal(kept), whoAnswers: async ({ connectionId }) => connectionId ?? 'default' });

/** A producer that says one thing, then waits to be let go on. */
export function gated() {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const signals: AbortSignal[] = [];
  const produce: Produce = async function* (_, signal) {
    signals.push(signal);
    yield text('一');
    await gate;
    yield text('二');
    yield { type: 'end', reason: 'complete' };
  };
  return { produce, open, signals };
}

export async function collect(events: AsyncIterable<AnswerEvent>): Promise<string> {
  let words = '';
  for await (const event of events) if (event.type === 'text') words += event.text;
  return words;
}

/** Somebody who asks, or joins, and leaves while the answer comes. */
export async function lookIn(read: ReturnType<typeof runsOf>, asks = request()): Promise<void> {
  const reader = new AbortController();
  const words = collect(read(asks, reader.signal));
  await settled();
  reader.abort('left');
  await words;
}
