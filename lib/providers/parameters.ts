import type { Connection } from '../model/connection.ts';
import type { Message } from '../model/conversation.ts';
import type { AppErrorData } from '../model/errors.ts';
import { presetOf } from './presets.ts';
import type { Prompt } from './provider.ts';

/** Body of a chat request; `unsupported` names what this model refused before. */
export function bodyFor(
  connection: Connection,
  prompt: Prompt,
  unsupported: ReadonlySet<string>,
): Record<string, unknown> {
  const preset = presetOf(connection);
  const limit = preset?.limitName ?? 'max_tokens';
  const limitName = unsupported.has(limit) ? 'max_completion_tokens' : limit;
  const wanted: Record<string, unknown> = {
    temperature: prompt.temperature,
    seed: prompt.seed,
    [limitName]: prompt.maxTokens,
    stream_options: { include_usage: true },
    ...connection.parameters,
  };
  const refused = new Set([...unsupported, ...refusedByPreset(connection)]);
  const taken = Object.entries(wanted).filter(([name, value]) => value !== undefined && !refused.has(name));
  return {
    model: connection.model,
    messages: messagesFor(prompt.messages, {
      system: !refused.has('system'),
      thinking: preset?.wantsThinkingBack ?? false,
    }),
    ...Object.fromEntries(taken),
    stream: true,
  };
}

/**
 * The parameter a refusal is about, if the request carried it; 'system' when the model takes no system message.
 * Only 400 and 422 can be about parameters.
 */
export function refusedParameter(error: AppErrorData, body: Record<string, unknown>): string | undefined {
  if (error.status !== 400 && error.status !== 422) return undefined;
  // "Use 'max_completion_tokens' instead" names the cure, not the trouble.
  const words = error.detail.toLowerCase().replace(/\buse\b[^.]*\binstead\b/g, '');
  const limits = ['max_tokens', 'max_completion_tokens'];
  const limit = limits.find((name) => name in body && new RegExp(`\\b${name}\\b`).test(words));
  // "max_tokens is too large" mentions the context, and is cured by not asking for so many.
  if (limit !== undefined && /too large|at most|valid range|range of max_tokens|less than or equal/.test(words))
    return limit;
  if (error.code !== 'badRequest' && error.code !== 'noModel') return undefined;
  if (
    !/support|unrecogni[sz]ed|unknown|unexpected|extra|not permitted|not allowed|invalid|illegal|only|must be|range|deprecated|不支持|非法|无效|不合法|范围/.test(
      words,
    )
  ) {
    return undefined;
  }
  const kept = new Set(['model', 'messages', 'stream']);
  const named = Object.keys(body).find(
    (name) => !kept.has(name) && new RegExp(`(^|[^a-z_])${name}([^a-z_]|$)`).test(words),
  );
  if (named !== undefined) return named;
  const aboutRoles = /role|system (message|prompt|instruction|role)|developer instruction/.test(words);
  return aboutRoles && /\bsystem\b|developer instruction/.test(words) && hasSystem(body) ? 'system' : undefined;
}

function messagesFor(messages: Message[], allowed: { system: boolean; thinking: boolean }): Record<string, string>[] {
  return messages.map(({ role, content, thinking }) => ({
    role: role === 'system' && !allowed.system ? 'user' : role,
    content,
    ...(allowed.thinking && role === 'assistant' && thinking !== undefined && { reasoning_content: thinking }),
  }));
}

function refusedByPreset(connection: Connection): string[] {
  const rules = presetOf(connection)?.refuses ?? [];
  return rules.filter(({ models }) => models.test(connection.model)).flatMap(({ parameters }) => parameters);
}

const hasSystem = (body: Record<string, unknown>): boolean =>
  Array.isArray(body.messages) && body.messages.some((message: { role?: unknown }) => message.role === 'system');
