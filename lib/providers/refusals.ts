import type { Connection } from '../model/connection.ts';
import type { OpenAIOptions } from './openai.ts';

/** Parameters each model refused since this process began. */
const refusals = new Map<string, Set<string>>();

/** Options that let a model be spared what it refused before; kept in memory only, so a server that learns is asked again. */
export function rememberedRefusals({
  baseUrl,
  model,
}: Connection): Pick<OpenAIOptions, 'unsupported' | 'onUnsupported'> {
  const id = `${baseUrl} ${model}`;
  const refused = refusals.get(id) ?? new Set<string>();
  refusals.set(id, refused);
  return { unsupported: [...refused], onUnsupported: (parameter) => void refused.add(parameter) };
}
