import type { Connection } from '../model/connection.ts';
import { AppError, type AppErrorData } from '../model/errors.ts';
import type { SpokenLanguage } from '../model/voice.ts';
import { ask, askedOf, clientFor, type Fetch } from './client.ts';
import { errorIn } from './delta.ts';
import { type Asked, excerptOf, explainCarried, explainThrown } from './explain.ts';
import { patienceScale } from './patience.ts';
import { presetOf } from './presets.ts';

export interface Recording {
  /** A whole WAV file, which every service reads. */
  wav: ArrayBuffer;
  model: string;
  lang: SpokenLanguage;
  /** Words that are likely; the end of it counts most. */
  hint?: string | undefined;
}

export interface TranscribeOptions {
  fetch?: Fetch;
  /** ms until the whole reply must be there. */
  timeoutMs?: number;
}

const defaultTimeoutMs = 15_000;
/** Characters of a hint: Whisper reads 224 tokens of it. */
const hintLength = 200;

/** Steers Whisper to simplified characters and to punctuation; it writes either otherwise. */
const steering: Record<SpokenLanguage, string> = { zh: '以下是普通话的句子。', en: '' };

/** Services, by address and model, that refused a language or a prompt; presets know of theirs. */
const plainOnly = new Set<string>();

/**
 * What a service makes of a recording, as it says it; may be ''.
 * @throws AppError: 'noRecognition' when the address has no transcription, else as any request may fail. Aborted: rejects.
 */
export async function transcribe(
  connection: Connection,
  key: string,
  recording: Recording,
  signal: AbortSignal,
  options: TranscribeOptions = {},
): Promise<string> {
  const service = `${connection.baseUrl} ${recording.model}`;
  const asked = askedOf(connection, key);
  const late = AbortSignal.timeout((options.timeoutMs ?? defaultTimeoutMs) * patienceScale);
  const request = (plain: boolean) =>
    send(connection, key, { recording, plain, fetch: options.fetch }, AbortSignal.any([signal, late]));
  try {
    if (plainOnly.has(service)) return await request(true);
    try {
      return await request(false);
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'badRequest') throw thrown;
      const words = await request(true);
      plainOnly.add(service);
      return words;
    }
  } catch (thrown) {
    if (late.aborted && !signal.aborted) throw new AppError('timeout', '', { host: asked.host });
    throw thrown instanceof AppError ? asRecognition(thrown.data) : thrown;
  }
}

async function send(
  connection: Connection,
  key: string,
  { recording, plain, fetch }: { recording: Recording; plain: boolean; fetch: Fetch | undefined },
  signal: AbortSignal,
): Promise<string> {
  const { wav, model, lang, hint } = recording;
  const file = new File([wav], 'speech.wav', { type: 'audio/wav' });
  const prompt = [hint?.slice(-hintLength), steering[lang]].filter(Boolean).join(' ');
  const takes = plain ? [] : (presetOf(connection)?.hears?.takes ?? ['language', 'prompt']);
  const more = {
    ...(takes.includes('language') && { language: lang }),
    ...(takes.includes('prompt') && prompt && { prompt }),
  };
  const asked = askedOf(connection, key);
  const client = await clientFor(connection, key, fetch);
  const response = await ask(asked, () =>
    client.audio.transcriptions.create({ file, model, ...more }, { signal }).asResponse(),
  );
  try {
    return read(await response.text(), asked);
  } catch (thrown) {
    throw explainThrown(thrown, asked);
  }
}

/** OpenAI's `{text}`; errors come at 200 as well, and some servers answer in plain words. */
function read(body: string, asked: Asked): string {
  const reply = parsed(body);
  if (reply === undefined) {
    const isWords = !/^\s*[<{[]/.test(body);
    if (isWords) return body.trim();
    throw new AppError(body.trimStart().startsWith('<') ? 'notAnApi' : 'badReply', excerptOf(body, asked.key), {
      host: asked.host,
    });
  }
  const error = errorIn(reply, undefined);
  if (error !== undefined) throw explainCarried(error, asked);
  if (typeof reply.text === 'string') return reply.text;
  throw new AppError('badReply', excerptOf(body, asked.key), { host: asked.host });
}

function parsed(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Most services that talk have no transcription: a path that is not there says that, and no more. */
const asRecognition = ({ code, detail, ...more }: AppErrorData): AppError =>
  new AppError(code === 'notFound' ? 'noRecognition' : code, detail, more);
