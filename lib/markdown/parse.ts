import type { Definition, Nodes, Parents, PhrasingContent, RootContent, Text } from 'mdast';
import { fromMarkdown, type Extension as MdastExtension } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Extension } from 'micromark-util-types';
import { eastAsianEmphasis } from './attention.ts';
import { formulaSyntax } from './formula-syntax.ts';
import { formulasIn, mayHoldFormulas } from './formulas.ts';

/** Nodes nested deeper than this are shown as their text. */
export const DEEPEST = 50;

// HTML is never a structure: `<b>` is three characters. Footnotes are off since answers cite as `[^1]`.
const reading: { extensions: Extension[]; mdastExtensions: (MdastExtension | MdastExtension[])[] } = {
  extensions: [
    gfm({ singleTilde: false }),
    eastAsianEmphasis,
    {
      disable: {
        null: ['htmlFlow', 'htmlText', 'gfmFootnoteDefinition', 'gfmFootnoteCall', 'gfmPotentialFootnoteCall'],
      },
    },
  ],
  mdastExtensions: [gfmFromMarkdown()],
};
/** Of a text in which no link can be found by its letters alone: each node would be looked at for one. */
const readingWithoutLinks = {
  ...reading,
  mdastExtensions: [gfmFromMarkdown().map(({ transforms: _, ...extension }) => extension)],
};
/** `://`, `www.` or `@` once a text has been read: each sign may be escaped, or written as an entity. */
const linkLetters = /:\\?\/|www\\?\.|@|&(?:#|colon|sol|period|commat)/i;

/** Top-level nodes of a text, with their positions in it. */
export function parsed(text: string): RootContent[] {
  const source = shallow(text);
  return fromMarkdown(source, readingOf(source)).children;
}

function readingOf(text: string): typeof reading {
  const plain = linkLetters.test(text) ? reading : readingWithoutLinks;
  const formulas = mayHoldFormulas(text) ? formulasIn(text).formulas : [];
  if (formulas.length === 0) return plain;
  const { syntax, mdast } = formulaSyntax(formulas);
  return { extensions: [...plain.extensions, syntax], mdastExtensions: [...plain.mdastExtensions, mdast] };
}

/** The blocks of a whole text, read at once. */
export function readWhole(text: string): RootContent[] {
  const nodes = parsed(text);
  const names = new Map<string, string>();
  for (const { identifier, url } of nodes.flatMap(definitionsIn))
    if (!names.has(identifier)) names.set(identifier, url);
  return nodes.map((node) => settled(node, text, names));
}

/** The same text, of the same length, with block markers beyond the fiftieth of a line made harmless. */
function shallow(text: string): string {
  if (!/^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){50}/m.test(text)) return text;
  return text.replace(/^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){50,}/gm, (markers) => {
    let seen = 0;
    return markers.replace(/[>\-+*.)]/g, (marker) => (++seen > DEEPEST ? (LOOKALIKE[marker] ?? marker) : marker));
  });
}

const LOOKALIKE: Record<string, string> = { '>': '›', '-': '−', '+': '＋', '*': '∗', '.': '․', ')': '）' };

/** Labels that are citations of an answer, and so never names of links. */
const CITATION_LABEL = /^\^?\d+$/;

/** An address a text gives a name to. */
export interface Named {
  label: string;
  url: string;
}

export const definitionsIn = (node: Nodes): Definition[] =>
  node.type === 'definition'
    ? CITATION_LABEL.test(node.label ?? '')
      ? []
      : [node]
    : node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote'
      ? (node.children as Nodes[]).flatMap(definitionsIn)
      : [];

/**
 * A node for showing: without positions, references resolved to links, `<br>` as a line break (models write it in table
 * cells), names that are citations given back to the text, neighbouring texts joined, depth bounded.
 * Whether a list is loose is left to each item (`spread`), so that a growing list never changes what is above.
 */
export function settled(node: RootContent, source: string, definitions: ReadonlyMap<string, string>): RootContent {
  return settledNode(node, source, definitions, 0) as RootContent;
}

function settledNode(node: Nodes, source: string, definitions: ReadonlyMap<string, string>, depth: number): Nodes {
  const raw = () => source.slice(node.position?.start.offset, node.position?.end.offset);
  const text = (value: string): Text => ({ type: 'text', value });
  switch (node.type) {
    case 'definition':
      return CITATION_LABEL.test(node.label ?? '') ? { type: 'paragraph', children: [text(raw())] } : bare(node);
    case 'image':
      return text(node.alt ?? '');
    case 'imageReference':
      return text(CITATION_LABEL.test(node.label ?? '') ? raw() : (node.alt ?? ''));
    case 'linkReference': {
      const url = definitions.get(node.identifier);
      if (url === undefined || CITATION_LABEL.test(node.label ?? '')) return text(raw());
      return { type: 'link', url, children: childrenOf(node, source, definitions, depth) as PhrasingContent[] };
    }
    case 'list':
      return { ...bare(node), spread: false, children: childrenOf(node, source, definitions, depth) } as Nodes;
    default:
      if (!('children' in node)) return bare(node);
      if (depth >= DEEPEST) return isBlock(node) ? { type: 'paragraph', children: [text(raw())] } : text(raw());
      return { ...bare(node), children: childrenOf(node, source, definitions, depth) } as Nodes;
  }
}

function childrenOf(node: Parents, source: string, definitions: ReadonlyMap<string, string>, depth: number): Nodes[] {
  const children: Nodes[] = [];
  for (const child of node.children as Nodes[]) {
    const next = settledNode(child, source, definitions, depth + 1);
    if (next.type !== 'text') children.push(next);
    else if (child.position && source.slice(child.position.start.offset, child.position.end.offset).includes('\\<'))
      appended(children, next);
    else for (const piece of withBreaks(next.value)) appended(children, piece);
  }
  return children;
}

function appended(children: Nodes[], piece: Nodes): void {
  const last = children.at(-1);
  if (piece.type === 'text' && last?.type === 'text') last.value += piece.value;
  else if (piece.type !== 'text' || piece.value !== '') children.push(piece);
}

const withBreaks = (value: string): Nodes[] =>
  value
    .split(/<br\s*\/?>/i)
    .flatMap((piece, index): Nodes[] => [
      ...(index ? [{ type: 'break' } as const] : []),
      { type: 'text', value: piece },
    ]);

const isBlock = (node: Parents): boolean =>
  ['blockquote', 'list', 'listItem', 'paragraph', 'heading', 'table'].includes(node.type);

function bare<N extends Nodes>(node: N): N {
  const { position: _, ...rest } = node;
  return rest as N; // positions are optional in every node
}
