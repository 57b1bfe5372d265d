import browser, { type Runtime } from 'webextension-polyfill';
import { AppError } from '../model/errors.ts';
import { type CallName, type Calls, isOptionsCall } from './protocol.ts';

interface Envelope {
  call: CallName;
  request: unknown;
}

export type CallHandlers = {
  [N in CallName]: (request: Calls[N]['request'], sender: Runtime.MessageSender) => Promise<Calls[N]['reply']>;
};

/** What is wrong with a request, or undefined when it has the shape of its name. */
export type RequestReaders = { [N in CallName]: (request: unknown) => Calls[N]['request'] | undefined };

/**
 * One question to the background, one reply.
 * @throws AppError 'updated' when the extension was replaced under this page, 'disconnected' when nobody answers.
 */
export async function call<N extends CallName>(name: N, request: Calls[N]['request']): Promise<Calls[N]['reply']> {
  let reply: unknown;
  try {
    reply = await browser.runtime.sendMessage({ call: name, request } satisfies Envelope);
  } catch (thrown) {
    const message = String(thrown);
    throw new AppError(/invalidated|dead|undefined/i.test(message) ? 'updated' : 'disconnected', message);
  }
  const answered = reply as { reply?: Calls[N]['reply'] } | undefined;
  if (!answered || !('reply' in answered)) throw new AppError('unexpected', `${name} was refused`);
  return answered.reply as Calls[N]['reply'];
}

/** Serves every call; a message that is not one of ours, or has the wrong shape or sender, gets an empty refusal. */
export function serveCalls(readers: RequestReaders, handlers: CallHandlers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const name = (message as Partial<Envelope> | undefined)?.call;
    if (typeof name !== 'string' || !Object.hasOwn(handlers, name) || sender.id !== browser.runtime.id)
      return undefined;
    if (isOptionsCall(name) && !isOwnPage(sender)) return Promise.resolve({});
    return answered(name, (message as Envelope).request, sender);
  });

  async function answered<N extends CallName>(name: N, raw: unknown, sender: Runtime.MessageSender) {
    const request = readers[name](raw);
    if (!request) return {};
    return { reply: await handlers[name](request, sender) };
  }
}

/** Content scripts share our id but not our origin. */
export function isOwnPage(sender: Runtime.MessageSender | undefined): boolean {
  return sender?.url?.startsWith(browser.runtime.getURL('/')) ?? false;
}

/** A background that is just being ended by the browser refuses; the next one answers. */
export async function persistently<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'disconnected') throw thrown;
    return ask();
  }
}
