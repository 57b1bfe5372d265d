import { Readability } from '@mozilla/readability';
import { type Block, blocksOf } from './block-text.ts';
import { removeHidden } from './hidden.ts';

export interface ReaderText {
  title: string;
  /** Paragraphs, one a line. */
  text: string;
}

/** Characters of one page that are kept. */
export const mostCharacters = 100_000;

/** Beyond it an article is not looked for, only what is no link: a page is not to keep us busy. */
const mostElements = 20_000;

/**
 * What a reader of the page reads; changes the document. An article is found by Mozilla's Readability, in the browser's
 * own parse of the page. (With linkedom, which could parse in Chromium's worker, every start of the background took
 * 100-200 ms longer, and 398 kB; defuddle is nine times Readability's 34 kB. In a document of its own neither costs the
 * background anything.) It sees one post of a forum as the article, so where it leaves most of the page's sentences out, the
 * page's own paragraphs are taken.
 */
export function readerText(page: Document): ReaderText {
  removeHidden(page);
  const title = line(page.title ?? '');
  const own = page.body ? joined(paragraphsOf(page.body)) : '';
  const article = articleOf(page);
  const isWhole =
    article !== undefined && article.text.length >= Math.min(own.length, 200) && article.text.length > own.length / 3;
  const text = isWhole ? article.text : own;
  return { title: (isWhole && article.title) || title, text: text.slice(0, mostCharacters) };
}

function articleOf(page: Document): ReaderText | undefined {
  try {
    const options = { charThreshold: 200, maxElemsToParse: mostElements, serializer: (node: Node) => node as Element };
    const article = new Readability<Element>(page, options).parse(); // takes the document apart
    if (!article?.content) return undefined;
    return { title: line(article.title ?? ''), text: joined(blocksOf(article.content)) };
  } catch {
    return undefined; // too many elements, or a shape it does not expect
  }
}

/** Paragraphs of a page that are not its furniture: menus, footers, lists of links. */
function paragraphsOf(body: Element): Block[] {
  const isFurniture = (element: Element) =>
    /^(nav|footer|aside|dialog)$/i.test(element.nodeName) ||
    /^(navigation|banner|contentinfo|search|menu|menubar|dialog|alertdialog)$/.test(element.getAttribute('role') ?? '');
  return blocksOf(body, isFurniture).filter(({ text, linked }) => linked < text.length * 0.6);
}

const joined = (found: Block[]): string => found.map(({ text }) => text).join('\n');

const line = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 500);
