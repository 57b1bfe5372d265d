import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeWav } from '../../lib/voice/listening/wav.ts';
import { pieces, sendJson } from '../fakes/chat-replies.ts';

/** How a route fails: with a status, a web page, an empty body, or never a word. */
export type Failure = 'badKey' | 'notFound' | 'rateLimited' | 'serverFailed' | 'html' | 'empty' | 'hang';

/** What the server does. A test may change it between requests. */
export interface SpeechScript {
  /** Texts of the transcriptions, in order; the last one again when they are used up. */
  heard: string[];
  /** ms from the whole upload to the answer. */
  transcribeMs: number;
  transcribeFails?: Failure;
  /** ms from the request to the first byte of sound. */
  speakMs: number;
  /** ms over which the sound's bytes are spread; 0: at once. */
  speakBodyMs: number;
  /** ms of sound for a letter of text, at speed 1. */
  msPerLetter: number;
  speakFails?: Failure;
  /** Answers of the model, in order; the last one again. */
  answers: string[];
  /** ms from the question to the first word, and from one word to the next. */
  firstWordMs: number;
  wordMs: number;
}

interface Seen {
  headers: Record<string, string>;
  /** Epoch ms with fractions, as the others: the request's head was read. */
  startedMs: number;
  /** Its body was read. */
  readMs: number;
  /** The first byte of the answer left. */
  answeredMs?: number;
  /** The answer was complete, or the client left. */
  endedMs?: number;
  aborted: boolean;
}

export interface Transcribed extends Seen {
  /** The file, as it came. */
  file: Uint8Array;
  fileName: string;
  fileType: string;
  /** The other fields. */
  fields: Record<string, string>;
  text?: string;
}

export interface Spoken extends Seen {
  index: number;
  text: string;
  body: Record<string, unknown>;
  /** ms of the sound that was sent. */
  soundMs?: number;
}

export interface Questioned extends Seen {
  body: { model?: string; messages?: { role: string; content: string }[] };
  answer: string;
}

export interface SpeechServer {
  /** `http://127.0.0.1:PORT`; the base URL is `${url}/v1`. */
  url: string;
  port: number;
  script: SpeechScript;
  transcriptions: Transcribed[];
  speeches: Spoken[];
  questions: Questioned[];
  /** Forgets what was asked; the script begins anew. */
  forget(): void;
  close(): Promise<void>;
}

export const speechDefaults: SpeechScript = {
  heard: ['乞力马扎罗山有多高？'],
  transcribeMs: 0,
  speakMs: 0,
  speakBodyMs: 0,
  msPerLetter: 40,
  answers: ['乞力马扎罗山海拔5895米[1]。它是非洲最高的山[2]。'],
  firstWordMs: 0,
  wordMs: 0,
};

/** Hz of the tone that stands for the request of this index: a test can tell by ear which one is playing. */
export const toneOf = (index: number): number => 330 + 70 * (index % 24);

/** Hz, of the sound that `/audio/speech` answers with; OpenAI's. */
export const soundRate = 24_000;

/**
 * A real HTTP server on 127.0.0.1 with OpenAI's routes for speech and chat: it hears what its script says was heard and
 * speaks in tones. Like real services it sends no CORS headers unless `cors` asks for them: the extension must not need
 * them. `models`: what `/v1/models` lists.
 */
export async function startSpeechServer(
  script: Partial<SpeechScript> = {},
  { port = 0, cors = false, models = ['scripted', 'scripted-hears', 'scripted-speaks'] } = {},
): Promise<SpeechServer> {
  const server: SpeechServer = {
    url: '',
    port,
    script: { ...speechDefaults, ...script },
    transcriptions: [],
    speeches: [],
    questions: [],
    forget() {
      for (const list of [server.transcriptions, server.speeches, server.questions]) list.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  const http = createServer((request, response) => {
    if (cors)
      for (const what of ['origin', 'headers', 'methods']) response.setHeader(`access-control-allow-${what}`, '*');
    void route(request, response, server, models).catch((error) => response.destroy(error));
  });
  http.keepAliveTimeout = 1_000;
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', resolve);
  });
  server.port = (http.address() as AddressInfo).port; // listening on TCP, so it is one
  server.url = `http://127.0.0.1:${server.port}`;
  return server;
}

async function route(request: IncomingMessage, response: ServerResponse, server: SpeechServer, models: string[]) {
  const seen = sighting(request, response);
  const bytes = await readBytes(request);
  seen.readMs = nowMs();
  const path = (request.url ?? '').split('?')[0] ?? '';
  if (request.method === 'OPTIONS') return void response.writeHead(204).end();
  if (path === '/v1/models')
    return sendJson(response, 200, { object: 'list', data: models.map((id) => ({ id, object: 'model' })) });
  if (path === '/v1/audio/transcriptions') return transcribe(seen, bytes, response, server);
  if (path === '/v1/audio/speech') return speak(seen, bytes, response, server);
  if (path === '/v1/chat/completions') return chat(seen, bytes, response, server);
  sendJson(response, 404, { error: { message: `No such path: ${path}` } });
}

async function transcribe(seen: Seen, bytes: Buffer, response: ServerResponse, server: SpeechServer): Promise<void> {
  const { script, transcriptions } = server;
  const form = await new Response(new Uint8Array(bytes), { headers: seen.headers }).formData();
  const file = form.get('file');
  const asked = Object.assign(seen, {
    file: file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array(),
    fileName: file instanceof File ? file.name : '',
    fileType: file instanceof File ? file.type : '',
    fields: Object.fromEntries(
      [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    ),
  }) as Transcribed;
  const text = inTurn(script.heard, transcriptions.length);
  transcriptions.push(asked);
  if (!(await pause(script.transcribeMs, response)) || fails(script.transcribeFails, response, seen)) return;
  if (!asked.fields.model || asked.file.length === 0)
    return sendJson(response, 400, { error: { message: 'file and model are required' } });
  asked.text = text;
  seen.answeredMs = nowMs();
  sendJson(response, 200, { text });
}

async function speak(seen: Seen, bytes: Buffer, response: ServerResponse, { script, speeches }: SpeechServer) {
  const body = parsed(bytes);
  const text = String(body.input ?? '');
  const asked: Spoken = Object.assign(seen, { index: speeches.length, text, body });
  speeches.push(asked);
  if (!(await pause(script.speakMs, response)) || fails(script.speakFails, response, seen)) return;
  const format = body.response_format ?? 'mp3';
  if (format !== 'wav' && format !== 'pcm')
    return sendJson(response, 400, { error: { message: `This server speaks wav and pcm, not ${format}` } });
  const speed = Number(body.speed ?? 1);
  asked.soundMs = Math.max(120, ([...text].length * script.msPerLetter) / speed);
  const wav = new Uint8Array(encodeWav(tone(toneOf(asked.index), asked.soundMs), soundRate));
  const sound = format === 'wav' ? wav : wav.subarray(44);
  seen.answeredMs = nowMs();
  response.writeHead(200, { 'content-type': format === 'wav' ? 'audio/wav' : 'audio/pcm' });
  const parts = script.speakBodyMs > 0 ? 20 : 1;
  for (let part = 0; part < parts; part++) {
    // Each sample has two bytes; a part may end within one, as a network's do.
    response.write(sound.subarray((sound.length * part) / parts, (sound.length * (part + 1)) / parts));
    if (parts > 1 && !(await pause(script.speakBodyMs / parts, response))) return;
  }
  response.end();
}

async function chat(seen: Seen, bytes: Buffer, response: ServerResponse, { script, questions }: SpeechServer) {
  const body = parsed(bytes) as Questioned['body'] & { stream?: boolean };
  const answer = inTurn(script.answers, questions.length);
  questions.push(Object.assign(seen, { body, answer }));
  const usage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };
  const common = { id: 'chatcmpl-scripted', created: 1, model: body.model ?? '' };
  if (!(await pause(script.firstWordMs, response))) return;
  seen.answeredMs = nowMs();
  if (body.stream !== true) {
    const choices = [{ index: 0, message: { role: 'assistant', content: answer }, finish_reason: 'stop' }];
    return sendJson(response, 200, { ...common, object: 'chat.completion', choices, usage });
  }
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  const send = (delta: object, finish_reason: string | null) => {
    const choices = [{ index: 0, delta, finish_reason }];
    response.write(`data: ${JSON.stringify({ ...common, object: 'chat.completion.chunk', choices })}\n\n`);
  };
  for (const content of pieces(answer)) {
    send({ content }, null);
    if (script.wordMs > 0 && !(await pause(script.wordMs, response))) return;
  }
  send({}, 'stop');
  response.end('data: [DONE]\n\n');
}

/** Whether it failed as scripted; then the answer has been given, or never will be. */
function fails(failure: Failure | undefined, response: ServerResponse, seen: Seen): boolean {
  if (!failure) return false;
  if (failure !== 'hang') seen.answeredMs = nowMs();
  const error = { error: { message: `Scripted: ${failure}` } };
  if (failure === 'badKey') sendJson(response, 401, error);
  if (failure === 'notFound') sendJson(response, 404, error);
  if (failure === 'rateLimited') sendJson(response, 429, error, { 'retry-after': '7' });
  if (failure === 'serverFailed') sendJson(response, 500, error);
  if (failure === 'html')
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><h1>Welcome</h1>');
  if (failure === 'empty') response.writeHead(200, { 'content-type': 'application/json' }).end();
  return true;
}

/** A tone that swells and fades within 10 ms, so that nothing clicks. */
function tone(hz: number, ms: number): Float32Array {
  const length = Math.round((ms * soundRate) / 1_000);
  const edge = soundRate / 100;
  return Float32Array.from({ length }, (_, at) => {
    const loud = Math.min(1, at / edge, (length - at) / edge);
    return 0.3 * loud * Math.sin((2 * Math.PI * hz * at) / soundRate);
  });
}

/** Epoch ms with fractions. */
export const nowMs = (): number => performance.timeOrigin + performance.now();

function sighting(request: IncomingMessage, response: ServerResponse): Seen {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const seen: Seen = { headers, startedMs: nowMs(), readMs: 0, aborted: false };
  response.on('close', () => {
    seen.endedMs = nowMs();
    seen.aborted = !response.writableFinished;
  });
  return seen;
}

const inTurn = (texts: string[], index: number): string => texts[Math.min(index, texts.length - 1)] ?? '';

/** False when the client left meanwhile. */
async function pause(ms: number, response: ServerResponse): Promise<boolean> {
  const left = new AbortController();
  const leave = () => left.abort();
  response.once('close', leave);
  if (ms > 0) await sleep(ms, undefined, { signal: left.signal }).catch(() => undefined);
  response.off('close', leave);
  return !response.destroyed;
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function parsed(bytes: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(bytes.toString()) as Record<string, unknown>; // whatever a client under test sends
  } catch {
    return {};
  }
}

// `node tests/e2e/speech-server.ts [PORT]` runs it by hand.
if (process.argv[1] === import.meta.filename) {
  const { url } = await startSpeechServer({}, { port: Number(process.argv[2] ?? 0), cors: true });
  console.log(`${url}/v1`);
}
