/**
 * A response's body in pieces. An abort ends it at once, even when the underlying fetch does not listen; leaving the
 * loop cancels the connection. Throws what broke the connection.
 */
export async function* bytesOf(response: Response, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  const cancel = () => void reader.cancel().catch(() => undefined); // already broken: nothing to cancel
  signal.addEventListener('abort', cancel, { once: true });
  try {
    while (!signal.aborted) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (broken) {
    if (!signal.aborted) throw broken;
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}

/** Bytes of a body that begin it: some first words, in whatever envelopes. */
const beginningLength = 4_096;

/**
 * The same pieces; of a first one that is longer, its beginning comes alone, and the rest when whoever reads has had a
 * turn with it. Browsers hand out half a megabyte at once of a body that comes fast: its first words would wait until all
 * of that has been read.
 */
export async function* beginningFirst(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const piece of pieces) {
    const end = isFirst ? beginningLength : piece.length;
    isFirst = false;
    yield piece.subarray(0, end);
    if (piece.length <= end) continue;
    await new Promise((resolve) => setTimeout(resolve));
    yield piece.subarray(end);
  }
}
