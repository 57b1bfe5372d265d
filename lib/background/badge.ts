import browser from 'webextension-polyfill';

/** What is going on in a tab, as the toolbar's button shows it. Listening is what one must not overlook. */
export type Doing = 'listening' | 'answering';

const looks: Readonly<Record<Doing, { text: string; color: string }>> = {
  listening: { text: '●', color: '#b3261e' },
  answering: { text: '…', color: '#0b6b4a' },
};

/** ms. What is over sooner is not shown. */
const patience = 400;

const going = new Map<number, Doing[]>();

/** Passes events on, and shows on the button of the asking tab what is going on there for as long as they come. */
export async function* shown<T>(doing: Doing, tabId: number | undefined, events: AsyncIterable<T>): AsyncGenerator<T> {
  if (tabId === undefined) return yield* events;
  const timer = setTimeout(() => change(tabId, (all) => [...all, doing]), doing === 'listening' ? 0 : patience);
  try {
    yield* events;
  } finally {
    clearTimeout(timer);
    change(tabId, (all) => all.toSpliced(all.lastIndexOf(doing), all.includes(doing) ? 1 : 0));
  }
}

function change(tabId: number, next: (all: Doing[]) => Doing[]): void {
  const before = going.get(tabId) ?? [];
  const now = next(before);
  if (now.length > 0) going.set(tabId, now);
  else going.delete(tabId);
  const [was, is] = [before, now].map((all) => (all.includes('listening') ? 'listening' : all[0]));
  if (was !== is) void show(tabId, is).catch(() => {}); // the tab is gone
}

async function show(tabId: number, doing: Doing | undefined): Promise<void> {
  const { text, color } = doing ? looks[doing] : { text: '', color: '' };
  if (color) await browser.action.setBadgeBackgroundColor({ tabId, color });
  await browser.action.setBadgeText({ tabId, text });
}
