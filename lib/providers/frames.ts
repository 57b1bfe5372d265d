import { createParser, type EventSourceParser } from 'eventsource-parser';

/** One event of a server-sent event stream. An event that has a name and no data has the data ''. */
export interface Frame {
  event?: string;
  data: string;
  /** What the data says, where that has been read already. */
  json?: unknown;
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
  private line = '';
  private endedWithReturn = false;
  private event: string | undefined;
  private atStart = true;
  /** The parser has been given no line since the last event: what comes next is a new one. */
  private between = true;

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
    // Lines end with \n, \r or \r\n; the last pair may be split between two pieces.
    let start = this.endedWithReturn && text.startsWith('\n') ? 1 : 0;
    if (text !== '') this.endedWithReturn = text.endsWith('\r');
    const hasReturns = text.includes('\r');
    for (;;) {
      const [end, next] = lineEnd(text, start, hasReturns);
      if (end === -1) break;
      this.take(this.line + text.slice(start, end));
      this.line = '';
      start = next;
    }
    this.line += text.slice(start);
    return this.taken();
  }

  /** What the end of the stream leaves unterminated; the standard would drop it, servers that forget the last newline lose their last words by that. */
  end(): Frame[] {
    const { line } = this;
    this.line = '';
    if (line !== '') this.take(line);
    this.take('');
    return this.taken();
  }

  private taken(): Frame[] {
    return this.frames.splice(0);
  }

  private take(line: string): void {
    // Most lines of most streams: nothing of an event before them, and whole. The parser would say the same, slower.
    if (this.eager && this.between && !this.atStart) {
      if (line === '') return;
      const whole = line.startsWith('data:') ? wholeIn(line) : undefined;
      if (whole) {
        this.frames.push({ data: line.slice(line[5] === ' ' ? 6 : 5), ...whole });
        return;
      }
    }
    const bare = this.atStart ? line.replace(/^\uFEFF/, '') : line;
    this.parser.feed(`${line}\n`);
    this.atStart = false;
    this.between = bare === '';
    if (bare === '') {
      if (this.event !== undefined) this.frames.push({ event: this.event, data: '' });
      this.event = undefined;
      return;
    }
    const name = /^event: ?(.*)$/s.exec(bare)?.[1];
    if (name !== undefined) this.event = name || undefined;
    if (this.eager && wholeIn(bare)) {
      this.parser.feed('\n');
      this.between = true;
    }
  }
}

/** Where the line ends that begins at `start`, and where the next begins; -1: not in this text. */
function lineEnd(text: string, start: number, hasReturns: boolean): [end: number, next: number] {
  if (!hasReturns) {
    const end = text.indexOf('\n', start);
    return [end, end + 1];
  }
  anyEnd.lastIndex = start;
  const found = anyEnd.exec(text);
  return found ? [found.index, anyEnd.lastIndex] : [-1, -1];
}

const anyEnd = /\r\n|\n|\r/g;

/** A data line that cannot be the first of several: a JSON object cannot be complete and go on. With what it says. */
function wholeIn(line: string): { json?: unknown } | undefined {
  if (!line.startsWith('data:')) return undefined;
  const data = line.slice(5).trim();
  if (data === '[DONE]') return {};
  if (!data.startsWith('{') || !data.endsWith('}')) return undefined;
  try {
    return { json: JSON.parse(data) };
  } catch {
    return undefined;
  }
}
