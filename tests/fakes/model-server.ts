import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Scene, sendJson } from './chat-replies.ts';
import { behaviours } from './model-behaviours.ts';

/** One request as the server saw it. */
export interface Recorded {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: unknown;
  /** Epoch milliseconds. */
  startedMs: number;
  /** When the answer was complete, or the client left. */
  endedMs?: number;
  /** The client left before the answer was complete. */
  aborted: boolean;
}

export interface ModelServer {
  /** `http://127.0.0.1:PORT`, without a path: the base URL is `${url}/v1`. */
  url: string;
  port: number;
  /** Every request so far, oldest first. */
  requests: Recorded[];
  /** The questions among them. */
  questions(): Recorded[];
  /** Answers in flight at this moment, and the most there ever were. */
  live(): { now: number; most: number };
  close(): Promise<void>;
}

export interface ModelServerOptions {
  /** 0, the default: any free one. */
  port?: number;
  /** Adds permissive CORS headers. Off by default: real services have none, and the extension must not need them. */
  cors?: boolean;
  /** Answers a POST of an extension, or of any page but its own, with an empty 403, as Ollama does. */
  refuseOrigins?: boolean;
  /** Names that `/v1/models` lists. */
  models?: string[];
}

/**
 * A real HTTP server on 127.0.0.1 that speaks the chat-completions protocol. What it does is scripted by the model's
 * name in the request (model-behaviours.ts), so a test in a browser needs no other channel to it.
 */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const requests: Recorded[] = [];
  const live = { now: 0, most: 0 };
  const server = createServer((request, response) => {
    void serve(request, response, { options, requests, live }).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 1000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // listening on TCP, so it is one
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    questions: () => requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/chat/completions')),
    live: () => ({ ...live }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Desk {
  options: ModelServerOptions;
  requests: Recorded[];
  live: { now: number; most: number };
}

async function serve(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  const { options, requests } = desk;
  const text = await readText(request);
  const recorded: Recorded = {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    body: parsed(text),
    startedMs: Date.now(),
    aborted: false,
  };
  requests.push(recorded);
  response.on('close', () => {
    recorded.endedMs = Date.now();
    recorded.aborted = !response.writableFinished;
  });
  if (options.cors) allowEverything(response);
  if (request.method === 'OPTIONS') return void response.writeHead(options.cors ? 204 : 405).end();
  const isForeign = ![undefined, `http://${request.headers.host}`].includes(request.headers.origin);
  if (options.refuseOrigins && request.method === 'POST' && isForeign) {
    return void response.writeHead(403).end();
  }
  const path = (request.url ?? '').split('?')[0] ?? '';
  if (path.endsWith('/models'))
    return sendJson(response, 200, modelList(options.models ?? ['echo', 'think', 'markdown']));
  if (!path.endsWith('/chat/completions'))
    return sendJson(response, 404, { error: { message: `No such path: ${path}` } });
  desk.live.now++;
  desk.live.most = Math.max(desk.live.most, desk.live.now);
  try {
    await answer(recorded, response, requests);
  } finally {
    desk.live.now--;
  }
}

async function answer(recorded: Recorded, response: ServerResponse, requests: Recorded[]): Promise<void> {
  // Whatever a client under test sends: missing parts become defaults.
  const body = (recorded.body ?? {}) as Record<string, unknown> & { model?: string; messages?: Scene['messages'] };
  const model = body.model ?? 'echo';
  const scene: Scene = {
    model,
    question: body.messages?.findLast(({ role }) => role === 'user')?.content ?? '',
    messages: body.messages ?? [],
    body,
    before: requests.filter((earlier) => earlier !== recorded && modelOf(earlier) === model).length,
    response,
    pause: (ms) => pause(ms, response),
  };
  const behaviour = behaviours.find(({ name }) => name.test(model));
  if (behaviour === undefined) {
    return sendJson(response, 404, {
      error: { message: `The model '${model}' does not exist`, code: 'model_not_found' },
    });
  }
  await behaviour.play(scene, behaviour.name.exec(model)?.slice(1).map(Number) ?? []);
}

/** False when the client left meanwhile. */
async function pause(ms: number, response: ServerResponse): Promise<boolean> {
  const left = new AbortController();
  const leave = () => left.abort();
  response.once('close', leave);
  await sleep(ms, undefined, { signal: left.signal }).catch(() => undefined);
  response.off('close', leave);
  return !response.destroyed;
}

function allowEverything(response: ServerResponse): void {
  for (const what of ['origin', 'headers', 'methods']) response.setHeader(`access-control-allow-${what}`, '*');
}

const modelList = (ids: string[]) => ({ object: 'list', data: ids.map((id) => ({ id, object: 'model' })) });

const modelOf = ({ body }: Recorded): unknown => (body as { model?: unknown } | undefined)?.model;

async function readText(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// `node tests/fakes/model-server.ts [PORT]` runs it by hand.
if (process.argv[1] === import.meta.filename) {
  const { url } = await startModelServer({ port: Number(process.argv[2] ?? 0), cors: true });
  console.log(`${url}/v1   models: ${behaviours.map(({ name }) => name.source).join('  ')}`);
}
