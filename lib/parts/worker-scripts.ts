/** Not in TypeScript's words for a document. */
interface WorkerScope {
  importScripts?(...urls: string[]): void;
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL(url: string): string },
    ): { createScriptURL(url: string): string };
  };
}

/** Runs a script of the package before it returns. */
export type ReadScript = (file: string) => void;

/**
 * How the background reads scripts of its package where it is a worker, as in Chromium; undefined where it is a page.
 * @param files all that will ever be read: the extension's policy lets no string become a script, and these do
 */
export function scriptsOfWorker(files: readonly string[]): ReadScript | undefined {
  const worker = globalThis as unknown as WorkerScope;
  if (!worker.importScripts) return undefined;
  const policy = worker.trustedTypes?.createPolicy('pangda-parts', {
    createScriptURL: (url) => (files.includes(url) ? url : ''),
  });
  return (file) => worker.importScripts?.(policy ? policy.createScriptURL(file) : file);
}
