import type { Runtime } from 'webextension-polyfill';
import { native } from './native.ts';

/**
 * Answers a message of our own background or pages with what `answer` makes of it at once; undefined leaves it to another
 * script of ours in the same page. Until the signal aborts.
 */
export function serveMessage(name: string, answer: () => object | undefined, signal?: AbortSignal): void {
  const listener = (message: unknown, sender: Runtime.MessageSender, reply: (said: unknown) => void) => {
    if (message !== name || sender.id !== native.runtime.id) return undefined;
    const said = answer();
    if (!said) return undefined;
    reply(said);
    return true;
  };
  // The type knows of none that replies only to some messages.
  const told = listener as Runtime.OnMessageListenerCallback;
  native.runtime.onMessage.addListener(told);
  signal?.addEventListener('abort', () => native.runtime.onMessage.removeListener(told));
}
