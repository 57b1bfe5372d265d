import { AppError } from '../model/errors.ts';
import { native } from './native.ts';
import type { CallName, Calls } from './protocol.ts';

export interface Envelope {
  call: CallName;
  request: unknown;
}

/** What comes back: a reply, how the handler failed, or nothing for who may not ask this, or not so. */
export type Answered<N extends CallName> = { reply?: Calls[N]['reply']; failed?: string } | undefined;

/**
 * One question to the background, one reply.
 * @throws AppError 'updated' when the extension was replaced under this page, 'disconnected' when nobody answers.
 */
export async function call<N extends CallName>(name: N, request: Calls[N]['request']): Promise<Calls[N]['reply']> {
  const sent = async () => native.runtime.sendMessage({ call: name, request } satisfies Envelope);
  const answered = (await sent().catch((thrown) => ({ failed: String(thrown) }))) as Answered<N>;
  if (answered?.failed !== undefined)
    throw new AppError(
      /invalidated|dead|undefined/i.test(answered.failed) ? 'updated' : 'disconnected',
      answered.failed,
    );
  if (!answered || !('reply' in answered)) throw new AppError('unexpected', `${name} was refused`);
  return answered.reply as Calls[N]['reply'];
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
