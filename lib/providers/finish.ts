import type { EndReason } from '../model/answer.ts';
import type { ErrorCode } from '../model/errors.ts';

/** What a server's word for the end means: an ordinary end, or a failure that came under the name of one. */
export type Finish = { end: EndReason } | { failure: ErrorCode };

const finishes: [words: RegExp, finish: Finish][] = [
  [/^(length|max_?tokens|max_output_tokens|model_length|token_limit|incomplete)$/, { end: 'length' }],
  // Zhipu and z.ai: the conversation no longer fits.
  [/^model_context_window_exceeded$/, { end: 'length' }],
  [
    /^(content[-_]?filter(ed)?|sensitive|safety|refusal|recitation|blocklist|prohibited_content|spii|flagged|moderation|risk_control)$/,
    { end: 'filtered' },
  ],
  // DeepSeek stops an answer when it has no machine for it.
  [/^insufficient_system_resource$/, { failure: 'overloaded' }],
  [/^(error|network_error|model_error|engine_error|internal_error|failed)$/, { failure: 'serverFailed' }],
  [/^(abort(ed)?|cancell?ed|interrupted)$/, { end: 'interrupted' }],
];

/** Unknown words end an answer ordinarily; the caller shows the word itself. */
export function readFinish(word: string): Finish {
  const found = finishes.find(([words]) => words.test(word.toLowerCase()));
  return found?.[1] ?? { end: 'complete' };
}

/** Words for an end that need no telling. `tool_calls`: the model called a tool unasked after it had answered. */
export const isOrdinaryFinish = (word: string): boolean =>
  /^(stop|eos|eos_token|end_turn|stop_sequence|completed?|done|finish(ed)?|tool_calls?|tool_use|function_call)$/.test(
    word.toLowerCase(),
  );
