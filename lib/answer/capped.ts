import type { Provider } from '../providers/provider.ts';

/**
 * A provider whose every request is counted as it leaves, the retried and the corrected ones too. What `count` throws
 * ends the answer: before anything was sent, or instead of another try.
 */
export const capped = (provider: Provider, count: () => Promise<void>): Provider => ({
  id: provider.id,
  async *stream(prompt, signal) {
    for await (const event of provider.stream(prompt, signal)) {
      // The request leaves when the next event is asked for.
      if (event.type === 'sending') await count();
      yield event;
    }
  },
});
