/** What can be watched: a store, or a chat. */
interface Watched {
  subscribe(heed: () => void): () => void;
}

/** Resolves once `isSo` holds of what is watched, or when aborted. */
export async function untilSo(watched: Watched, isSo: () => boolean, signal: AbortSignal): Promise<void> {
  if (isSo() || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const finish = () => {
      leave();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const leave = watched.subscribe(() => isSo() && finish());
    signal.addEventListener('abort', finish);
  });
}
