/** A stretch of an answer: words, or the thinking before them. */
export interface Part {
  type: 'text' | 'thinking';
  text: string;
}

const names = ['think', 'thinking', 'thought', 'reasoning'];
const openings = names.map((name) => `<${name}>`);
const closings = names.map((name) => `</${name}>`);

/**
 * Divides an answer that carries its thinking inside `<think>…</think>` (models served without a reasoning parser).
 * Only at the very start of an answer: later the tag is something the answer talks about. White space between the
 * thinking and the answer belongs to neither. A tag may arrive in pieces; what may become one is held back.
 */
export class ThinkTags {
  private state: 'start' | 'thinking' | 'text' = 'start';
  private held = '';
  private closing = '';
  private thought = false;

  push(text: string): Part[] {
    if (this.state === 'text') return text === '' ? [] : [{ type: 'text', text }];
    this.held += text;
    const parts: Part[] = [];
    while (this.step(parts)) {
      // Each step consumes a tag.
    }
    return parts;
  }

  /** What was held back, now that nothing follows. */
  end(): Part[] {
    const text = this.held;
    this.held = '';
    if (text === '' || (this.state === 'start' && this.thought && text.trim() === '')) return [];
    return [{ type: this.state === 'thinking' ? 'thinking' : 'text', text }];
  }

  private step(parts: Part[]): boolean {
    return this.state === 'thinking' ? this.readThinking(parts) : this.readStart(parts);
  }

  private readThinking(parts: Part[]): boolean {
    const at = this.held.indexOf(this.closing);
    if (at >= 0) {
      push(parts, 'thinking', this.held.slice(0, at));
      this.held = this.held.slice(at + this.closing.length);
      this.state = 'start';
      return true;
    }
    const safe = this.held.length - overlap(this.held, this.closing);
    push(parts, 'thinking', this.held.slice(0, safe));
    this.held = this.held.slice(safe);
    return false;
  }

  private readStart(parts: Part[]): boolean {
    const text = this.held.trimStart();
    const opening = openings.find((tag) => text.startsWith(tag));
    if (opening !== undefined) {
      this.state = 'thinking';
      this.thought = true;
      this.closing = opening.replace('<', '</');
      this.held = text.slice(opening.length);
      return true;
    }
    // A template that opened the tag itself, with the thinking already split off by the server.
    const closing = closings.find((tag) => text.startsWith(tag));
    if (closing !== undefined) {
      this.thought = true;
      this.held = text.slice(closing.length);
      return true;
    }
    if ([...openings, ...closings].some((tag) => tag.startsWith(text))) return false;
    this.state = 'text';
    push(parts, 'text', this.thought ? text : this.held);
    this.held = '';
    return false;
  }
}

function push(parts: Part[], type: Part['type'], text: string): void {
  if (text !== '') parts.push({ type, text });
}

/** Length of the longest end of `text` that is a beginning of `tag`. */
function overlap(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(tag.slice(0, length))) return length;
  }
  return 0;
}
