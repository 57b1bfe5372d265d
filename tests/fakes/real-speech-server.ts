import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pieces, type Scene, say, sendJson } from './chat-replies.ts';

const run = promisify(execFile);

/** Debian's packages flite, and pocketsphinx with pocketsphinx-en-us; both understand and speak English only. */
const programs = { speaks: 'flite', hears: 'pocketsphinx_continuous' } as const;

/** Voices of flite's Debian package that speak at 16 kHz: a woman, a man, and an old diphone voice. */
export type FliteVoice = 'slt' | 'rms' | 'kal16';

/** Names of the programs that are missing on this computer. */
export async function missingPrograms(): Promise<string[]> {
  const here = await Promise.all(
    Object.values(programs).map((program) =>
      run('which', [program]).then(
        () => [],
        () => [program],
      ),
    ),
  );
  return here.flat();
}

/** One recording that was recognised, or one text that was spoken. */
export interface Handled {
  text: string;
  /** A whole WAV file. */
  wav: Uint8Array;
  /** ms the program took. */
  tookMs: number;
}

export interface RealSpeechServer {
  /** `http://127.0.0.1:PORT`; the base URL is `${url}/v1`. */
  url: string;
  /** What the model answers to everything. */
  answer: string;
  /** Oldest first, by when they were complete. */
  heard: Handled[];
  /** Oldest first, by when they were asked for; `wav` is empty until it is made. */
  spoken: Handled[];
  /** Speaks into a WAV file: 16 kHz, mono. */
  say(text: string, voice: FliteVoice): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * A real HTTP server on 127.0.0.1 with OpenAI's routes, and a real recogniser and a real synthesiser behind them. The
 * model is scripted. What programs write goes to a folder of its own, which `close` removes.
 */
export async function startRealSpeechServer(): Promise<RealSpeechServer> {
  const folder = mkdtempSync(join(tmpdir(), 'pangda-real-speech-'));
  let files = 0;
  const newFile = () => join(folder, `${files++}.wav`);
  const http = createServer((request, response) => {
    void route(request, response, server, newFile).catch((thrown) =>
      response.headersSent ? response.destroy() : sendJson(response, 500, { error: { message: String(thrown) } }),
    );
  });
  const server: RealSpeechServer = {
    url: '',
    answer: 'Nothing was scripted.',
    heard: [],
    spoken: [],
    async say(text, voice) {
      const file = newFile();
      await run(programs.speaks, ['-voice', voice, '-t', text, '-o', file]);
      return readFile(file);
    },
    close: () =>
      new Promise((resolve) => {
        http.close(() => {
          rmSync(folder, { recursive: true });
          resolve();
        });
        http.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(0, '127.0.0.1', resolve);
  });
  server.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`; // listening on TCP, so it is one
  return server;
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  server: RealSpeechServer,
  newFile: () => string,
): Promise<void> {
  const body = await readBytes(request);
  const path = (request.url ?? '').split('?')[0] ?? '';
  if (path === '/v1/audio/transcriptions') return transcribe(body, request, response, { server, file: newFile() });
  if (path === '/v1/audio/speech') return speak(body, response, server);
  if (path === '/v1/chat/completions') return chat(body, response, server);
  if (path === '/v1/models')
    return sendJson(response, 200, { object: 'list', data: [{ id: 'scripted', object: 'model' }] });
  sendJson(response, 404, { error: { message: `No such path: ${path}` } });
}

async function transcribe(
  body: Buffer,
  request: IncomingMessage,
  response: ServerResponse,
  { server, file }: { server: RealSpeechServer; file: string },
): Promise<void> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(new Uint8Array(body), { headers }).formData();
  const upload = form.get('file');
  if (!(upload instanceof File) || !form.get('model'))
    return sendJson(response, 400, { error: { message: 'file and model are required' } });
  const wav = new Uint8Array(await upload.arrayBuffer());
  await writeFile(file, wav);
  const fromMs = performance.now();
  // A line for each stretch between silences; what it has to say besides goes to the other stream.
  const { stdout } = await run(programs.hears, ['-infile', file]);
  const text = stdout.split(/\s+/).filter(Boolean).join(' ');
  server.heard.push({ text, wav, tookMs: performance.now() - fromMs });
  sendJson(response, 200, { text });
}

async function speak(body: Buffer, response: ServerResponse, server: RealSpeechServer): Promise<void> {
  const { input, voice, response_format } = JSON.parse(body.toString());
  if (response_format !== 'wav') return sendJson(response, 400, { error: { message: 'only response_format wav' } });
  const fromMs = performance.now();
  const handled: Handled = { text: String(input), wav: new Uint8Array(), tookMs: 0 };
  server.spoken.push(handled);
  handled.wav = await server.say(handled.text, voice);
  handled.tookMs = performance.now() - fromMs;
  response.writeHead(200, { 'content-type': 'audio/wav' }).end(handled.wav);
}

async function chat(body: Buffer, response: ServerResponse, { answer }: RealSpeechServer): Promise<void> {
  const asked = JSON.parse(body.toString()) as Record<string, unknown> & Pick<Scene, 'model' | 'messages'>;
  const question = asked.messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const pause = () => Promise.resolve(!response.destroyed); // nothing here is slow
  await say({ ...asked, question, body: asked, before: 0, response, pause }, pieces(answer));
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
