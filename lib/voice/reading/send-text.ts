/** Asks the background; rejects when nobody answers. */
export type TextCall = (
  name: 'voice.text',
  request: { speechId: string; at: number; text: string; isWhole: boolean },
) => Promise<{ has: number } | null>;

/** ms between what is sent of a text that grows, once its first sentence has been heard; before, each change goes at once. */
const batchMs = 150;
/** ms before it is told again to a background that did not know the speech yet. */
const againMs = 50;

interface Growing {
  now(): { text: string; isWhole: boolean } | undefined;
  onChange(heed: () => void): () => void;
}

/** Keeps the background's copy of a text up to date until aborted. One message is on its way at a time. */
export function sendText(
  call: TextCall,
  speechId: string,
  text: Growing,
  signal: AbortSignal,
): { /** Something is being spoken: the next words do not hurry. */ isHeard(): void } {
  let has = 0;
  let isWholeThere = false;
  let isBusy = false;
  let hurries = true;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const plan = (ms: number): void => {
    timer ??= setTimeout(() => void send(), ms);
  };

  async function send(): Promise<void> {
    timer = undefined;
    const now = text.now();
    if (isBusy || isWholeThere || signal.aborted || !now) return;
    if (now.text.length <= has && !now.isWhole) return;
    isBusy = true;
    const more = now.text.slice(has);
    const reply = await call('voice.text', { speechId, at: has, text: more, isWhole: now.isWhole }).catch(() => null);
    isBusy = false;
    if (signal.aborted) return;
    if (!reply) {
      has = 0;
      return plan(againMs);
    }
    isWholeThere = now.isWhole && reply.has >= now.text.length;
    has = Math.min(reply.has, now.text.length);
    onChange();
  }

  function onChange(): void {
    if (isBusy || isWholeThere || signal.aborted) return;
    const now = text.now();
    if (!now || (now.text.length <= has && !now.isWhole)) return;
    if (hurries) void send();
    else plan(batchMs);
  }

  const unwatch = text.onChange(onChange);
  signal.addEventListener('abort', () => {
    unwatch();
    clearTimeout(timer);
  });
  void send();
  return {
    isHeard() {
      hurries = false;
    },
  };
}
