/**
 * Top-level JSON objects out of text that arrives in pieces: one document, one a line, or an array of them.
 * Linear in the text, however small the pieces are.
 */
export class JsonObjects {
  private parts: string[] = [];
  private depth = 0;
  private inString = false;
  private escaped = false;

  /** The source of each object completed by `text`. */
  push(text: string): string[] {
    const complete: string[] = [];
    let start = this.depth > 0 ? 0 : -1;
    for (let at = 0; at < text.length; at++) {
      const character = text[at];
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (character === '\\') this.escaped = true;
        else if (character === '"') this.inString = false;
      } else if (character === '"' && this.depth > 0) {
        this.inString = true;
      } else if (character === '{') {
        if (this.depth++ === 0) start = at;
      } else if (character === '}' && this.depth > 0 && --this.depth === 0) {
        complete.push(this.parts.splice(0).join('') + text.slice(start, at + 1));
        start = -1;
      }
    }
    if (start >= 0) this.parts.push(text.slice(start));
    return complete;
  }

  /** What an object that never closed said so far. */
  rest(): string {
    return this.parts.join('');
  }
}
