import type { CallName, Calls, StreamName, Streams } from '../../messaging/protocol.ts';
import { AppError } from '../../model/errors.ts';
import type { SpokenLanguage } from '../../model/voice.ts';

/** How the background is reached. */
export interface Wire {
  openStream<N extends StreamName>(
    name: N,
    request: Streams[N]['request'],
    signal: AbortSignal,
  ): AsyncIterable<Streams[N]['event']>;
  call<N extends CallName>(name: N, request: Calls[N]['request']): Promise<Calls[N]['reply']>;
}

/** Says a word or a sentence; ends when it has been said. */
export async function sayOnce(
  { openStream, call }: Wire,
  text: string,
  lang: SpokenLanguage,
  signal: AbortSignal,
): Promise<void> {
  const speechId = crypto.randomUUID();
  const events = openStream('speak', { speechId, lang, from: 0, names: {} }, signal);
  let isSent = false;
  for await (const _ of events) {
    // The background knows the speech once it has said something of it.
    if (isSent) continue;
    isSent = true;
    await call('voice.text', { speechId, at: 0, text, isWhole: true });
  }
}

/** ms. A microphone that is left on by mistake goes off. */
const longestMs = 60_000;
/** Turns without a word after which nobody seems to be there. */
const mostEmpty = 2;

/**
 * Listens to one thing that is said, ended by silence. `onOpen`: the microphone is on.
 * @throws AppError as listening failed; 'heardNothing' when nobody says a word
 */
export async function hearOnce(
  { openStream }: Wire,
  lang: SpokenLanguage,
  signal: AbortSignal,
  onOpen: () => void = () => {},
): Promise<string> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort('stopped'), longestMs);
  const request = { listenId: crypto.randomUUID(), how: 'handsFree', lang } as const;
  let empty = 0;
  try {
    for await (const event of openStream('listen', request, AbortSignal.any([signal, stop.signal]))) {
      if (event.type === 'open') onOpen();
      if (event.type === 'nothing' && ++empty === mostEmpty) break;
      if (event.type === 'final' && event.text.trim() !== '') return event.text.trim();
    }
  } finally {
    clearTimeout(timer);
    stop.abort('stopped');
  }
  throw new AppError('heardNothing');
}
