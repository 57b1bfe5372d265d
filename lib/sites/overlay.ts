/**
 * Keeps `host` over the page, at the top of the window, until the signal aborts. It is `fixed` and beside the page's own
 * tree, so nothing of the page moves. A page that re-renders itself may drop it; then it is put back, a few times.
 */
export function layOver(host: HTMLElement, signal: AbortSignal): void {
  const { ownerDocument: document } = host;
  const style = {
    display: 'block',
    position: 'fixed',
    top: 'min(96px, 12vh)',
    left: '50%',
    right: 'auto',
    bottom: 'auto',
    width: 'min(440px, calc(100vw - 32px))',
    height: 'auto',
    margin: '0',
    transform: 'translateX(-50%)',
    'z-index': '2147483000',
  };
  for (const [name, value] of Object.entries(style)) host.style.setProperty(name, value, 'important');
  document.documentElement.append(host);
  let puttingBack = 0;
  const watch = new MutationObserver(() => {
    if (!host.isConnected && puttingBack++ < 20) document.documentElement.append(host);
  });
  watch.observe(document.documentElement, { childList: true });
  signal.addEventListener('abort', () => {
    watch.disconnect();
    host.remove();
  });
}

/**
 * Calls back when the user turns away from the page or leaves it, or presses Escape wherever the focus is; listeners
 * of the page that came after ours do not see that key.
 */
export function watchLeaving(view: Window, onLeave: (how: 'escape' | 'hidden' | 'blur') => void, signal: AbortSignal) {
  const { document } = view;
  view.addEventListener('pagehide', () => onLeave('hidden'), { signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && onLeave('hidden'), {
    signal,
  });
  view.addEventListener('blur', (event) => event.target === view && onLeave('blur'), { signal });
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !event.isTrusted) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    onLeave('escape');
  };
  view.addEventListener('keydown', onKey, { signal, capture: true });
}
