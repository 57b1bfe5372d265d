export type Theme = 'light' | 'dark';

/** The page's own theme, by the background it really paints; attributes and meta tags of the same page disagree with it. */
export function pageTheme(document: Document): Theme {
  for (const element of [document.body, document.documentElement]) {
    const luminance = element && backgroundLuminance(element);
    if (luminance !== undefined) return luminance < 0.4 ? 'dark' : 'light';
  }
  // Nothing is painted: the browser's own canvas shows, which is dark only where the page asked for that.
  const scheme = document.defaultView?.getComputedStyle(document.documentElement).colorScheme ?? '';
  const systemIsDark = document.defaultView?.matchMedia('(prefers-color-scheme: dark)').matches ?? false;
  return scheme.includes('dark') && (systemIsDark || !scheme.includes('light')) ? 'dark' : 'light';
}

/** Calls back with the theme now and whenever the page's changes. */
export function watchTheme(document: Document, onTheme: (theme: Theme) => void, signal: AbortSignal): void {
  let current: Theme | undefined;
  const look = () => {
    if (signal.aborted) return;
    const theme = pageTheme(document);
    if (theme === current) return;
    current = theme;
    onTheme(theme);
  };
  look();
  // A page that is still coming has its styles by the first frame, and perhaps not before.
  requestAnimationFrame(look);
  document.addEventListener('readystatechange', look, { signal });
  const observer = new MutationObserver(look);
  const attributeFilter = ['class', 'style', 'data-theme', 'data-color-mode', 'data-darkreader-scheme'];
  observer.observe(document.documentElement, { attributes: true, attributeFilter });
  if (document.body) observer.observe(document.body, { attributes: true, attributeFilter });
  const system = document.defaultView?.matchMedia('(prefers-color-scheme: dark)');
  system?.addEventListener('change', look, { signal });
  document.defaultView?.addEventListener('load', look, { signal });
  signal.addEventListener('abort', () => observer.disconnect());
}

/** 0 (black) to 1 (white); undefined when nothing opaque is painted. */
function backgroundLuminance(element: Element): number | undefined {
  const color = element.ownerDocument.defaultView?.getComputedStyle(element).backgroundColor ?? '';
  const numbers = color.match(/[\d.]+/g)?.map(Number) ?? [];
  const [red, green, blue, alpha = 1] = numbers;
  if (red === undefined || green === undefined || blue === undefined || alpha < 0.5) return undefined;
  const most = color.startsWith('color(') ? 1 : 255;
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / most;
}
