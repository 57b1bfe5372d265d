import type { Usage } from '../model/answer.ts';

type Json = Record<string, unknown>;

/** What one chunk of a reply says, in whichever of the known dialects. */
export interface Delta {
  text?: string;
  thinking?: string;
  /** The words of a refusal (OpenAI's `delta.refusal`). */
  refusal?: string;
  /** The server's own word for why the answer ended. */
  finish?: string;
  usage?: Usage;
  model?: string;
  /** The error object, or the chunk that is one. */
  error?: unknown;
  /** The model called a tool nobody gave it. */
  toolCall?: boolean;
  /** The text is the whole answer so far (`message`), not what was added (`delta`). */
  cumulative?: boolean;
  /** Nothing in the chunk belongs to a dialect we know. */
  unknown?: boolean;
}

/** Reads a chunk, streamed or whole. Total: whatever comes, an answer. */
export function readDelta(chunk: Json, event?: string): Delta {
  const error = errorIn(chunk, event);
  const meta: Delta = {
    ...(typeof chunk.model === 'string' && chunk.model !== '' && { model: chunk.model }),
    ...usageIn(chunk),
    ...(error !== undefined && { error }),
  };
  if (typeof chunk.type === 'string' && chunk.type.startsWith('response.')) return { ...meta, ...readResponse(chunk) };
  const choice = Array.isArray(chunk.choices) ? chunk.choices.find(isJson) : undefined;
  if (choice !== undefined) {
    const inChoice = errorIn({ error: choice.error }, undefined);
    return { ...meta, ...(inChoice !== undefined && { error: inChoice }), ...readChoice(choice) };
  }
  const known = 'choices' in chunk || 'usage' in chunk || 'object' in chunk || 'id' in chunk || error !== undefined;
  return known ? meta : { ...meta, unknown: true };
}

function readChoice(choice: Json): Delta {
  const message = isJson(choice.delta) ? choice.delta : isJson(choice.message) ? choice.message : undefined;
  const finish = wordOf(choice.finish_reason) ?? wordOf(choice.finishReason);
  const ending = finish === undefined ? {} : { finish };
  if (message === undefined) return typeof choice.text === 'string' ? { text: choice.text, ...ending } : ending;
  const content = readContent(message.content);
  const thinking = thinkingIn(message) || content.thinking;
  return {
    ...(content.text !== '' && { text: content.text }),
    ...(thinking !== '' && { thinking }),
    ...(typeof message.refusal === 'string' && message.refusal !== '' && { refusal: message.refusal }),
    ...((nonEmpty(message.tool_calls) || isJson(message.function_call)) && { toolCall: true }),
    ...(message === choice.message && { cumulative: true }),
    ...ending,
  };
}

/** Content is a string, or a list of parts: `{type:'text', text}`, `{type:'thinking', thinking: …}`. */
function readContent(content: unknown): { text: string; thinking: string } {
  if (typeof content === 'string') return { text: content, thinking: '' };
  let text = '';
  let thinking = '';
  for (const part of Array.isArray(content) ? content : [content]) {
    if (typeof part === 'string') text += part;
    else if (isJson(part)) {
      if (/think|reason/.test(String(part.type))) thinking += plain(part.thinking ?? part.reasoning ?? part.text);
      else text += plain(part.text ?? (part.type === undefined ? part.content : undefined));
    }
  }
  return { text, thinking };
}

/** Three names for one thing; a server that sends two sends the same words twice. */
function thinkingIn(message: Json): string {
  for (const field of [message.reasoning_content, message.reasoning, message.thinking]) {
    const words = plain(field);
    if (words !== '') return words;
  }
  // OpenRouter's and Snowflake's shape; encrypted parts have no text.
  if (!Array.isArray(message.reasoning_details)) return '';
  return message.reasoning_details
    .filter(isJson)
    .map((detail) => plain(detail.text) || plain(detail.summary))
    .join('');
}

/** OpenAI's newer protocol; some gateways answer in it whatever was asked. */
function readResponse(event: Json): Delta {
  const response = isJson(event.response) ? event.response : {};
  const inner = usageIn(response);
  switch (event.type) {
    case 'response.output_text.delta':
      return { text: plain(event.delta) };
    case 'response.reasoning_text.delta':
    case 'response.reasoning_summary_text.delta':
      return { thinking: plain(event.delta) };
    case 'response.refusal.delta':
      return { refusal: plain(event.delta) };
    case 'response.completed':
      return { finish: 'stop', ...inner };
    case 'response.incomplete': {
      const reason = isJson(response.incomplete_details) ? wordOf(response.incomplete_details.reason) : undefined;
      return { finish: reason === 'max_output_tokens' ? 'length' : (reason ?? 'incomplete'), ...inner };
    }
    case 'response.failed':
      return { error: response.error ?? event };
    default:
      return typeof response.model === 'string' ? { model: response.model } : {};
  }
}

/**
 * The error a chunk carries: OpenAI's `error` (beside anything, even a finished choice), or a chunk that is one:
 * `{code, message}` (DashScope), `{object:'error', message}` (vLLM), `{detail}` (FastAPI), `{base_resp}` (MiniMax),
 * `{error_msg}` (Baidu), `{success:false, msg}` and other relays.
 */
export function errorIn(chunk: Json, event: string | undefined): unknown {
  if (isJson(chunk.error) || (typeof chunk.error === 'string' && chunk.error !== '')) return chunk.error;
  if (nonEmpty(chunk.errors)) return chunk.errors[0];
  if (event === 'error' || chunk.object === 'error' || chunk.type === 'error') return chunk;
  if (nonEmpty(chunk.choices)) return undefined;
  if (isJson(chunk.base_resp) && Number(chunk.base_resp.status_code ?? 0) !== 0) {
    return { code: chunk.base_resp.status_code, message: chunk.base_resp.status_msg };
  }
  const message = chunk.message ?? chunk.msg ?? chunk.error_msg ?? chunk.detail ?? chunk.error_description;
  const code = chunk.code ?? chunk.error_code ?? chunk.status ?? chunk.statusCode;
  const failed = chunk.success === false || chunk.ok === false || chunk.detail !== undefined;
  if (message === undefined || chunk.choices !== undefined) return undefined;
  if (failed || (code !== undefined && !['0', '200', 'success', 'ok', ''].includes(String(code).toLowerCase()))) {
    return { code, message: typeof message === 'string' ? message : JSON.stringify(message) };
  }
  return undefined;
}

function usageIn(chunk: Json): { usage?: Usage } {
  const usage = isJson(chunk.usage)
    ? chunk.usage
    : isJson(chunk.x_groq) && isJson(chunk.x_groq.usage)
      ? chunk.x_groq.usage
      : undefined;
  if (usage === undefined) return {};
  const inputTokens = usage.prompt_tokens ?? usage.input_tokens;
  const outputTokens = usage.completion_tokens ?? usage.output_tokens;
  if (typeof inputTokens !== 'number' && typeof outputTokens !== 'number') return {};
  return { usage: { inputTokens: Number(inputTokens ?? 0), outputTokens: Number(outputTokens ?? 0) } };
}

/** A string, a list of text parts, or an object with text in it. */
function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(plain).join('');
  if (isJson(value)) return plain(value.text ?? value.content ?? '');
  return '';
}

/** Some servers send "" or "null" while nothing has ended. */
const wordOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value !== 'null' ? value : undefined;

const nonEmpty = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
