/** Milliseconds between two looks at a page that keeps changing while its address stays: adverts, clocks, late answers. */
const restBetween = 300;

/** Rings when the page may have changed. Rings that nobody has heard yet are one. */
export interface Bell {
  /** Resolves at the next ring, true; false when there will be none any more. */
  heard(): Promise<boolean>;
  /** One more ring after so many milliseconds, unless it rings before. */
  ringIn(ms: number): void;
  silence(): void;
}

/**
 * A content script does not see the page's own `pushState`, so whatever changes in the document is a reason to compare
 * the address; back, forward, hash and restored pages are events. In a hidden tab nothing is looked at: frames do not
 * come there.
 */
export function bellOf(document: Document, view: Window & typeof globalThis, signal: AbortSignal): Bell {
  const own = new AbortController();
  let resolve: ((rang: boolean) => void) | undefined;
  let rung = false;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let quietUntil = 0;
  let address = view.location.href;

  const ring = () => {
    clearTimeout(timer);
    timer = undefined;
    view.cancelAnimationFrame(frame);
    frame = 0;
    address = view.location.href;
    quietUntil = performance.now() + restBetween;
    rung = true;
    answer();
  };
  const answer = () => {
    if (!resolve || !(rung || own.signal.aborted)) return;
    const hear = resolve;
    resolve = undefined;
    rung = false;
    hear(!own.signal.aborted);
  };
  /** In the next frame, when the page has finished what it is at. */
  const ringSoon = () => {
    if (document.visibilityState === 'visible') frame ||= view.requestAnimationFrame(ring);
  };
  const onChange = () => {
    const left = quietUntil - performance.now();
    if (view.location.href !== address || left <= 0) ringSoon();
    else timer ??= setTimeout(ringSoon, left);
  };
  const silence = () => {
    own.abort();
    observer.disconnect();
    clearTimeout(timer);
    view.cancelAnimationFrame(frame);
    answer();
  };

  const observer = new view.MutationObserver(onChange);
  observer.observe(document, { childList: true, subtree: true, characterData: true });
  const { signal: until } = own;
  for (const name of ['popstate', 'hashchange', 'pageshow']) view.addEventListener(name, ringSoon, { signal: until });
  document.addEventListener('visibilitychange', ringSoon, { signal: until });
  const navigation = navigationOf(view);
  for (const name of ['navigatesuccess', 'currententrychange'])
    navigation?.addEventListener(name, ringSoon, { signal: until });
  signal.addEventListener('abort', silence, { signal: until });

  return {
    heard: () =>
      new Promise((settle) => {
        resolve = settle;
        answer();
      }),
    ringIn: (ms) => {
      timer ??= setTimeout(ring, ms);
    },
    silence,
  };
}

/** The Navigation API: Chromium since 102, Firefox since 147. */
function navigationOf(view: Window): EventTarget | undefined {
  return 'navigation' in view && view.navigation instanceof EventTarget ? view.navigation : undefined;
}
