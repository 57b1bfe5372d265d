import { AppError } from '../model/errors.ts';

/** Bytes of a page; what is longer is no page to read. */
export const mostBytes = 2 * 1024 * 1024;

/** The whole body. Throws AppError 'notAPage' as soon as it is known to be longer than `mostBytes`. */
export async function readBody(response: Response): Promise<Uint8Array> {
  if (Number(response.headers.get('content-length')) > mostBytes) throw tooLong(response);
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array();
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > mostBytes) throw tooLong(response);
      pieces.push(value);
    }
  } finally {
    void reader.cancel().catch(() => {}); // whole or given up: nothing more is wanted
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const tooLong = (response: Response): AppError =>
  new AppError('notAPage', `Longer than ${mostBytes} bytes.`, { host: URL.parse(response.url)?.host ?? '' });
