import { AppError } from '../../model/errors.ts';
import type { ListenEvent } from '../../model/voice.ts';
import { createEndpointer } from '../listening/endpointer.ts';
import { isSilent } from '../listening/loudness.ts';
import { createRecording } from '../listening/recording.ts';
import type { Ear, News } from './ear.ts';
import { levels } from './levels.ts';
import { finalOf } from './words-event.ts';

/** ms a turn may take. */
export const longestMs = 60_000;

/** Less than this (ms) of a voice begins nothing; here the user has said themselves that they speak. */
const startMs = 120;

/**
 * One turn that the user ends.
 * @throws AppError 'heardNothing' for silence, or words of nobody.
 */
export async function* pushToTalk(
  { news, ear, closeMicrophone }: { news: AsyncIterable<News>; ear: Ear; closeMicrophone: () => void },
  signal: AbortSignal,
): AsyncGenerator<ListenEvent> {
  const recording = createRecording();
  const endpointer = createEndpointer({ startMs, longestMs });
  const level = levels();
  let spoken = { ms: 0, fromMs: -1 };
  listening: for await (const piece of news) {
    switch (piece.type) {
      case 'samples': {
        recording.add(piece.samples);
        for (const event of endpointer.push(piece.samples)) {
          if (event.type === 'start') {
            ear.spoke();
            spoken = { ...spoken, fromMs: event.startMs };
          } else if (event.type === 'end') spoken = { ms: spoken.ms + event.endMs - event.startMs, fromMs: -1 };
        }
        yield* level(endpointer.level, recording.lengthMs);
        if (recording.lengthMs >= longestMs) break listening;
        break;
      }
      case 'partial':
        yield { type: 'partial', text: piece.text };
        break;
      case 'listenerFailed': {
        const open = ear.failed(piece.place, piece.error);
        if (open) yield open;
        break;
      }
      case 'microphoneGone':
        throw new AppError('micNone', 'The microphone was taken away.');
      case 'done':
        break listening;
    }
  }
  closeMicrophone();
  if (signal.aborted) return;
  yield { type: 'heard' };
  const samples = recording.clip(0);
  if (isSilent(samples)) throw new AppError('heardNothing');
  const speechMs = spoken.ms + (spoken.fromMs < 0 ? 0 : recording.lengthMs - spoken.fromMs);
  const text = yield* ear.words({ samples, speechMs }, signal);
  if (!text) throw new AppError('heardNothing');
  yield finalOf(text);
}
