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
