import type { AnswerRequest } from '../model/conversation.ts';

/** The same key for the same question from the same sources, after the same conversation, to the same model (`who`). */
export async function requestKey(request: AnswerRequest, who: string): Promise<string> {
  const { question, history, page, part, task, subject, mode, without, draw, opinionOn, tutor } = request;
  const sources = page?.sources.map(({ number, url, title, text }) => [number, url, title, text]);
  const asked = JSON.stringify([
    question,
    history.map((turn) => [turn.question, turn.text]),
    page?.detail,
    sources,
    [task, subject, mode, without, draw, opinionOn, tutor],
    part, // a continuation is only the rest of an answer
    who,
  ]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(asked));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
