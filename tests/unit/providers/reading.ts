import { type AppErrorData, errorData } from '../../../lib/model/errors.ts';
import { chunksOf } from '../../../lib/providers/chunks.ts';
import type { ProviderEvent } from '../../../lib/providers/provider.ts';
import { readReply } from '../../../lib/providers/reply.ts';

export interface Read {
  text: string;
  thinking: string;
  end?: Extract<ProviderEvent, { type: 'end' }>;
  error?: AppErrorData;
  events: ProviderEvent[];
}

const asked = { host: 'api.example.org', key: 'sk-test-0123456789abcdef', local: false };
const nobody = { content() {}, keepAlive() {}, farewell() {} };

/** Reads a body that arrives in `pieces`, without a network. */
export const read = (...pieces: (string | Uint8Array)[]): Promise<Read> => readPieces(pieces);

export async function readPieces(pieces: (string | Uint8Array)[]): Promise<Read> {
  const found: Read = { text: '', thinking: '', events: [] };
  try {
    for await (const event of readReply(chunksOf(arriving(pieces)), asked, nobody)) {
      found.events.push(event);
      if (event.type === 'text') found.text += event.text;
      if (event.type === 'thinking') found.thinking += event.text;
      if (event.type === 'end') found.end = event;
    }
  } catch (thrown) {
    found.error = errorData(thrown);
  }
  return found;
}

async function* arriving(pieces: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
}

/** A chunk of a stream as servers frame it. */
export const data = (value: unknown): string =>
  `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`;

export const delta = (fields: Record<string, unknown>, finish: string | null = null): string =>
  data({ object: 'chat.completion.chunk', model: 'm', choices: [{ index: 0, delta: fields, finish_reason: finish }] });

export const words = (text: string): string => delta({ content: text });
export const stop = delta({}, 'stop');
export const done = data('[DONE]');

/** Every byte alone. */
export const bytewise = (body: Uint8Array): Uint8Array[] => Array.from(body, (_, at) => body.subarray(at, at + 1));
