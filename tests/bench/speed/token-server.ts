import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TokenScript } from './token-script.ts';

/** One question, as it was answered. Epoch ms; 0: not yet. */
export interface Asked {
  arrivedMs: number;
  firstMs: number;
  lastMs: number;
}

/** A model server on 127.0.0.1 that plays one script to whoever asks, and knows to the part of a ms when. */
export interface TokenServer {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** Since the last `play`. */
  asked: Asked[];
  /**
   * From now on this is the answer; what was asked before is forgotten.
   * @param held questions wait for `release`
   */
  play(script: TokenScript, held?: boolean): void;
  release(): void;
  close(): Promise<void>;
}

/** Epoch ms with fractions. */
export const nowMs = (): number => performance.timeOrigin + performance.now();

export async function startTokenServer(): Promise<TokenServer> {
  let frames: string[] = [];
  let perSecond = 0;
  let gate = Promise.withResolvers<void>();
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const entry = { arrivedMs: nowMs(), firstMs: 0, lastMs: 0 };
    for await (const _ of request); // the server must have read it
    if (request.method !== 'POST') return void response.writeHead(404).end();
    asked.push(entry);
    await gate.promise;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    await answer(response, frames, perSecond, entry);
  });
  server.on('connection', (socket) => socket.setNoDelay(true));
  server.requestTimeout = 0;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    play(script, held = false) {
      frames = script.tokens.map((content) => frame({ content }));
      perSecond = script.perSecond;
      asked.length = 0;
      gate = Promise.withResolvers();
      if (!held) gate.resolve();
    },
    release: () => gate.resolve(),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const frame = (delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({ id: 'scripted', object: 'chat.completion.chunk', model: 'scripted', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

/** Tokens that go into one write when none is waited for: what fits into few packets. */
const atOnce = 64;

async function answer(response: ServerResponse, frames: string[], perSecond: number, entry: Asked): Promise<void> {
  entry.firstMs = nowMs();
  for (let sent = 0; sent < frames.length && !response.destroyed; ) {
    const due = perSecond === 0 ? sent + atOnce : 1 + Math.floor(((nowMs() - entry.firstMs) * perSecond) / 1000);
    if (perSecond === 0) {
      if (!response.write(frames.slice(sent, due).join(''))) await drained(response);
      sent = due;
    } else {
      // a write each, as services flush them
      for (; sent < Math.min(due, frames.length); sent++) response.write(frames[sent]);
      await sleep(2);
    }
  }
  entry.lastMs = nowMs();
  response.end(`${frame({}, 'stop')}data: [DONE]\n\n`);
}

const drained = (response: ServerResponse): Promise<void> =>
  new Promise((done) => {
    const end = () => {
      response.off('drain', end).off('close', end);
      done();
    };
    response.on('drain', end).on('close', end);
  });
