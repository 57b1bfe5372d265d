import { createChecker } from '../grounding/checks.ts';
import type { AnswerEvent } from '../model/answer.ts';
import type { AnswerRequest } from '../model/conversation.ts';
import type { AnswerMode } from '../model/preferences.ts';
import type { Check } from '../model/verdict.ts';

/**
 * The same events, and a check after each sentence that is finished. Free writing is checked only where it cites: that
 * nothing supports the rest is what was asked for.
 */
export async function* checked(
  events: AsyncIterable<AnswerEvent>,
  request: AnswerRequest,
  mode: AnswerMode,
): AsyncGenerator<AnswerEvent> {
  const sources = request.page?.sources ?? [];
  if (sources.length === 0) {
    yield* events;
    return;
  }
  const onlyCited = mode === 'creative' || request.task === 'draft';
  const checker = createChecker(sources);
  const told = (checks: Check[]): AnswerEvent[] =>
    checks
      .filter(({ sources, badNumbers }) => !onlyCited || sources.length + badNumbers.length > 0)
      .map((check) => ({ type: 'check', check }));
  let text = request.part ?? '';
  for await (const event of events) {
    if (event.type === 'end') yield* told([...checker.push(text), ...checker.end()]);
    yield event;
    if (event.type !== 'text') continue;
    text += event.text;
    if (mayEndSentence.test(event.text)) yield* told(checker.push(text));
  }
}

/** Only then is it worth looking. */
const mayEndSentence = /[.!?。！？…;；\n]/;
