import { mask, maskedMessages } from '../grounding/mask.ts';
import { type OpinionPair, opinionMessages } from '../grounding/opinion.ts';
import { prompt } from '../grounding/prompt.ts';
import type { LeftOut, Sent } from '../model/answer.ts';
import type { AnswerRequest, Message } from '../model/conversation.ts';
import type { AnswerMode, Preferences } from '../model/preferences.ts';
import { continuing } from './continued.ts';

/** What shapes a prompt besides the request. */
export interface Surroundings {
  preferences: Pick<
    Preferences,
    'answerLanguage' | 'answerMode' | 'persona' | 'template' | 'blockedHosts' | 'preferredHosts' | 'masks'
  >;
  now: Date;
}

/** What a model is asked for a request. */
export interface Asking {
  messages: Message[];
  sampling: Sampling;
  /** Numbers of the sources in it. */
  used: number[];
  left: LeftOut[];
  masked: number;
  /** What did not fit. */
  trimmed?: { sources?: number; turns?: number };
}

interface Sampling {
  temperature: number;
  seed?: number;
}

/** How many sources are tried, in turn, when the model says the prompt is too long. */
const sourceSteps = [undefined, 3, 1] as const;
export const mostSteps = sourceSteps.length - 1;

/** `step`: 0, or how often the prompt was too long; from 1 on it has fewer sources and no history. */
export function askingOf(request: AnswerRequest, surroundings: Surroundings, step = 0): Asking {
  if (request.opinionOn) return opinionOf(request, request.opinionOn, surroundings);
  const { question, page, task, part, tutor } = request;
  const { preferences, now } = surroundings;
  const mode = modeOf(request, surroundings);
  const { messages, used, left, masked, droppedTurns } = prompt({
    ...preferences,
    ...wishesOf(request, surroundings),
    ...{ question, page, task, tutor, mode, now, nonce: nonceOf(request) },
    history: step === 0 ? request.history : [],
    maxSources: sourceSteps[step],
    language: preferences.answerLanguage,
  });
  const inChinese = /\p{Script=Han}/u.test(question);
  const turns = step === 0 ? droppedTurns : request.history.filter(({ text }) => text.trim() !== '').length;
  const trimmed = { ...(step > 0 && page && { sources: used.length }), ...(turns > 0 && { turns }) };
  return {
    messages: part ? continuing(messages, preferences.masks ? mask(part, inChinese).text : part, inChinese) : messages,
    sampling: samplingOf(request, surroundings),
    ...{ used, left, masked },
    ...(Object.keys(trimmed).length > 0 && { trimmed }),
  };
}

/** How a request's words are drawn; without the work of writing its prompt. */
export const samplingOf = (request: AnswerRequest, surroundings: Surroundings): Sampling =>
  drawn(samplings[modeOf(request, surroundings)], request.draw);

/** Another draw may differ: that is what it is asked for. */
const drawn = (sampling: Sampling, draw = 0): Sampling =>
  draw === 0 ? sampling : { ...sampling, temperature: Math.max(0.3, sampling.temperature), seed: 1 + draw };

function opinionOf(request: AnswerRequest, pairs: readonly OpinionPair[], { preferences }: Surroundings): Asking {
  const inChinese = /\p{Script=Han}/u.test(request.question);
  const said = opinionMessages(pairs, nonceOf(request), inChinese);
  const { messages, masked } = preferences.masks ? maskedMessages(said, inChinese) : { messages: said, masked: 0 };
  return { messages, sampling: samplings.accurate, used: [], left: [], masked };
}

/** Sampling of a model's words: as little chance as a server allows, or some. */
const samplings: Record<AnswerMode, Sampling> = {
  accurate: { temperature: 0, seed: 1 },
  creative: { temperature: 0.9 },
};

export const modeOf = (request: AnswerRequest, { preferences }: Surroundings): AnswerMode =>
  request.mode ?? preferences.answerMode;

export const wishesOf = ({ without }: AnswerRequest, { preferences }: Surroundings) => ({
  without,
  blockedHosts: preferences.blockedHosts,
  preferredHosts: preferences.preferredHosts,
});

/** Fences the sources. Made of the request's random id, so that what will be sent can be shown before it is. */
const nonceOf = ({ id }: AnswerRequest): string => id.replace(/[^\da-z]/gi, '').slice(0, 8) || 'x';

/** The body as it went out, told apart into what is said and how. */
export function sentOf(body: Record<string, unknown>, more: Pick<Sent, 'host' | 'sources' | 'masked'>): Sent {
  const { model, messages, ...parameters } = body;
  return { ...more, model: String(model), messages: messages as Message[], parameters };
}
