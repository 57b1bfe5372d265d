import { mayBeRead } from './tabs.ts';

/** The Navigation API: Chromium since 102, Firefox since 147. */
export function navigationOf(view: Window): EventTarget | undefined {
  return 'navigation' in view && view.navigation instanceof EventTarget ? view.navigation : undefined;
}

/** Resolves when the page has, without a load, another address, one that may be read. */
export function untilRead(view: Window): Promise<void> {
  return new Promise((resolve) => {
    const targets: [EventTarget | undefined, string][] = [
      [navigationOf(view), 'currententrychange'],
      [view, 'popstate'],
      [view, 'pageshow'],
    ];
    const look = () => {
      if (!mayBeRead(new URL(view.location.href))) return;
      for (const [target, name] of targets) target?.removeEventListener(name, look);
      resolve();
    };
    for (const [target, name] of targets) target?.addEventListener(name, look);
  });
}
