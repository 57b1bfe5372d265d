import { navigationOf } from './until-read.ts';

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
  let resolve: ((rang: boolean) => void) | undefined;
  let rung = false;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let quietUntil = 0;
  let address = view.location.href;
  let silent = false;

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
    if (!resolve || !(rung || silent)) return;
    const hear = resolve;
    resolve = undefined;
    rung = false;
    hear(!silent);
  };
  /** In the next frame, when the page has finished what it is at. */
  const ringSoon = () => {
    if (document.visibilityState === 'visible') frame ||= view.requestAnimationFrame(ring);
  };
  const onChange = () => {
    if (document.visibilityState !== 'visible') return;
    const left = quietUntil - performance.now();
    if (view.location.href !== address || left <= 0) ringSoon();
    else timer ??= setTimeout(ringSoon, left);
  };
  const targets: [EventTarget, string][] = [
    ...['popstate', 'hashchange', 'pageshow'].map((name): [EventTarget, string] => [view, name]),
    [document, 'visibilitychange'],
    ...['navigatesuccess', 'currententrychange'].map((name): [EventTarget, string] => [
      navigationOf(view) ?? view,
      name,
    ]),
  ];
  const silence = () => {
    silent = true;
    observer.disconnect();
    clearTimeout(timer);
    view.cancelAnimationFrame(frame);
    for (const [target, name] of targets) target.removeEventListener(name, ringSoon);
    signal.removeEventListener('abort', silence);
    answer();
  };

  const observer = new view.MutationObserver(onChange);
  observer.observe(document, { childList: true, subtree: true, characterData: true });
  for (const [target, name] of targets) target.addEventListener(name, ringSoon);
  signal.addEventListener('abort', silence);

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
