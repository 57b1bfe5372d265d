export interface Rule {
  selector: string;
  declarations: string;
}

/** Rules of one style sheet that are looked at; a page is not to keep us busy. */
const mostRules = 3000;

/**
 * The rules that hold for everybody at all times: none within @media and the like, none with a colon (a state, a part,
 * a costly condition), none too long to be a person's.
 */
export function rulesOf(sheet: string): Rule[] {
  const text = sheet.replace(/\/\*[\s\S]*?(\*\/|$)/g, '');
  const rules: Rule[] = [];
  let at = 0;
  while (rules.length < mostRules) {
    const open = text.indexOf('{', at);
    if (open < 0) break;
    const selector = text
      .slice(at, open)
      .replace(/^[\s\S]*;/, '')
      .trim();
    const close = selector.startsWith('@') ? closingBrace(text, open) : text.indexOf('}', open);
    if (close < 0) break;
    const isPlain = !selector.startsWith('@') && !selector.includes(':') && selector.length <= 500;
    if (isPlain && selector !== '') rules.push({ selector, declarations: text.slice(open + 1, close) });
    at = close + 1;
  }
  return rules;
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

/** gone: takes no room, or lies where nobody looks. seeThrough: has its room, and nothing is seen in it. */
export type Hiding = 'gone' | 'seeThrough';

export function hidingOf(declarations: string): Hiding | undefined {
  if (!/display|visibility|opacity|font|color|indent|clip|position|overflow|scale/i.test(declarations))
    return undefined;
  const style = stylesIn(declarations);
  if (is(style, 'display', /^none$/) || is(style, 'font-size', zero) || is(style, 'transform', /scale[xy]?\(0[,)]/)) {
    return 'gone';
  }
  if (is(style, 'text-indent', farAway) || is(style, 'clip-path', /^(inset\((50|100)%|circle\(0)/)) return 'gone';
  const isLoose = is(style, 'position', /^(absolute|fixed)$/);
  if (isLoose && ['left', 'top', 'right', 'bottom'].some((side) => is(style, side, farAway))) return 'gone';
  if (isLoose && is(style, 'clip', /^rect\((0|1px)/)) return 'gone';
  const isClosed = ['overflow', 'overflow-x', 'overflow-y'].some((name) => is(style, name, /^(hidden|clip)$/));
  if (isClosed && ['width', 'height', 'max-width', 'max-height'].some((side) => is(style, side, tiny))) return 'gone';
  if (is(style, 'visibility', /^(hidden|collapse)$/) || is(style, 'opacity', /^0?\.?0*%?$/)) return 'seeThrough';
  const colour = style.get('color');
  const ground = style.get('background-color') ?? style.get('background');
  if (colour && (/^(transparent|rgba\(.*,0\))$/.test(colour) || colour === ground)) return 'gone';
  return undefined;
}

/** Whether it would show something that another rule hides. */
export function revealsWhatIsHidden(declarations: string): boolean {
  if (!/display|visibility|opacity/i.test(declarations)) return false;
  const style = stylesIn(declarations);
  return (
    is(style, 'display', /^(?!none$)/) ||
    is(style, 'visibility', /^visible$/) ||
    is(style, 'opacity', /^(1|0?\.\d*[1-9])/)
  );
}

const zero = /^0+(\.0+)?(px|em|rem|pt|%|vw|vh)?$/;
const tiny = /^([01]|0?\.\d+)(\.0+)?(px|em|rem|pt|%)?$/;
const farAway = /^-\d{3,}(\.\d+)?(px|em|rem|pt|vw|vh|%)?$/;

const is = (style: Map<string, string>, name: string, value: RegExp): boolean => value.test(style.get(name) ?? '\0');

function stylesIn(declarations: string): Map<string, string> {
  const style = new Map<string, string>();
  for (const declaration of declarations
    .toLowerCase()
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split(';')) {
    const colon = declaration.indexOf(':');
    if (colon < 0) continue;
    const value = declaration
      .slice(colon + 1)
      .replace(/!important/, '')
      .replace(/\s+/g, '');
    style.set(declaration.slice(0, colon).trim(), value);
  }
  return style;
}
