import { AppError, type ErrorCode } from '../model/errors.ts';
import { errorIn } from './delta.ts';
import { codeOfStatus, recognitions, statusOfType } from './error-words.ts';
import { isOffline } from './online.ts';
import { redact } from './redact.ts';
import { readRetryAfter } from './retry-after.ts';

/** Who was asked, so that an error can name it and cannot leak. */
export interface Asked {
  host: string;
  key: string;
  /** A server on this computer or in this network. */
  local: boolean;
}

/** Characters of a server's words that an error carries. */
const detailLength = 600;

/** An HTTP answer that is not a success. `body` is its text, possibly cut. */
export function explainStatus(
  answer: { status: number; headers: Headers; body: string },
  asked: Asked,
  nowMs = Date.now(),
): AppError {
  const { status, headers, body } = answer;
  const words = wordsOf(body);
  const retryAfterMs = readRetryAfter(headers, body, nowMs);
  return new AppError(codeFor(status, words, asked, retryAfterMs), detail(words, status, asked), {
    status,
    host: asked.host,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

/** An error that came inside a successful answer. `carried` is the error object, or its words. */
export function explainCarried(carried: unknown, asked: Asked): AppError {
  const words = wordsOf(typeof carried === 'string' ? carried : JSON.stringify({ error: carried }));
  const status = words.status ?? statusOfType(words.line) ?? 0;
  const code = recognised(status, words.line) ?? (status >= 400 ? codeOfStatus(status) : 'serverFailed');
  const retryAfterMs = readRetryAfter(new Headers(), JSON.stringify(carried) ?? '');
  return new AppError(code, detail(words, 0, asked), {
    ...(words.status !== undefined && { status: words.status }),
    host: asked.host,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

/** Whatever else was thrown while asking: DNS, TLS, refused, reset, CORS; browsers do not tell them apart. */
export function explainThrown(thrown: unknown, asked: Asked): AppError {
  if (thrown instanceof AppError) {
    const { code, detail, ...more } = thrown.data;
    return new AppError(code, redact(detail, asked.key), { host: asked.host, ...more });
  }
  const chain = causes(thrown);
  const ours = chain.find((cause) => cause instanceof AppError);
  if (ours instanceof AppError) return explainThrown(ours, asked);
  const said = chain.map((cause) => (cause instanceof Error ? cause.message : String(cause)));
  return new AppError(
    isOffline(asked) ? 'offline' : 'network',
    redact(said.join(': '), asked.key).slice(0, detailLength),
    {
      host: asked.host,
    },
  );
}

/** The first words of something that is no API's answer, for an error's detail. */
export function excerptOf(text: string, key: string): string {
  return redact(readable(text), key).slice(0, 200);
}

interface Words {
  message: string;
  code: string;
  /** Code, type and message in one lower-case line, for recognition. */
  line: string;
  /** A status the body itself names. */
  status?: number;
  shape: 'json' | 'webPage' | 'text' | 'empty';
}

function codeFor(status: number, words: Words, asked: Asked, retryAfterMs?: number): ErrorCode {
  if (status >= 300 && status < 400) return 'redirected';
  // OpenRouter's 402 with Retry-After is a wait, not an empty account.
  if (status === 402 && retryAfterMs !== undefined) return 'rateLimited';
  if (words.shape === 'webPage' && (status === 403 || status === 400 || status === 401)) return 'notAnApi';
  // Gemini words its per-minute limit like OpenAI words an empty account, but says when to come back.
  const found = recognised(status, words.line);
  if (status === 429 && found === 'noCredit' && retryAfterMs !== undefined && !/insufficient/.test(words.line)) {
    return 'rateLimited';
  }
  if (found !== undefined && (words.shape !== 'webPage' || status >= 500)) return found;
  if (status === 403 && (/\borigin\b|cors/.test(words.line) || (asked.local && words.shape !== 'json')))
    return 'refusedOrigin';
  return codeOfStatus(status);
}

function recognised(status: number, line: string): ErrorCode | undefined {
  return recognitions.find(
    ({ words, statuses }) => words.test(line) && (status === 0 || statuses === undefined || statuses.includes(status)),
  )?.code;
}

function wordsOf(body: string): Words {
  const text = body.trim();
  if (text === '') return { message: '', code: '', line: '', shape: 'empty' };
  const error = errorObject(text);
  if (error === undefined) {
    const message = readable(text);
    return { message, code: '', line: message.toLowerCase(), shape: text.startsWith('<') ? 'webPage' : 'text' };
  }
  if (typeof error === 'string') return { message: error, code: '', line: error.toLowerCase(), shape: 'json' };
  const metadata = asJson(error.metadata);
  const message = [
    sentence(error.message ?? error.msg ?? error.detail ?? error.error_msg ?? error),
    sentence(metadata?.raw),
  ]
    .filter((said) => said !== '')
    .join(' ');
  const inner = asJson(error.innererror)?.code;
  const code = [error.code, error.type, error.status, inner]
    .filter((part) => typeof part === 'number' || (typeof part === 'string' && part !== ''))
    .join(' ');
  const status = [error.code, error.status, error.status_code].map(Number).find((n) => n >= 400 && n < 600);
  const line = `${code} ${message}`.toLowerCase();
  return { message, code: String(error.code ?? error.type ?? ''), line, shape: 'json', ...(status && { status }) };
}

function errorObject(text: string): Record<string, unknown> | string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value === 'string') return value;
  // Gemini wraps its errors in a list.
  const body = asJson(Array.isArray(value) ? value[0] : value);
  if (body === undefined) return undefined;
  const error = errorIn(body, undefined) ?? body;
  return typeof error === 'string' ? error : asJson(error);
}

/** The server's words with its own code, without keys. */
function detail(words: Words, status: number, asked: Asked): string {
  const code = words.code !== '' && !words.message.includes(words.code) ? ` (${words.code})` : '';
  const said = words.message === '' ? (status > 0 ? `HTTP ${status}` : '') : words.message;
  return redact(`${said}${code}`, asked.key).slice(0, detailLength);
}

/** A web page's title and text, or the text itself, on one line. */
function readable(text: string): string {
  if (!text.trimStart().startsWith('<')) return text.replace(/\s+/g, ' ').trim().slice(0, detailLength);
  const title = /<title[^>]{0,200}>([^<]{1,200})/i.exec(text)?.[1] ?? '';
  const rest = text
    .slice(0, 20_000)
    .replace(/<(script|style|title)\b[^>]*>[^<]*/gi, ' ')
    .replace(/<[^>]*>/g, ' ');
  return `${title} ${rest}`.replace(/\s+/g, ' ').trim().slice(0, detailLength);
}

function sentence(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return value === undefined || value === null ? '' : JSON.stringify(value).slice(0, detailLength);
}

function causes(thrown: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let cause = thrown; cause !== undefined && cause !== null && chain.length < 5; ) {
    chain.push(cause);
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return chain;
}

const asJson = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
