import type { RootContent } from 'mdast';
import { joined } from './join.ts';
import { definitionsIn, parsed, settled } from './parse.ts';
import { endOf, isFinal, lineStart, type Path, splitOf, startOf } from './split.ts';
import { repaired } from './tail.ts';

/** A top-level piece of an answer. A finished block is the same object from then on. */
export interface Block {
  /** 0-based, in the order of the text; a block keeps its id while it grows. */
  id: number;
  /** What the text means, without positions. */
  node: RootContent;
  /** Offsets of the block in the whole text. */
  start: number;
  end: number;
  /** May still change: the last one, while the answer is streaming. */
  open: boolean;
}

/** A Markdown text that grows at its end. */
export interface GrowingBlocks {
  /** Adds to the text. Costs time for what is added, not for what is there. */
  push(delta: string): void;
  /** The text is whole; nothing is repaired or held back any more. */
  end(): void;
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** An unfinished tail longer than this (characters) is cut at the next good place, since it is read again on each push. */
const TAIL = 480;
/** A tail longer than this is cut at the next place at all. */
const LONGEST_TAIL = 2_400;
/** A push is taken in pieces of this length. */
const PIECE = 1_200;
/** The rest of a longer text (characters) is shown as it is written. */
const LONGEST_TEXT = 200_000;
/** Link names kept for the rest of the text. */
const MOST_NAMES = 60;

/** The half of a node that is finished while the other still grows. */
interface Carried {
  node: RootContent;
  path: Path;
  opener: string;
  start: number;
}

/**
 * Text so far → blocks, in time linear in the text: only the unfinished tail is read again, and a long tail (one huge
 * list, table, code block, paragraph) is cut where the cut cannot be seen (`splitOf`) and joined again (`joined`).
 *
 * The result equals that of reading the whole text at once, except: lists take looseness per item; a name of a link
 * given after a use that is more than a few screens above stays text; an emphasis or link longer than
 * `LONGEST_TAIL`, or a heading underlined below so long a paragraph, stays as it is written.
 */
export function createBlocks(): GrowingBlocks {
  let text = '';
  let tailStart = 0;
  let carried: Carried | undefined;
  let finished: readonly Block[] = [];
  let blocks: readonly Block[] = [];
  const names = new Map<string, string>();
  let namesSource = '';

  return {
    get text() {
      return text;
    },
    get blocks() {
      return blocks;
    },
    push(delta) {
      for (let at = 0; at < delta.length; at += PIECE) {
        text += delta.slice(at, at + PIECE);
        advance(true);
      }
    },
    end() {
      advance(false);
    },
  };

  function advance(growing: boolean): void {
    if (tailStart >= LONGEST_TEXT) {
      showAsWritten(growing);
      return;
    }
    let reading = read(growing);
    for (let cuts = 0; growing && cuts < 8 && text.length - tailStart > TAIL; cuts++) {
      const before = tailStart;
      if (!cut(reading)) break;
      if (tailStart === before) break;
      reading = read(growing);
    }
    blocks = [...finished, ...reading.open];
  }

  interface Reading {
    source: string;
    /** Length of what stands before the tail in `source`. */
    head: number;
    /** Offset in `source` from which it differs from the text or its line is not whole. */
    before: number;
    last: RootContent | undefined;
    open: Block[];
  }

  /** Reads the tail; moves what is final in it to `finished`. */
  function read(growing: boolean): Reading {
    const tail = text.slice(tailStart);
    const repair = growing ? repaired(tail, carried?.opener ?? '') : { text: tail, from: tail.length };
    const front = namesSource !== '' && tail.includes('[') ? namesSource : '';
    const opener = carried?.opener ?? '';
    const source = front + opener + repair.text;
    const head = front.length + opener.length;
    const whole = growing ? Math.min(tail.lastIndexOf('\n') + 1, repair.from) : tail.length;
    const before = head + whole;

    let nodes = parsed(source);
    if (front !== '') nodes = nodes.filter((node) => node.type !== 'definition' || startOf(node) >= front.length);
    const known = new Map(names);
    for (const definition of nodes.flatMap(definitionsIn)) {
      if (!known.has(definition.identifier)) known.set(definition.identifier, definition.url);
    }
    const ready = nodes.map((node) => settled(node, source, known));
    if (carried) {
      const whole = joined(carried.node, ready[0], carried.path);
      if (whole)
        ready[0] = whole as RootContent; // joining keeps the type
      else {
        // What follows is read as something else after all (a line of === below a long paragraph): let the half be.
        finish({ node: carried.node, start: carried.start, end: tailStart });
        carried = undefined;
        return read(growing);
      }
    }

    const offset = tailStart - head;
    // A heading underlined with === claims to start where a definition right above it does.
    const starts = nodes.map((node, index) => {
      const above = nodes[index - 1];
      return above ? Math.max(startOf(node), endOf(above) + 1) : startOf(node);
    });
    let final = 0;
    for (let index = 0; index < nodes.length; index++) {
      const node = nodes[index];
      const next = nodes[index + 1];
      if (!node || !(next ? isFinal(source, node, next, before) : !growing)) break;
      final = index + 1;
    }
    const made = ready.map((node, index) => {
      const start = index === 0 && carried ? carried.start : (starts[index] ?? 0) + offset;
      const end = Math.min((nodes[index]?.position?.end.offset ?? 0) + offset, text.length);
      return { node, start, end };
    });
    for (const [index, block] of made.slice(0, final).entries()) {
      finish(block);
      const node = nodes[index];
      if (node) learn(node);
    }
    if (final > 0) {
      carried = undefined;
      const next = starts[final];
      tailStart = next === undefined ? text.length : lineStart(source, next) + offset;
      if (growing && next !== undefined) return read(growing);
    }
    const open = made.slice(final).map((block, index) => ({ ...block, id: finished.length + index, open: true }));
    return { source, head, before, last: nodes.at(-1), open };
  }

  function finish(block: Omit<Block, 'id' | 'open'>): void {
    finished = [...finished, { ...block, id: finished.length, open: false }];
  }

  function learn(node: RootContent): void {
    for (const { identifier, url } of definitionsIn(node)) {
      if (names.has(identifier) || names.size >= MOST_NAMES || url.length + identifier.length > 500) continue;
      names.set(identifier, url);
      namesSource = `${namesSource.trimEnd()}\n[${identifier}]: <${url.replace(/[<>\\\n]/g, encodeURIComponent)}>\n\n`;
    }
  }

  /** Cuts the last node in two; says whether something was cut. */
  function cut({ source, head, before, last, open }: Reading): boolean {
    if (!last || open.length !== 1) return false;
    const length = text.length - tailStart;
    const range = { after: head, before, rest: TAIL, force: length > LONGEST_TAIL };
    // A paragraph may be cut in an unfinished line.
    const paragraphRange = { ...range, before: head + Math.min(length, source.length - head) };
    const split = splitOf(source, last, last.type === 'paragraph' ? paragraphRange : range);
    if (split) {
      const front = source.slice(0, head - (carried?.opener.length ?? 0));
      const half = parsed(source.slice(0, split.cut)).filter((node) => startOf(node) >= front.length);
      const first = half[0] && settled(half[0], source, names);
      const node = carried ? joined(carried.node, first, carried.path) : first;
      if (half.length === 1 && node) {
        carried = {
          node: node as RootContent,
          path: split.path,
          opener: split.opener,
          start: open[0]?.start ?? tailStart,
        };
        tailStart += split.cut - head;
        return true;
      }
    }
    return length > LONGEST_TAIL && giveUp(source, head, before, open[0]);
  }

  /** No good place in a very long tail: what is there is finished as it stands, and reading starts anew behind it. */
  function giveUp(source: string, head: number, before: number, block: Block | undefined): boolean {
    const end = before > head ? before - head : text.length - tailStart;
    if (!block) return false;
    const node: RootContent =
      before > head ? block.node : { type: 'paragraph', children: [{ type: 'text', value: source.slice(head) }] };
    finish({ node, start: block.start, end: tailStart + end });
    carried = undefined;
    tailStart += end;
    return true;
  }

  /** The rest of a text that is too long, in paragraphs of plain text. */
  function showAsWritten(growing: boolean): void {
    const plain = (start: number, end: number) => ({
      node: { type: 'paragraph', children: [{ type: 'text', value: text.slice(start, end) }] } as RootContent,
      start,
      end,
    });
    while (text.length - tailStart > LONGEST_TAIL || (!growing && tailStart < text.length)) {
      const end = Math.min(tailStart + LONGEST_TAIL, text.length);
      finish(plain(tailStart, end));
      tailStart = end;
    }
    const open = { ...plain(tailStart, text.length), id: finished.length, open: true };
    blocks = tailStart < text.length ? [...finished, open] : finished;
  }
}
