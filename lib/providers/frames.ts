import { createParser, type EventSourceParser } from 'eventsource-parser';

/** One event of a server-sent event stream. An event that has a name and no data has the data ''. */
export interface Frame {
  event?: string;
  data: string;
}

/**
 * Server-sent events out of text that arrives in pieces, as the HTML standard frames them, with three additions
 * that it asks to ignore: an event with a name and no data is kept (`event: error`), a comment is told to `onComment`,
 * and an unknown field `error:` counts as an event of that name (llama.cpp before 2025-09 reports failures so).
 *
 * `eager` dispatches a data line that is a whole JSON object, or `[DONE]`, without waiting for the blank line,
 * because some relays separate events by a single newline.
 */
export class FrameReader {
  private readonly parser: EventSourceParser;
  private readonly eager: boolean;
  private frames: Frame[] = [];
  private line: string[] = [];
  private endedWithReturn = false;
  private event: string | undefined;
  private atStart = true;

  constructor({ eager = false, onComment }: { eager?: boolean; onComment?: () => void } = {}) {
    this.eager = eager;
    this.parser = createParser({
      onEvent: ({ event, data }) => {
        this.event = undefined;
        this.frames.push(event === undefined ? { data } : { event, data });
      },
      onComment: () => onComment?.(),
      onError: (error) => {
        if (error.type === 'unknown-field' && error.field === 'error') {
          this.frames.push({ event: 'error', data: error.value ?? '' });
        }
      },
    });
  }

  /** Frames completed by `text`. */
  push(text: string): Frame[] {
    for (const [piece, complete] of this.split(text)) {
      this.line.push(piece);
      if (complete) this.take(this.line.splice(0).join(''));
    }
    return this.taken();
  }

  /** What the end of the stream leaves unterminated; the standard would drop it, servers that forget the last newline lose their last words by that. */
  end(): Frame[] {
    const line = this.line.splice(0).join('');
    if (line !== '') this.take(line);
    this.take('');
    return this.taken();
  }

  private taken(): Frame[] {
    return this.frames.splice(0);
  }

  private take(line: string): void {
    const bare = this.atStart ? line.replace(/^\uFEFF/, '') : line;
    this.parser.feed(`${line}\n`);
    this.atStart = false;
    if (bare === '') {
      if (this.event !== undefined) this.frames.push({ event: this.event, data: '' });
      this.event = undefined;
      return;
    }
    const name = /^event: ?(.*)$/s.exec(bare)?.[1];
    if (name !== undefined) this.event = name || undefined;
    if (this.eager && isWhole(bare)) this.parser.feed('\n');
  }

  /** Lines end with \n, \r or \r\n; the last pair may be split between two pieces. */
  private *split(text: string): Generator<[piece: string, complete: boolean]> {
    let start = this.endedWithReturn && text.startsWith('\n') ? 1 : 0;
    if (text !== '') this.endedWithReturn = text.endsWith('\r');
    const ends = /\r\n|\n|\r/g;
    ends.lastIndex = start;
    for (let end = ends.exec(text); end; end = ends.exec(text)) {
      yield [text.slice(start, end.index), true];
      start = ends.lastIndex;
    }
    if (start < text.length) yield [text.slice(start), false];
  }
}

/** A data line that cannot be the first of several: a JSON object cannot be complete and go on. */
function isWhole(line: string): boolean {
  const data = /^data:\s*(\{.*\}|\[DONE\])\s*$/s.exec(line)?.[1];
  if (data === undefined) return false;
  if (data === '[DONE]') return true;
  try {
    JSON.parse(data);
    return true;
  } catch {
    return false;
  }
}
