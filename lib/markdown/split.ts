import type { Nodes, RootContent } from 'mdast';

/** Types from a top-level node down to the one that goes on; each is the last child of the one before. */
export type Path = readonly Nodes['type'][];

/** Where an unfinished node is cut in two, and what the second half needs in front to be read as the same structure. */
export interface Split {
  /** Offset in the source; before it nothing changes any more. */
  cut: number;
  /** Markers of everything that is still open, each with an empty heading as stand-in for what was cut away. */
  opener: string;
  path: Path;
}

/** Nesting in which a split is still looked for; each level costs a line of opener. */
const DEEPEST_SPLIT = 12;

/**
 * Finds where the last node of a source may be cut so that at most about `rest` characters stay behind the cut.
 * Offsets in (`after`, `before`] are allowed, in a paragraph up to `same`. `force` also takes places in a paragraph where an emphasis might still be
 * closed later.
 */
export function splitOf(
  source: string,
  node: RootContent,
  { rest, ...range }: CutRange & { rest: number },
): Split | undefined {
  let best: Split | undefined;
  const levels: Nodes[] = [];
  for (let next: Nodes | undefined = node; next && levels.length < DEEPEST_SPLIT; next = lastChild(next)) {
    levels.push(next);
    const cut: number | undefined = cutOf(source, next, range);
    if (cut === undefined || cut <= range.after) continue;
    best = { cut, opener: openerOf(source, levels, cut), path: levels.map((level) => level.type) };
    if (source.length - cut <= rest) break;
  }
  return best;
}

interface CutRange {
  after: number;
  /** Where the unfinished line starts. */
  before: number;
  /** Where what is read starts to differ from the text. */
  same: number;
  force: boolean;
}

const lastChild = (node: Nodes): Nodes | undefined =>
  node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote' ? node.children.at(-1) : undefined;

function cutOf(source: string, node: Nodes, range: CutRange): number | undefined {
  switch (node.type) {
    case 'list':
    case 'listItem':
    case 'blockquote':
    case 'table': {
      // The last child's first line may not be whole yet; then the cut is one child further up.
      const least = node.type === 'table' ? 2 : 1;
      for (let index = node.children.length - 1; index >= least; index--) {
        const next = node.children[index];
        const previous = node.children[index - 1];
        if (!next || !previous) return undefined;
        if (isFinal(source, previous, next, range.before)) return lineAfter(source, previous);
      }
      return undefined;
    }
    case 'code':
      return lineCut(source, node, range.before);
    case 'paragraph':
      return paragraphCut(source, node, range);
    default:
      return undefined;
  }
}

/**
 * Whether a node can change no more, given the node after it: what kind of node the next one is must be decided, by a
 * whole first line (two for a table; `before` is where the unfinished line starts) or by a word in it. A definition may
 * still find its title.
 */
export function isFinal(source: string, node: Nodes, next: Nodes, before: number): boolean {
  const start = Math.max(startOf(next), endOf(node));
  let end = lineEnd(source, start);
  if (next.type === 'table') end = lineEnd(source, end + 1);
  const isDecided = WITH_WORDS.has(next.type) && WORD.test(source.slice(start, end));
  if (end >= before && !isDecided) return false;
  if (node.type !== 'definition' || (next.type !== 'paragraph' && next.type !== 'heading')) return true;
  return /\n[ \t]*\n/.test(source.slice(endOf(node), startOf(next)));
}

/** Whether a last node can change no more, whatever follows: it is of a kind that a blank line ends, and one has come. */
export function isEnded(source: string, node: Nodes, before: number): boolean {
  return ENDED_BY_BLANK.has(node.type) && /^\n[ \t]*\n/.test(source.slice(endOf(node), before));
}

const ENDED_BY_BLANK: ReadonlySet<string> = new Set(['paragraph', 'heading', 'table', 'thematicBreak']);

const WITH_WORDS: ReadonlySet<string> = new Set(['paragraph', 'heading', 'listItem', 'list', 'blockquote']);
/** What no marker is made of. */
const WORD = /[^\s\-*_=+#>|`~.)\d[\]:]/;

/** Start of the last whole line of a code block that is not blank, nor follows a blank one. */
function lineCut(source: string, node: Nodes, before: number): number | undefined {
  const first = lineEnd(source, startOf(node)) + 1;
  for (let end = before - 1; end > first; ) {
    const start = lineStart(source, end);
    const above = start > 0 ? source.slice(lineStart(source, start - 1), start) : '';
    if (start >= first && /[^\s>]/.test(source.slice(start, end)) && /[^\s>]/.test(above)) return start;
    end = start - 1;
  }
  return undefined;
}

/**
 * The last place in a paragraph's own text (not in an emphasis or link) where it may be cut in two: before white space
 * or after Chinese punctuation, with nothing to the left that could still open an emphasis, code or link.
 */
function paragraphCut(
  source: string,
  node: Nodes & { type: 'paragraph' },
  { after, same, force }: CutRange,
): number | undefined {
  let cut: number | undefined;
  let brackets = 0;
  for (const child of node.children) {
    if (child.type !== 'text') continue;
    const end = Math.min(endOf(child), same);
    for (let at = startOf(child); at < end; at++) {
      const character = source.charAt(at);
      if (at > after && brackets === 0 && isPlace(source, at)) cut = at;
      if (!force && same - at < LONGEST_FORMULA && /^(?:\$|\\[([])/.test(source.slice(at, at + 2))) return cut;
      if (character === '\\') at++;
      else if (character === '[') brackets++;
      else if (character === ']') brackets = Math.max(0, brackets - 1);
      else if (!force && (character === '`' || mayOpen(source, at))) return cut;
      if (force) brackets = 0;
    }
  }
  return cut;
}

/** So far behind it (characters) a sign may still open a formula. */
const LONGEST_FORMULA = 400;

const isPlace = (source: string, at: number): boolean =>
  (/\s/.test(source.charAt(at)) && /[^\s\\]/.test(source.charAt(at - 1))) || EAST_ASIAN_END.test(source.charAt(at - 1));

const EAST_ASIAN_END = /[，。；！？、]/;

const mayOpen = (source: string, at: number): boolean =>
  /[*_~]/.test(source.charAt(at)) && /[^\s*_~]/.test(source.charAt(at + 1)) && !isInsideWord(source, at);

const isInsideWord = (source: string, at: number): boolean =>
  source.charAt(at) === '_' && /[A-Za-z0-9]/.test(source.charAt(at - 1)) && /[A-Za-z0-9]/.test(source.charAt(at + 1));

/** Lines that open the containers of `levels` again; the last level's stand-in is dropped after reading. */
function openerOf(source: string, levels: readonly Nodes[], cut: number): string {
  let opener = '';
  levels.forEach((level, index) => {
    const isLast = index === levels.length - 1;
    if (level.type === 'blockquote') opener += `${prefixOf(source, levels, index)}> #\n`;
    else if (level.type === 'listItem') opener += `${prefixOf(source, levels, index)}${markerOf(source, level)}#\n`;
    else if (level.type === 'list' && isLast) {
      const item = level.children[0];
      if (item) opener += `${prefixOf(source, [...levels, item], index + 1)}${markerOf(source, item)}#\n`;
    } else if (level.type === 'table') {
      const header = lineEnd(source, startOf(level));
      opener += `${prefixOf(source, levels, index)}${source.slice(startOf(level), lineEnd(source, header + 1))}\n`;
    } else if (level.type === 'code' && isFenced(source, level)) {
      const start = startOf(level);
      opener += `${prefixOf(source, levels, index)}${source.slice(start, lineEnd(source, start))}\n`;
    } else if (level.type === 'paragraph') {
      const previous = source.charAt(cut - 1);
      opener += prefixOf(source, levels, index) + (EAST_ASIAN_END.test(previous) ? previous : 'x');
    }
  });
  return opener;
}

/** What stands before a node on its line, with the markers of list items it shares the line with made blank. */
function prefixOf(source: string, levels: readonly Nodes[], index: number): string {
  const node = levels[index];
  if (!node) return '';
  const start = lineStart(source, startOf(node));
  let prefix = source.slice(start, startOf(node));
  for (const ancestor of levels.slice(0, index)) {
    if (ancestor.type !== 'listItem' || startOf(ancestor) < start) continue;
    const at = startOf(ancestor) - start;
    const marker = /^(?:[-+*]|\d{1,9}[.)])/.exec(prefix.slice(at))?.[0] ?? '';
    prefix = prefix.slice(0, at) + ' '.repeat(marker.length) + prefix.slice(at + marker.length);
  }
  return prefix;
}

/** A list item's marker and the space behind it, which says how far its content is indented. */
function markerOf(source: string, item: Nodes): string {
  const [, marker = '-', space = ' ', next = ''] =
    /^([-+*]|\d{1,9}[.)])([ \t]*)(.?)/.exec(source.slice(startOf(item), startOf(item) + 24)) ?? [];
  return marker + (next === '' || space.length > 4 || space === '' ? ' ' : space);
}

export const isFenced = (source: string, node: Nodes): boolean => /[`~]/.test(source.charAt(startOf(node)));

export const startOf = (node: Nodes): number => node.position?.start.offset ?? 0;
export const endOf = (node: Nodes): number => node.position?.end.offset ?? 0;
export const lineStart = (source: string, at: number): number => (at <= 0 ? 0 : source.lastIndexOf('\n', at - 1) + 1);
/** Offset of the line feed, or the source's length. */
export const lineEnd = (source: string, at: number): number => {
  const end = source.indexOf('\n', at);
  return end < 0 ? source.length : end;
};
const lineAfter = (source: string, node: Nodes): number => lineEnd(source, endOf(node)) + 1;
