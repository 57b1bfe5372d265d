import type { HostListen } from '../../messaging/host-protocol.ts';
import type { HostHandlers } from '../../messaging/own-channel.ts';
import { AppError } from '../../model/errors.ts';
import { connectionListener } from '../listening/engines/connection.ts';
import type { Listener } from '../listening/engines/listener.ts';
import { recognisesHere, recognitionType } from '../listening/engines/recognition.ts';
import { webSpeechListener } from '../listening/engines/web-speech.ts';
import { createOutbox } from '../outbox.ts';
import { bargeIn } from './barge-in.ts';
import { createEar, type News } from './ear.ts';
import { handsFree } from './hands-free.ts';
import { type MicrophoneRules, openMicrophone } from './microphone.ts';
import type { OwnSound } from './own-sound.ts';
import { pushToTalk } from './push.ts';

export interface ListenHost extends MicrophoneRules {
  readKey: (connectionId: string) => Promise<string>;
  /** What this document plays itself. */
  own: OwnSound;
}

/**
 * Listens in the host's document: microphone, who understands it, and turns. The microphone is on from `open` until the
 * turn is over (push), the asker leaves, or something fails; nothing of what was heard is kept.
 */
export const createListen = (host: ListenHost): HostHandlers['listen'] =>
  async function* listen(request, asked, onControl) {
    const over = new AbortController();
    const signal = AbortSignal.any([asked, over.signal]);
    try {
      const line = await lineOf(request, host);
      const [first] = line;
      if (!first) throw new AppError('noRecognition');
      const { put, read } = createOutbox<News>();
      const news = { [Symbol.asyncIterator]: () => read(signal) };
      onControl(() => put({ type: 'done' }));
      const heard = {
        samples: (samples: Float32Array) => put({ type: 'samples', samples }),
        gone: () => put({ type: 'microphoneGone' }),
      };
      const microphone = await openMicrophone(host, heard, signal);
      const ear = createEar(line, microphone.track, request.lang, put);
      signal.addEventListener('abort', ear.leave);
      if (request.how !== 'bargeIn') ear.begin();
      yield { type: 'open', listener: first.id, reach: first.reach };
      const turns = { news, ear, endMs: request.endMs, early: request.transcribesEarly };
      if (request.how === 'push') yield* pushToTalk({ news, ear, closeMicrophone: microphone.close }, signal);
      else if (request.how === 'handsFree') yield* handsFree(turns, signal);
      else yield* bargeIn({ ...turns, own: host.own, nowMs: () => performance.now() }, signal);
    } finally {
      over.abort();
    }
  };

/** Those of the wanted listeners that are there. */
async function lineOf(request: HostListen, { readKey }: ListenHost): Promise<Listener[]> {
  const { listeners, lang, connection, model, hint } = request;
  const type = recognitionType();
  const isHere = listeners.includes('device') && (await recognisesHere(type, lang));
  return listeners.flatMap((id): Listener[] => {
    if (id === 'connection')
      return connection && model ? [connectionListener(connection, model, { readKey, hint })] : [];
    if (!type || (id === 'device' && !isHere)) return [];
    return [webSpeechListener(type, id)];
  });
}
