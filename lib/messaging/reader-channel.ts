import { AppError } from '../model/errors.ts';
import type { Outcome } from './protocol.ts';

/** A page to be read, and the only hosts that may be asked for it. */
export interface ReadRequest {
  url: string;
  hosts: string[];
}

/** A broadcast channel is heard by pages of this extension only; a content script's messages never come here. */
const channelName = 'pangda.reader';

/** ms after which no answer will come: the reader itself gives up earlier. */
const patienceMs = 15_000;

interface Asked {
  id: string;
  request: ReadRequest;
}
interface Answered<T> {
  id: string;
  outcome: Outcome<T>;
}

/** One question to the reader's document, one answer. Throws the AppError that was thrown there, or 'timeout'. */
export async function askReader<T>(request: ReadRequest): Promise<T> {
  const channel = new BroadcastChannel(channelName);
  const id = crypto.randomUUID();
  try {
    const outcome = await new Promise<Outcome<T>>((resolve, reject) => {
      setTimeout(() => reject(new AppError('timeout', 'The reader did not answer.')), patienceMs);
      channel.onmessage = ({ data }: MessageEvent<Partial<Answered<T>>>) => {
        if (data.id === id && data.outcome) resolve(data.outcome);
      };
      channel.postMessage({ id, request } satisfies Asked);
    });
    if (outcome.ok) return outcome.value;
    const { code, detail, ...more } = outcome.error;
    throw new AppError(code, detail, more);
  } finally {
    channel.close();
  }
}

/** Answers every question; `read` does not throw. */
export function serveReader<T>(read: (request: ReadRequest) => Promise<Outcome<T>>): void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = async ({ data }: MessageEvent<Partial<Asked>>) => {
    if (!data.id || !data.request) return; // an answer, which goes the other way
    channel.postMessage({ id: data.id, outcome: await read(data.request) } satisfies Answered<T>);
  };
}
