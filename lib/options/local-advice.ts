import { type Connection, isBuiltIn } from '../model/connection.ts';
import type { AppErrorData } from '../model/errors.ts';
import { isLocalHost } from '../providers/base-url.ts';

/** What helps when a server on this computer does not answer, or refuses extensions. `setting` is to be copied. */
export type LocalAdvice =
  | { kind: 'notRunning'; command: string }
  | { kind: 'refusesOrigin'; setting?: string; canHideOrigin: boolean };

/** How each server is started, by preset. */
const startCommands: Record<string, (port: string) => string> = {
  ollama: () => 'ollama serve',
  lmstudio: () => 'lms server start --cors',
  llamacpp: (port) => `llama-server --port ${port} -m MODEL.gguf`,
  vllm: (port) => `vllm serve MODEL --port ${port}`,
};

/** How each server is told to accept an extension, by preset. Ollama lets everybody's extensions in only by `*`. */
const originSettings: Record<string, (origin: string) => string> = {
  ollama: (origin) => `OLLAMA_ORIGINS=${origin}`,
  lmstudio: () => 'lms server start --cors',
  vllm: (origin) => `--allowed-origins '["${origin}"]'`,
};

/** `origin`: of the extension, `chrome-extension://…`. Undefined when there is nothing to add to the error's own sentence. */
export function localAdvice(connection: Connection, error: AppErrorData, origin: string): LocalAdvice | undefined {
  const url = isBuiltIn(connection) ? null : URL.parse(connection.baseUrl);
  if (!url || !isLocalHost(url.hostname)) return undefined;
  if (error.code === 'network') {
    const command = startCommands[presetAt(connection, url)]?.(url.port || '80');
    return command === undefined ? undefined : { kind: 'notRunning', command };
  }
  if (error.code !== 'refusedOrigin') return undefined;
  const setting = originSettings[presetAt(connection, url)]?.(lastingOrigin(origin));
  return { kind: 'refusesOrigin', ...(setting && { setting }), canHideOrigin: !connection.withoutOrigin };
}

/** Somebody who typed Ollama's address means Ollama. */
const presetAt = ({ preset }: Connection, { port }: URL): string =>
  preset === 'custom' && port === '11434' ? 'ollama' : preset;

/** Firefox gives each installation an address of its own, which a new profile would change. */
const lastingOrigin = (origin: string): string => (origin.startsWith('moz-extension:') ? 'moz-extension://*' : origin);
