const blocks = new Set(
  `ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2
  H3 H4 H5 H6 HEADER HR LI MAIN MENU NAV OL P PRE SECTION SUMMARY TABLE TBODY TFOOT THEAD TR UL`.split(/\s+/),
);
/** What is no text, or is there to be used and not to be read. */
const silent = new Set(
  `AUDIO BUTTON CANVAS DATALIST EMBED HEAD IFRAME INPUT MATH MAP METER NOSCRIPT OBJECT OPTION PROGRESS SCRIPT SELECT STYLE
  SVG TEMPLATE TEXTAREA TITLE VIDEO`.split(/\s+/),
);

export interface Block {
  text: string;
  /** Characters of it that stand in links. */
  linked: number;
}

/**
 * The paragraphs under an element in reading order, each on one line, single-spaced. Goes without recursion: pages nest
 * as deep as they like. `skip` leaves out an element with all that is in it.
 */
export function blocksOf(root: Element, skip: (element: Element) => boolean = () => false): Block[] {
  const found: Block[] = [];
  let open = { text: '', linked: 0 };
  let links = 0;
  const flush = () => {
    const text = spaced(open.text);
    if (text !== '') found.push({ text, linked: open.linked });
    open = { text: '', linked: 0 };
  };
  const enter = (node: Node): void => {
    const name = nameOf(node);
    if (node.nodeType === textNode) {
      const text = (node.nodeValue ?? '').replace(/\s+/g, ' ');
      open.text += text;
      if (links > 0) open.linked += text.trim().length;
    } else if (blocks.has(name) || name === 'BR') flush();
    else if (name === 'TD' || name === 'TH') open.text += ' ';
    else if (name === 'A') links += 1;
  };
  const leave = (node: Node): void => {
    if (blocks.has(nameOf(node))) flush();
    else if (nameOf(node) === 'A') links -= 1;
  };
  const isLeftOut = (node: Node): boolean =>
    silent.has(nameOf(node)) || (node.nodeType === elementNode && node !== root && skip(node as Element));

  let node: Node | null = root;
  while (node) {
    if (!isLeftOut(node)) {
      enter(node);
      if (node.firstChild) {
        node = node.firstChild;
        continue;
      }
      leave(node);
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      if (node) leave(node);
    }
    node = node === root ? null : (node?.nextSibling ?? null);
  }
  flush();
  return found;
}

/** As the DOM numbers kinds of nodes. */
const elementNode = 1;
const textNode = 3;

const nameOf = (node: Node): string => node.nodeName.toUpperCase();

/** One line without what nobody sees: controls, soft hyphens, zero-width and direction marks, tag characters. */
const spaced = (text: string): string => text.replace(unseen, '').replace(/\s+/g, ' ').trim();

// Of Unicode's format characters, Arabic signs around numbers are seen.
const unseen = /(?![\u0600-\u0605\u06dd])\p{Cf}|(?!\s)\p{Cc}/gu;
