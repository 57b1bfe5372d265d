import type { ServerResponse } from 'node:http';

/** One question to a scripted model. */
export interface Scene {
  model: string;
  /** The last user message. */
  question: string;
  messages: { role: string; content: string }[];
  /** The whole request body. */
  body: Record<string, unknown>;
  /** Questions this model was asked before. */
  before: number;
  response: ServerResponse;
  /** Waits; false when the client left meanwhile. */
  pause(ms: number): Promise<boolean>;
}

/** Says `words` in the way that was asked for, `gapMs` apart, and finishes. */
export async function say(scene: Scene, words: string[], gapMs = 0, reason = 'stop'): Promise<void> {
  if (scene.body.stream !== true) return whole(scene, words.join(''), reason);
  open(scene);
  for (const word of words) {
    write(scene, { content: word });
    if (gapMs > 0 && !(await scene.pause(gapMs))) return;
  }
  finish(scene, reason);
}

/** Begins a stream of events, once. */
export function open({ response }: Scene): void {
  if (response.headersSent) return;
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
}

export function write(scene: Scene, delta: Record<string, unknown>, finishReason: string | null = null): void {
  const choices = [{ index: 0, delta, finish_reason: finishReason }];
  send(scene, { id: 'chatcmpl-fake', object: 'chat.completion.chunk', created: 1, model: scene.model, choices });
}

export function finish(scene: Scene, reason: string): void {
  write(scene, {}, reason);
  if (scene.body.stream_options !== undefined) send(scene, { model: scene.model, choices: [], usage });
  scene.response.end('data: [DONE]\n\n');
}

/** Half an answer, and nothing after it. */
export function half(scene: Scene): void {
  open(scene);
  for (const word of ['说到', '一半']) write(scene, { content: word });
}

/** An answer in one piece. */
export function whole(scene: Scene, content: string, reason = 'stop'): void {
  const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: reason }];
  sendJson(scene.response, 200, { id: 'chatcmpl-fake', object: 'chat.completion', model: scene.model, choices, usage });
}

export function fail({ response }: Scene, status: number, retryAfterS?: number): void {
  const wait: Record<string, string> = retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) };
  sendJson(response, status, { error: { message: `Scripted ${status}` } }, wait);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

/** A text in the small pieces models speak in. */
export const pieces = (text: string): string[] => text.match(/[\s\S]{1,4}/gu) ?? [];

export const tokens = (count: number): string[] => Array.from({ length: count }, (_, at) => `词${at} `);

const usage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };

const send = ({ response }: Scene, value: unknown): void => void response.write(`data: ${JSON.stringify(value)}\n\n`);
