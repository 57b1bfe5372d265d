import { type Frame, FrameReader } from './frames.ts';
import { JsonObjects } from './json-objects.ts';

/** What a reply's body is made of. `whole`: the body was plain JSON, not a stream of events. */
export type Chunk =
  | { type: 'json'; value: Record<string, unknown>; event?: string; whole: boolean }
  /** The server's `[DONE]`. */
  | { type: 'done' }
  /** A comment or an empty event: the server is there and has nothing to say. */
  | { type: 'keepAlive' }
  /** Data that is not JSON. */
  | { type: 'unreadable'; text: string; event?: string }
  /** The body is a web page. */
  | { type: 'webPage'; text: string }
  /** The body is neither events, JSON nor a web page: its first words. */
  | { type: 'plain'; text: string };

type Shape = 'events' | 'json' | 'webPage';

/** Characters of a body that is not ours to read that are kept for the error. */
const excerptLength = 2000;

/**
 * Chunks of a reply, those of one piece of the body together, whatever its content type claims: the first character
 * decides between a web page, plain JSON and a stream of events, because gateways answer with any of the three under any
 * name.
 */
export async function* chunksOf(bytes: AsyncIterable<Uint8Array>, charset = 'utf-8'): AsyncGenerator<readonly Chunk[]> {
  // The parser below strips the byte order mark, once; a decoder that strips it too would hide a second one.
  const decoder = decoderFor(charset);
  let shape: Shape | undefined;
  let head = '';
  const reader = new BodyReader();
  for await (const piece of bytes) {
    let text = decoder.decode(piece, { stream: true });
    if (shape === undefined) {
      head += text;
      shape = shapeOf(head);
      if (shape === undefined) continue;
      text = head;
    }
    yield [...reader.push(text, shape)];
  }
  const last = decoder.decode();
  yield [...reader.push(shape === undefined ? head + last : last, shape ?? 'events'), ...reader.end(shape ?? 'events')];
}

class BodyReader {
  private comments = 0;
  private seen = 0;
  private excerpt = '';
  private readonly frames = new FrameReader({
    eager: true,
    onComment: () => {
      this.comments++;
    },
  });
  private readonly objects = new JsonObjects();

  *push(text: string, shape: Shape): Generator<Chunk> {
    if (this.seen === 0 && this.excerpt.length < excerptLength) this.excerpt += text.slice(0, excerptLength);
    if (shape === 'json') {
      for (const source of this.objects.push(text)) yield this.counted(readJson(source, undefined, true));
    } else if (shape === 'events') {
      for (const frame of this.frames.push(text)) yield this.counted(readFrame(frame));
      if (this.comments > 0) yield { type: 'keepAlive' };
      this.comments = 0;
    }
  }

  *end(shape: Shape): Generator<Chunk> {
    if (shape === 'webPage') yield { type: 'webPage', text: this.excerpt };
    if (shape === 'json') {
      const rest = this.objects.rest();
      if (rest !== '') yield this.counted({ type: 'unreadable', text: rest });
      if (this.seen === 0) yield { type: 'plain', text: this.excerpt };
    }
    if (shape === 'events') {
      for (const frame of this.frames.end()) yield this.counted(readFrame(frame));
      if (this.seen === 0 && /[^\s:]/.test(withoutComments(this.excerpt))) yield { type: 'plain', text: this.excerpt };
    }
  }

  private counted(chunk: Chunk): Chunk {
    if (chunk.type !== 'keepAlive') this.seen++;
    return chunk;
  }
}

function readFrame({ event, data, json }: Frame): Chunk {
  if (json !== undefined) return { type: 'json', value: json as Record<string, unknown>, whole: false }; // an object: frames.ts
  const text = data.trim();
  if (text === '[DONE]') return { type: 'done' };
  if (event !== 'error') {
    // Relays wrap keep-alives as data: `data:`, `data: : keepalive`.
    if (text === '' || text.startsWith(':')) return { type: 'keepAlive' };
  }
  return readJson(text, event, false);
}

function readJson(source: string, event: string | undefined, whole: boolean): Chunk {
  try {
    const value: unknown = JSON.parse(source);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { type: 'json', value: value as Record<string, unknown>, whole, ...(event !== undefined && { event }) };
    }
  } catch {
    // Reported below, with its text.
  }
  return { type: 'unreadable', text: source, ...(event !== undefined && { event }) };
}

function shapeOf(head: string): Shape | undefined {
  const first = head.trimStart()[0]; // trimStart also takes the byte order mark
  if (first === undefined) return undefined;
  if (first === '<') return 'webPage';
  return first === '{' || first === '[' ? 'json' : 'events';
}

const withoutComments = (text: string): string => text.replace(/^\s*(:|id:|event:|retry:|data:\s*$).*$/gm, '');

function decoderFor(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset, { ignoreBOM: true });
  } catch {
    return new TextDecoder('utf-8', { ignoreBOM: true }); // a charset nobody knows
  }
}
