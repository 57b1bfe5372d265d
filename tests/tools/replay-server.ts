import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Script } from './replay-scripts.ts';

export type SplitMode = 'whole' | 'byte' | 'random';

export interface Replaying {
  baseUrl: string;
  /** Requests so far. */
  requests(): number;
  /** When each came, in ms of this process's clock. */
  timesMs: readonly number[];
}

export interface ReplayServer {
  /** Serves a script at an address of its own. */
  serve(script: Script, split: { mode: SplitMode; seed: number }): Replaying;
  close(): Promise<void>;
}

interface Play {
  script: Script;
  split: { mode: SplitMode; seed: number };
  timesMs: number[];
}

/** Bytes sent in one go when each is an HTTP chunk of its own. */
const burst = 4000;

/** A TCP server that answers HTTP by hand, so that it can break it. */
export async function startReplayServer(): Promise<ReplayServer> {
  const plays: Play[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy()); // the client left; that is its right
    let received = Buffer.alloc(0);
    let answered = false;
    socket.on('data', (piece) => {
      received = Buffer.concat([received, piece]);
      const path = completePath(received);
      const play = path === undefined ? undefined : plays[Number(path.split('/')[1])];
      if (path === undefined || answered) return;
      answered = true;
      if (play === undefined) socket.destroy();
      else void send(socket, play);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listening on TCP, so it is one
  return {
    serve(script, split) {
      const play: Play = { script, split, timesMs: [] };
      const number = plays.push(play) - 1;
      return {
        baseUrl: `http://127.0.0.1:${port}/${number}/v1`,
        requests: () => play.timesMs.length,
        timesMs: play.timesMs,
      };
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** The path of a request that is there with its whole body. */
function completePath(received: Buffer): string | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = received.subarray(0, end).toString();
  const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  return received.length < end + 4 + length ? undefined : /^\S+ (\S+)/.exec(head)?.[1];
}

async function send(socket: Socket, play: Play): Promise<void> {
  play.timesMs.push(performance.now());
  const script = play.timesMs.length > 1 && play.script.afterwards !== undefined ? play.script.afterwards : play.script;
  if (script.end === 'reset-early') return void socket.resetAndDestroy();
  if (script.end === 'hang-early') return;
  const headers = Object.entries(script.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const chunked = script.headers['content-length'] === undefined;
  if (chunked) headers.push('transfer-encoding: chunked\r\n');
  socket.write(`HTTP/1.1 ${script.status} Replayed\r\n${headers.join('')}connection: close\r\n\r\n`);
  for (const { bytes, delayMs } of script.steps) {
    if (delayMs > 0) await sleep(delayMs);
    if (socket.destroyed) return;
    const pieces = divide(bytes, play.split);
    for (let at = 0; at < pieces.length; at += burst) {
      const some = pieces.slice(at, at + burst);
      socket.write(Buffer.concat(chunked ? some.map(asChunk) : some));
      if (play.split.mode !== 'whole' || script.steps.length > 20) await nextTurn();
    }
  }
  if (script.end === 'hang') return;
  if (script.end === 'reset') {
    await sleep(50); // let what was sent arrive
    return void socket.resetAndDestroy();
  }
  socket.end(chunked ? '0\r\n\r\n' : '');
}

const asChunk = (piece: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]);

function divide(bytes: Buffer, { mode, seed }: { mode: SplitMode; seed: number }): Buffer[] {
  if (bytes.length === 0) return [];
  if (mode === 'whole') return [bytes];
  if (mode === 'byte') return Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
  const random = randomFrom(seed);
  const cuts = Array.from(
    { length: Math.min(bytes.length - 1, 40) },
    () => 1 + Math.floor(random() * (bytes.length - 1)),
  );
  const edges = [...new Set([0, ...cuts, bytes.length])].sort((one, other) => one - other);
  return edges.slice(1).map((edge, at) => bytes.subarray(edges[at], edge));
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
