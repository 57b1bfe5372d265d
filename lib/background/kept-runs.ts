import { type KeptAnswers, keptAnswer, told } from '../answer/kept-answer.ts';
import { whoWould } from '../answer/preview.ts';
import { answerKeys } from '../answer/record.ts';
import type { Produce } from '../answer/runs.ts';
import type { AnswerRequest } from '../model/conversation.ts';
import type { Preferences } from '../model/preferences.ts';
import { instructionsOf } from './record-runs.ts';

/**
 * Answers as `produce` makes them, unless the ledger has one that will do: then that one, at once and at no cost. Only
 * for exact answers about a page; free writing is new each time. Calls `meanwhile` when it has begun to look for one: what that
 * begins is for the model, and may hold up a kept answer for as long as it takes, a few ms.
 */
export function keptRuns(
  produce: Produce,
  kept: KeptAnswers,
  preferences: () => Promise<Preferences>,
  meanwhile: () => void,
): Produce {
  return async function* answered(request, signal) {
    const found = await lookUp(request).catch(() => undefined); // without a ledger the model is asked
    if (found) yield* told(found.record, found.changes);
    else yield* produce(request, signal);
  };

  async function lookUp(request: AnswerRequest) {
    const { page, fresh, part, subject, opinionOn, draw, history, isPrivate, tutor } = request;
    if (
      !page ||
      fresh ||
      part !== undefined ||
      subject ||
      opinionOn ||
      draw ||
      tutor ||
      history.length > 0 ||
      isPrivate
    )
      return undefined;
    const wanted = await preferences();
    const instructions = instructionsOf(request, wanted);
    if (!wanted.records || instructions.mode === 'creative') return undefined;
    const would = await whoWould(request);
    if (!would) return undefined;
    // The keys ask for no more of an author than its host and model.
    const author = { kind: 'model', connectionId: '', name: '', model: would.model, host: would.host } as const;
    const keys = await answerKeys({ request, author, parameters: would.parameters, ...instructions });
    const looking = keptAnswer(keys, page, kept, Date.now());
    meanwhile();
    return looking;
  }
}
