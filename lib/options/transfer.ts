import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Outcome } from '../messaging/protocol.ts';
import type { AppErrorData } from '../model/errors.ts';
import { errorData } from '../model/errors.ts';
import { readTransfer } from '../settings/transfer.ts';
import type { Call } from './options.ts';

/** Characters of a passphrase. */
export const shortestPassphrase = 8;

export type TransferState =
  | { status: 'idle' }
  | { status: 'busy' }
  /** A file was read that holds keys; they need its passphrase. */
  | { status: 'locked'; text: string; error?: AppErrorData }
  | { status: 'done'; connections: number; keys: number }
  | { status: 'failed'; error: AppErrorData };

export interface Transfer extends StoreApi<TransferState> {
  /** The settings as the text of a file; undefined when that failed, as the state then says. */
  export(passphrase?: string): Promise<string | undefined>;
  /** Takes a file in, unless it holds keys: then the state asks for its passphrase. */
  take(text: string): Promise<void>;
  /** Takes the locked file in, with its keys or without. */
  open(passphrase: string | undefined): Promise<void>;
}

/** Settings into a file and out of one. `onTaken`: they have changed. */
export function createTransfer(call: Call, onTaken: () => Promise<void>): Transfer {
  const store = createStore<TransferState>(() => ({ status: 'idle' }));
  const show = (state: TransferState) => store.setState(state, true);

  async function into<T>(reply: Promise<Outcome<T>>): Promise<Outcome<T>> {
    return reply.catch((thrown): Outcome<T> => ({ ok: false, error: errorData(thrown) }));
  }

  async function take(text: string, passphrase?: string): Promise<void> {
    show({ status: 'busy' });
    const outcome = await into(call('options.import', { text, ...(passphrase && { passphrase }) }));
    if (outcome.ok) {
      await onTaken();
      show({ status: 'done', ...outcome.value });
    } else if (outcome.error.code === 'wrongPassphrase') show({ status: 'locked', text, error: outcome.error });
    else show({ status: 'failed', error: outcome.error });
  }

  return {
    ...store,
    async export(passphrase) {
      show({ status: 'busy' });
      const outcome = await into(call('options.export', { ...(passphrase && { passphrase }) }));
      show(outcome.ok ? { status: 'idle' } : { status: 'failed', error: outcome.error });
      return outcome.ok ? outcome.value : undefined;
    },
    async take(text) {
      try {
        if (readTransfer(text).sealed) show({ status: 'locked', text });
        else await take(text);
      } catch (thrown) {
        show({ status: 'failed', error: errorData(thrown) });
      }
    },
    async open(passphrase) {
      const state = store.getState();
      if (state.status === 'locked') await take(state.text, passphrase);
    },
  };
}
