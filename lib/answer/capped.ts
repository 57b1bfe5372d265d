import type { Provider } from '../providers/provider.ts';

/**
 * A provider whose every request is counted before it leaves, the retried ones too. What `count` throws ends the answer:
 * before anything was sent, or instead of another try.
 */
export const capped = (provider: Provider, count: () => Promise<void>): Provider => ({
  id: provider.id,
  async *stream(prompt, signal) {
    if (signal.aborted) return;
    await count();
    for await (const event of provider.stream(prompt, signal)) {
      if (event.type === 'retrying') await count();
      yield event;
    }
  },
});
