import type OpenAI from 'openai';
import type { Connection } from '../model/connection.ts';
import { isBuiltIn } from '../model/connection.ts';
import { AppError } from '../model/errors.ts';
import { bytesOf } from './bytes.ts';
import { ask, askedOf, clientFor, type Fetch } from './client.ts';
import { excerptOf, explainCarried, explainThrown } from './explain.ts';

export interface SynthesisRequest {
  /** At most 4,096 characters go to the service. */
  text: string;
  model: string;
  voice: string;
  /** 1: as the voice speaks by itself. */
  rate: number;
  format: SpeechFormat;
}

export type SpeechFormat = 'wav' | 'mp3';

/** Services whose MP3 is known to be good (their documentation, 2026-11); WAV is what all of them have. */
const withMp3 = ['openai', 'siliconflow', 'azure'];

/** What to ask for once the first sentence is there: a tenth of the bytes, where the service can. */
export const lightFormat = ({ preset }: Pick<Connection, 'preset'>): SpeechFormat =>
  withMp3.includes(preset) ? 'mp3' : 'wav';

/** What OpenAI's API takes; a unit of ours is a tenth of it. */
const mostLetters = 4_096;
/** A minute of WAV is 3 MB; more than this is no sentence. */
const mostBytes = 30_000_000;

/**
 * Speech by any server that has OpenAI's `/audio/speech`. `isAtRate`: the service speaks at the rate asked for; otherwise
 * it is the player's to do.
 * @throws AppError; 'noSpeech' when the service has no such thing.
 */
export async function synthesize(
  { connection, key, fetch }: { connection: Connection; key: string; fetch?: Fetch },
  request: SynthesisRequest,
  signal: AbortSignal,
): Promise<{ bytes: ArrayBuffer; isAtRate: boolean }> {
  if (isBuiltIn(connection)) throw new AppError('noSpeech', 'The browser’s own model writes only.');
  const asked = askedOf(connection, key);
  const client = await clientFor(connection, key, fetch);
  const isAtRate = request.rate === 1 || hasSpeed(request.model);
  const post = (format: SpeechFormat) =>
    ask(asked, () =>
      client.audio.speech
        .create(
          {
            model: request.model,
            voice: request.voice as OpenAI.Audio.SpeechCreateParams['voice'], // each service has its own
            input: request.text.slice(0, mostLetters),
            response_format: format,
            ...(isAtRate && request.rate !== 1 && { speed: request.rate }),
          },
          { signal },
        )
        .asResponse(),
    );
  try {
    const other = request.format === 'wav' ? 'mp3' : 'wav';
    const refusal = `${connection.baseUrl} ${request.model} ${request.format}`;
    const response = await post(refused.has(refusal) ? other : request.format).catch((thrown) => {
      if (!isAboutFormat(thrown)) throw thrown;
      refused.add(refusal);
      return post(other);
    });
    return { bytes: await soundOf(response, asked, signal), isAtRate };
  } catch (thrown) {
    throw withoutRoute(explainThrown(thrown, asked));
  }
}

/** Formats that a service said it does not speak. */
const refused = new Set<string>();

/** Models that are known to pass over `speed` (OpenAI says so of its steerable ones, 2026-11). */
const hasSpeed = (model: string): boolean => !/gpt-.*-tts/i.test(model);

/** A service that knows only one of our formats says so in its refusal. */
const isAboutFormat = (thrown: unknown): boolean =>
  thrown instanceof AppError && thrown.code === 'badRequest' && /format|wav|mp3/i.test(thrown.data.detail);

/** An address without this route answers 404 or 405 in words of its own; a missing model has its own code. */
function withoutRoute(error: AppError): AppError {
  const { code, detail, status, ...more } = error.data;
  const isMissing = code === 'notFound' || status === 404 || status === 405 || status === 501;
  if (!isMissing || code === 'noModel') return error;
  return new AppError('noSpeech', detail, { ...more, ...(status !== undefined && { status }) });
}

async function soundOf(
  response: Response,
  asked: ReturnType<typeof askedOf>,
  signal: AbortSignal,
): Promise<ArrayBuffer> {
  const bytes = await read(response, signal);
  if (signal.aborted) throw new AppError('interrupted', 'It is not wanted any more.');
  const type = response.headers.get('content-type') ?? '';
  // Some relays answer everything with 200, an error as JSON or a web page.
  if (/json|html/i.test(type) || /^\s*[{<]/.test(start(bytes))) {
    const text = new TextDecoder().decode(bytes.slice(0, 4_000));
    if (/html/i.test(type) || /^\s*</.test(text))
      throw new AppError('notAnApi', excerptOf(text, asked.key), { host: asked.host });
    throw explainCarried(carried(text), asked);
  }
  if (bytes.byteLength === 0) throw new AppError('emptyReply', 'No sound came.', { host: asked.host });
  return bytes;
}

async function read(response: Response, signal: AbortSignal): Promise<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytesOf(response, signal)) {
    size += piece.length;
    if (size > mostBytes) throw new AppError('badReply', 'The sound is far too long for a sentence.');
    pieces.push(piece);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole.buffer;
}

const start = (bytes: ArrayBuffer): string => String.fromCharCode(...new Uint8Array(bytes.slice(0, 8)));

function carried(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return (value as { error?: unknown } | null)?.error ?? value;
  } catch {
    return text;
  }
}
