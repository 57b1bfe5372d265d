import { placeFor } from './index.ts';
import { panelBox } from './place.ts';

export interface Standing {
  /** Beside the page's content, or at the window's edge. */
  placement: 'page' | 'dock';
  /** The page has no room for the panel. */
  mustDock: boolean;
  /** The page leaves the width to the panel. */
  resizable: boolean;
}

export interface Wish {
  docked: boolean;
  collapsed: boolean;
  /** Something was asked: the panel takes all its height at once, so that nothing in it moves as the answer grows. */
  tall: boolean;
  /** CSS px. */
  width: number;
}

/** CSS px: the panel's bar alone, and the tab that is left of a docked panel. */
const barHeight = 46;
const tabSize = { width: 44, height: 48 };
const gap = 16;
const leastWidth = 260;
const dockTop = 72;
const forcedSize = { width: 340, height: 'min(520px, 58vh)' };

/** ms in which a column that is still being written may find its room; before, the panel is not in view. */
const longestRoomMs = 300;

/** Layout can change with any mutation; looking forces one, so it is done at most this often. */
const lookEveryMs = 200;

/**
 * Keeps `host` in the document and in its place, until the signal aborts. The host is never put into the page's own tree:
 * it lies over it, moved by a transform, which no layout-shift counts. `onStand` hears where it stands.
 */
export function stand(
  host: HTMLElement,
  wish: () => Wish,
  onStand: (standing: Standing) => void,
  signal: AbortSignal,
): { update(): void } {
  const { ownerDocument: document } = host;
  const view = document.defaultView;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let puttingBack = 0;
  /** A column that is still being written may have no room yet. */
  const longestMs = performance.now() + longestRoomMs;

  const update = () => {
    timer = undefined;
    if (signal.aborted || !view) return;
    const { docked, collapsed, tall, width } = wish();
    const place = placeFor(document, new URL(view.location.href));
    const box = panelBox(place, document, { gap, minWidth: leastWidth, maxWidth: width });
    const onPage = box !== undefined && !docked;
    const isComing = document.readyState === 'loading' && performance.now() < longestMs;
    if (!box && !docked && place.kind === 'column' && isComing) {
      soon();
      return;
    }
    applyStyle(
      host,
      onPage
        ? pageStyle(box, collapsed, tall || place.kind === 'column')
        : dockStyle(view, width, collapsed, box === undefined),
    );
    // A page that re-renders itself may drop what it does not know; one that fights is left alone after a while. Not
    // before the page was looked at: that would have it laid out once more.
    if (!host.isConnected && puttingBack < 50) {
      puttingBack += 1;
      document.documentElement.append(host);
    }
    onStand({
      placement: onPage ? 'page' : 'dock',
      mustDock: box === undefined,
      resizable: !onPage || place.kind === 'beside',
    });
  };
  const soon = () => {
    timer ??= setTimeout(update, lookEveryMs);
  };

  const mutations = new MutationObserver((records) => {
    // Our own move is not news.
    if (records.some((record) => record.target !== host)) soon();
  });
  mutations.observe(document, { childList: true, subtree: true });
  const sizes = new ResizeObserver(soon);
  sizes.observe(document.documentElement);
  if (document.body) sizes.observe(document.body);
  document.addEventListener('readystatechange', update, { signal });
  view?.addEventListener('resize', update, { signal });
  view?.addEventListener('load', update, { signal });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    mutations.disconnect();
    sizes.disconnect();
    host.remove();
  });
  // In view with the next frame, and in its place: asking for that place now would have the page laid out before its frame.
  applyStyle(host, { ...unplaced, width: `${wish().width}px` });
  document.documentElement.append(host);
  requestAnimationFrame(update);
  return { update };
}

type Style = Record<string, string>;

const unplaced: Style = { position: 'fixed', top: '0', right: '0', height: `${barHeight}px`, visibility: 'hidden' };

/** `tall`: as high as there is room, and not as high as what is in it. */
function pageStyle(
  box: { left: number; top: number; width: number; height: number },
  collapsed: boolean,
  tall: boolean,
): Style {
  const most = `${Math.round(box.height)}px`;
  return {
    position: 'absolute',
    right: 'auto',
    bottom: 'auto',
    top: '0',
    left: '0',
    transform: `translate(${Math.round(box.left)}px, ${Math.round(box.top)}px)`,
    width: `${Math.round(box.width)}px`,
    height: collapsed ? `${barHeight}px` : tall ? most : 'auto',
    'max-height': most,
    'z-index': '100',
  };
}

/** `forced`: there is no room, so the panel covers something; then low and small, away from the first results. */
function dockStyle(view: Window, width: number, collapsed: boolean, forced: boolean): Style {
  const most = view.innerWidth - 24;
  const size = collapsed
    ? { width: `${tabSize.width}px`, height: `${tabSize.height}px` }
    : forced
      ? { width: `${Math.min(width, forcedSize.width, most)}px`, height: forcedSize.height }
      : { width: `${Math.min(width, most)}px`, height: `min(640px, calc(100vh - ${dockTop + 16}px))` };
  return {
    position: 'fixed',
    ...(forced && !collapsed ? { top: 'auto', bottom: '16px' } : { top: `${dockTop}px`, bottom: 'auto' }),
    left: 'auto',
    right: '0',
    transform: 'none',
    'max-height': 'none',
    'z-index': '2147483000',
    ...size,
  };
}

function applyStyle(host: HTMLElement, style: Style): void {
  for (const [name, value] of Object.entries({ display: 'block', visibility: 'visible', margin: '0', ...style }))
    if (host.style.getPropertyValue(name) !== value) host.style.setProperty(name, value, 'important');
}
