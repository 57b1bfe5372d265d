import { type Checked, checkBlock } from './check-block.ts';
import type { LedgerDatabase } from './database.ts';

/** Those who check blocks, in threads of their own: the page stays quick meanwhile, and a second core helps. */
export interface Checkers {
  /** Blocks that are worth asking for before the first is done. */
  atOnce: number;
  check(from: number): Promise<Checked[] | undefined>;
  close(): void;
}

/** Asked of a thread, and its answer; no `checked`: there is no such block. */
export interface BlockAsked {
  name: string;
  from: number;
}
export type BlockTold = { from: number; checked?: Checked[] } | { from: number; error: string };

/** More threads only wait for the database. */
const mostThreads = 4;

export function createCheckers(db: LedgerDatabase): Checkers {
  const here: Checkers = { atOnce: 2, check: (from) => checkBlock(db, from), close() {} };
  if (typeof Worker === 'undefined') return here;
  const count = Math.min(mostThreads, Math.max(1, navigator.hardwareConcurrency));
  const threads = Array.from({ length: count }, () => createThread(db.name));
  let next = 0;
  return {
    atOnce: count * 3, // one at work, one waiting, one that the page is slow to take
    async check(from) {
      const thread = threads[next++ % count];
      // A thread that cannot be had, or broke down, is no reason not to verify.
      return thread?.check(from).catch(() => here.check(from));
    },
    close() {
      for (const thread of threads) thread.close();
    },
  };
}

/** Not in every browser (Firefox since 148), and not in TypeScript's own words. */
interface TrustedTypePolicies {
  defaultPolicy: unknown;
  createPolicy(name: 'default', rules: { createScriptURL(url: string): string | null }): unknown;
}

/**
 * The policy of our pages lets no address become a script. Vite writes the worker's address, as a string, where only it
 * can see it, so the default policy lets our own files through, and nothing else.
 */
function allowOwnWorkers(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypePolicies };
  if (!trustedTypes || trustedTypes.defaultPolicy) return;
  const isOurs = (url: string) => URL.parse(url, location.href)?.origin === location.origin;
  trustedTypes.createPolicy('default', { createScriptURL: (url) => (isOurs(url) ? url : null) });
}

function createThread(name: string): Pick<Checkers, 'check' | 'close'> {
  allowOwnWorkers();
  const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, PromiseWithResolvers<Checked[] | undefined>>();
  const fail = (why: string) => {
    for (const each of waiting.values()) each.reject(new Error(why));
    waiting.clear();
  };
  let isBroken = false;
  worker.onmessage = ({ data }: MessageEvent<BlockTold>) => {
    const asked = waiting.get(data.from);
    waiting.delete(data.from);
    if ('error' in data) asked?.reject(new Error(data.error));
    else asked?.resolve(data.checked);
  };
  worker.onerror = () => {
    isBroken = true;
    fail('broken');
  };
  return {
    check(from) {
      const asked = Promise.withResolvers<Checked[] | undefined>();
      if (isBroken) return Promise.reject(new Error('broken'));
      waiting.set(from, asked);
      worker.postMessage({ name, from } satisfies BlockAsked);
      return asked.promise;
    },
    close() {
      worker.terminate();
      waiting.clear(); // nobody asks any more
    },
  };
}
