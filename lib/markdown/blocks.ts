import type { RootContent } from 'mdast';
import { joined } from './join.ts';
import { definitionsIn, parsed, settled } from './parse.ts';
import { endOf, isEnded, isFinal, lineStart, type Path, splitOf, startOf } from './split.ts';
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
const PIECE = 4_800;
/** The rest of a longer text (characters) is shown as it is written. */
const LONGEST_TEXT = 200_000;
/**
 * What follows this many characters that may be marks is shown as it is written too: a browser paints an answer in time
 * that grows with its elements, all in one task. An answer of 40,000 tokens has half as many, one huge table of them less.
 */
const MOST_MARKS = 40_000;
/** A list, table or paragraph with more children (items, rows, pieces of text) goes on as another one. */
const MOST_CHILDREN = 4_000;
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
 * The result equals that of reading the whole text at once, except: lists take looseness per item; of a name of a link
 * given after its use, only uses in blocks shorter than `LONGEST_TAIL` become links (such a block is then another
 * object); an emphasis or link longer than that, or a heading underlined below so long a paragraph, stays as written.
 */
export function createBlocks(): GrowingBlocks {
  let text = '';
  // Kept beside the text, since taking a slice of a text just added to copies all of it.
  let tail = '';
  let tailStart = 0;
  let marks = 0;
  /** Where the text begins that is shown as it is written. */
  let longest = LONGEST_TEXT;
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
        const piece = delta.slice(at, at + PIECE);
        text += piece;
        tail += piece;
        marks += piece.match(MARK)?.length ?? 0;
        if (marks >= MOST_MARKS) longest = Math.min(longest, text.length);
        advance(true);
      }
    },
    end() {
      advance(false);
    },
  };

  function advance(growing: boolean): void {
    if (tailStart >= longest) {
      showAsWritten(growing);
      return;
    }
    let reading = read(growing);
    for (let cuts = 0; growing && cuts < 8 && tail.length > TAIL; cuts++) {
      if (!cut(reading)) break;
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
    /** Offset in `source` from which it differs from the text. */
    same: number;
    last: RootContent | undefined;
    open: Block[];
  }

  /** Reads the tail; moves what is final in it to `finished`. */
  function read(growing: boolean): Reading {
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
      if (!node || !(next ? isFinal(source, node, next, before) : !growing || isEnded(source, node, before))) break;
      final = index + 1;
    }
    const made = ready.map((node, index) => {
      const start = index === 0 && carried ? carried.start : (starts[index] ?? 0) + offset;
      const end = Math.min((nodes[index]?.position?.end.offset ?? 0) + offset, text.length);
      return { node, start, end };
    });
    const namesBefore = names.size;
    for (const block of made.slice(0, final)) finish(block);
    if (final > 0) {
      carried = undefined;
      // Behind a last node that is ended lies a line that has just begun, if anything.
      const rest = starts[final] ?? (growing ? Math.max(head, before) : undefined);
      moveTo(rest === undefined ? text.length : lineStart(source, rest) + offset);
      // What is left has just been read, unless it is to be cut or a name has come to be known.
      const isReadWell = tail.length <= TAIL && names.size === namesBefore;
      if (growing && !isReadWell) return read(growing);
    }
    const open = made.slice(final).map((block, index) => ({ ...block, id: finished.length + index, open: true }));
    return { source, head, before, same: head + repair.from, last: nodes.at(-1), open };
  }

  function moveTo(start: number): void {
    tail = tail.slice(start - tailStart);
    tailStart = start;
  }

  function finish(block: Omit<Block, 'id' | 'open'>): void {
    finished = [...finished, { ...block, id: finished.length, open: false }];
    learn(block.node);
  }

  function learn(node: RootContent): void {
    for (const { identifier, url } of definitionsIn(node)) {
      if (names.has(identifier) || names.size >= MOST_NAMES || url.length + identifier.length > 500) continue;
      names.set(identifier, url);
      namesSource = `${namesSource.trimEnd()}\n[${identifier}]: <${url.replace(/[<>\\\n]/g, encodeURIComponent)}>\n\n`;
      const used = `[${identifier}]`;
      finished = finished.map((block) => (isShort(block) && hasName(block, used) ? readAgain(block) : block));
    }
  }

  function hasName({ start, end }: Block, name: string): boolean {
    return text.slice(start, end).toLowerCase().includes(name);
  }

  /** A finished block that used a name which only now has an address. */
  function readAgain(block: Block): Block {
    const source = namesSource + text.slice(block.start, block.end);
    const nodes = parsed(source).filter((node) => startOf(node) >= namesSource.length);
    const [node] = nodes.map((one) => settled(one, source, names));
    return nodes.length === 1 && node?.type === block.node.type ? { ...block, node } : block;
  }

  /** Cuts the last node in two, when the tail is long; says whether something was cut. */
  function cut(reading: Reading): boolean {
    const { source, head, before, same, last, open } = reading;
    const force = tail.length > LONGEST_TAIL;
    const only = open.length === 1 ? open[0] : undefined;
    const split = last && only && splitOf(source, last, { after: head, before, same, rest: TAIL, force });
    const [node, ...others] = split ? firstHalf(reading, split.cut) : [];
    if (!split || !only || !node || others.length > 0) return force && giveUp(reading);
    const start = only.start;
    moveTo(tailStart + split.cut - head);
    carried = { node, path: split.path, opener: split.opener, start };
    if ('children' in node && node.children.length > MOST_CHILDREN) startAnew(carried);
    return true;
  }

  /** What the source says up to an offset, joined to what is carried. */
  function firstHalf({ source, head }: Reading, end: number): RootContent[] {
    const front = head - (carried?.opener.length ?? 0);
    const nodes = parsed(source.slice(0, end)).filter((node) => startOf(node) >= front);
    const [first, ...others] = nodes.map((node) => settled(node, source, names));
    if (!carried) return first ? [first, ...others] : [];
    const whole = joined(carried.node, first, carried.path);
    return whole ? [whole as RootContent, ...others] : []; // joining keeps the type
  }

  /** A node of very many children is finished and another of its kind goes on, a table with its head again. */
  function startAnew({ node, path, opener }: Carried): void {
    finish({ node, start: carried?.start ?? tailStart, end: tailStart });
    carried =
      node.type === 'table' && path.length === 1
        ? { node: { ...node, children: node.children.slice(0, 1) }, path, opener, start: tailStart }
        : undefined;
  }

  /** No good place in a very long tail: what is there is finished as it stands, and reading starts anew behind it. */
  function giveUp(reading: Reading): boolean {
    const whole = reading.before - reading.head;
    const nodes = whole > 0 ? firstHalf(reading, reading.before) : [];
    const end = tailStart + (whole > 0 && nodes.length > 0 ? whole : tail.length);
    const start = carried?.start ?? tailStart;
    if (nodes.length > 0) for (const node of nodes) finish({ node, start, end });
    else {
      if (carried) finish({ node: carried.node, start, end: tailStart });
      if (tail.trim() !== '') finish({ node: asWritten(tail), start: tailStart, end });
    }
    carried = undefined;
    moveTo(end);
    return true;
  }

  /** The rest of a text that is too long, in paragraphs of plain text. */
  function showAsWritten(growing: boolean): void {
    if (carried) finish({ node: carried.node, start: carried.start, end: tailStart });
    carried = undefined;
    while (tail.length > LONGEST_TAIL || (!growing && tail !== '')) {
      const piece = tail.slice(0, LONGEST_TAIL);
      const end = tailStart + piece.length;
      finish({ node: asWritten(piece), start: tailStart, end });
      moveTo(end);
    }
    const rest = { node: asWritten(tail), start: tailStart, end: text.length, id: finished.length, open: true };
    blocks = tail === '' ? finished : [...finished, rest];
  }
}

const MARK = /[`*_[|~<$\n]/g;

const isShort = ({ start, end, node }: Block): boolean => end - start <= LONGEST_TAIL && node.type !== 'definition';

const asWritten = (value: string): RootContent => ({ type: 'paragraph', children: [{ type: 'text', value }] });
