import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What a server sends, byte for byte. */
export interface Script {
  id: string;
  status: number;
  headers: Record<string, string>;
  steps: { bytes: Buffer; delayMs: number }[];
  /** How the connection ends. `early`: before any header. */
  end: 'close' | 'hang' | 'reset' | 'hang-early' | 'reset-early';
  /** Sent instead from the second request on. */
  afterwards?: Script;
}

/** A recorded answer; its status and content type from the `index.json` beside it, where there is one. */
export function readRecording(path: string): Script {
  const bytes = readFileSync(path);
  const id = basename(path);
  const known = indexOf(dirname(path)).find(({ file }) => file === id);
  const isError = id.endsWith('.err.json');
  const type = known?.contentType ?? (isError ? 'application/json' : 'text/event-stream; charset=utf-8');
  return {
    id,
    status: known?.status ?? (isError ? statusIn(bytes.toString()) : 200),
    headers: { 'content-type': type },
    steps: [{ bytes: id.endsWith('.chunks.txt') ? framed(bytes.toString()) : bytes, delayMs: 0 }],
    end: 'close',
  };
}

/** Wire faults by id, in the order asked for; all of them when none is. */
export function readFaults(path: string, ids: string[]): Script[] {
  const { faults, answer } = JSON.parse(readFileSync(path, 'utf8')) as { faults: Fault[]; answer: string };
  const scripts = faults.map((fault) => scriptOf(fault, answer));
  if (ids.length === 0) return scripts;
  return ids.map((id) => {
    const script = scripts.find((candidate) => candidate.id === id);
    if (script === undefined) throw new Error(`No fault ${id} in ${path}`);
    return script;
  });
}

interface Fault {
  id: string;
  status: number;
  headers: Record<string, string>;
  steps: { b64?: string; text?: string; delay?: number }[];
  end: Script['end'];
  thenOk?: boolean;
}

function scriptOf({ id, status, headers, steps, end, thenOk }: Fault, answer: string): Script {
  return {
    id,
    status,
    headers,
    steps: steps.map(({ b64, text, delay }) => ({
      bytes: text === undefined ? Buffer.from(b64 ?? '', 'base64') : Buffer.from(text),
      delayMs: delay ?? 0,
    })),
    end,
    ...(thenOk && { afterwards: ordinary(answer) }),
  };
}

/** An answer without a fault. */
export function ordinary(answer: string): Script {
  const chunk = (delta: unknown, reason: string | null) =>
    JSON.stringify({
      object: 'chat.completion.chunk',
      model: 'm',
      choices: [{ index: 0, delta, finish_reason: reason }],
    });
  return {
    id: 'ordinary',
    status: 200,
    headers: { 'content-type': 'text/event-stream; charset=utf-8' },
    steps: [{ bytes: framed([chunk({ content: answer }, null), chunk({}, 'stop')].join('\n')), delayMs: 0 }],
    end: 'close',
  };
}

function framed(lines: string): Buffer {
  const chunks = lines.split('\n').filter((line) => line.trim() !== '');
  return Buffer.from([...chunks, '[DONE]'].map((chunk) => `data: ${chunk.trim()}\n\n`).join(''));
}

function indexOf(folder: string): { file: string; status?: number; contentType?: string }[] {
  const path = join(folder, 'index.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
}

/** The status an error body names itself, else 400. */
function statusIn(body: string): number {
  const { error } = JSON.parse(body) as { error?: { code?: unknown; status?: unknown } };
  return [error?.code, error?.status].map(Number).find((status) => status >= 400 && status < 600) ?? 400;
}
