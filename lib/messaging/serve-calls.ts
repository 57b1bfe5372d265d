import browser, { type Runtime } from 'webextension-polyfill';
import type { Answered, Envelope } from './calls.ts';
import { type CallName, type Calls, isOptionsCall } from './protocol.ts';

export type CallHandlers = {
  [N in CallName]: (request: Calls[N]['request'], sender: Runtime.MessageSender) => Promise<Calls[N]['reply']>;
};

/** What is wrong with a request, or undefined when it has the shape of its name. */
export type RequestReaders = { [N in CallName]: (request: unknown) => Calls[N]['request'] | undefined };

/** Serves every call; a message that is not one of ours, or has the wrong shape or sender, gets an empty refusal. */
export function serveCalls(readers: RequestReaders, handlers: CallHandlers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const name = (message as Partial<Envelope> | undefined)?.call;
    if (typeof name !== 'string' || !Object.hasOwn(handlers, name) || sender.id !== browser.runtime.id)
      return undefined;
    if (isOptionsCall(name) && !isOwnPage(sender)) return Promise.resolve({});
    return answered(name, (message as Envelope).request, sender);
  });

  async function answered<N extends CallName>(
    name: N,
    raw: unknown,
    sender: Runtime.MessageSender,
  ): Promise<Answered<N>> {
    const request = readers[name](raw);
    if (!request) return {};
    return handlers[name](request, sender).then(
      (reply) => ({ reply }),
      (thrown) => ({ failed: String(thrown) }),
    );
  }
}

/** Content scripts share our id but not our origin. */
export function isOwnPage(sender: Runtime.MessageSender | undefined): boolean {
  return sender?.url?.startsWith(browser.runtime.getURL('/')) ?? false;
}
