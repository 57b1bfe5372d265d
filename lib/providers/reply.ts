import type { Usage } from '../model/answer.ts';
import { AppError } from '../model/errors.ts';
import type { Chunk } from './chunks.ts';
import { type Delta, readDelta } from './delta.ts';
import { type Asked, excerptOf, explainCarried } from './explain.ts';
import { isOrdinaryFinish, readFinish } from './finish.ts';
import type { ProviderEvent } from './provider.ts';
import { redact } from './redact.ts';
import { ThinkTags } from './think-tags.ts';

/** Chunks without sense that a reply may contain before it is given up. */
const unreadableAllowed = 3;

/** Told what kind of sign of life a chunk was. */
export interface Pulse {
  content(): void;
  keepAlive(): void;
  farewell(): void;
}

/**
 * A reply's chunks as events, up to `end`; neighbouring words that came together are one event, so that a fast stream
 * costs little on its way. Throws an AppError for an error inside the reply and for a reply without an
 * answer; 'interrupted' when the stream was closed before its end and no text had come, which is worth another try.
 * A stream that closes early after text ends as interrupted.
 */
export async function* readReply(
  chunks: AsyncIterable<readonly Chunk[]>,
  asked: Asked,
  pulse: Pulse,
): AsyncGenerator<ProviderEvent> {
  const reply = new Reply(asked);
  try {
    for await (const together of chunks) {
      const events: ProviderEvent[] = [];
      for (const chunk of together) {
        if (chunk.type === 'done') reply.done = true;
        else reply.take(chunk, events);
        // A whole document says everything at once; its connection may stay open.
        if (reply.isFinished && chunk.type === 'json' && chunk.whole) reply.done = true;
        if (reply.done || reply.failure !== undefined) break;
      }
      if (events.some(({ type }) => type === 'text' || type === 'thinking')) pulse.content();
      else if (together.some(({ type }) => type === 'keepAlive')) pulse.keepAlive();
      if (reply.isFinished) pulse.farewell();
      yield* events;
      if (reply.done || reply.failure !== undefined) break;
    }
  } catch (broken) {
    // A connection that breaks after the answer's end has taken nothing.
    if (!reply.isFinished) throw broken;
  }
  yield* reply.end();
}

function addTo(events: ProviderEvent[], event: ProviderEvent): void {
  const last = events.at(-1);
  if (last && (last.type === 'text' || last.type === 'thinking') && last.type === event.type)
    events[events.length - 1] = { type: last.type, text: last.text + event.text };
  else events.push(event);
}

class Reply {
  done = false;
  failure: AppError | undefined;
  private readonly asked: Asked;
  private readonly tags = new ThinkTags();
  private finish: string | undefined;
  private usage: Usage | undefined;
  private model: string | undefined;
  private refusal = '';
  private text = '';
  private thought = false;
  private toolCall = false;
  private recognised = false;
  private unreadable: string[] = [];
  private strange = '';

  constructor(asked: Asked) {
    this.asked = asked;
  }

  get isFinished(): boolean {
    return this.finish !== undefined;
  }

  /** Adds what a chunk says to `events`. */
  take(chunk: Chunk, events: ProviderEvent[]): void {
    switch (chunk.type) {
      case 'json':
        this.takeDelta(readDelta(chunk.value, chunk.event), chunk.value, events);
        return;
      case 'keepAlive':
        events.push({ type: 'waiting' });
        return;
      case 'webPage':
        this.failure = new AppError('notAnApi', excerptOf(chunk.text, this.asked.key), { host: this.asked.host });
        return;
      case 'plain':
        this.strange = chunk.text;
        return;
      case 'unreadable':
        if (chunk.event === 'error') this.failure = explainCarried(chunk.text, this.asked);
        else this.takeUnreadable(chunk.text);
        return;
      default:
    }
  }

  /** The last events, or the error that explains why there is no answer. */
  *end(): Generator<ProviderEvent> {
    for (const part of this.tags.end()) yield this.shown(part);
    if (this.failure !== undefined) throw this.failureInContext(this.failure);
    const ending = this.ending();
    if (this.usage !== undefined) yield { type: 'usage', usage: this.usage };
    yield ending;
  }

  private takeDelta(delta: Delta, value: unknown, events: ProviderEvent[]): void {
    if (delta.unknown) this.strange ||= JSON.stringify(value);
    else this.recognised = true;
    if (delta.model !== undefined && this.model === undefined) {
      this.model = delta.model;
      events.push({ type: 'model', model: delta.model });
    }
    if (delta.usage !== undefined) this.usage = delta.usage;
    if (delta.thinking !== undefined && delta.thinking !== '')
      addTo(events, this.shown({ type: 'thinking', text: delta.thinking }));
    if (delta.text !== undefined) {
      for (const part of this.tags.push(this.added(delta.text, delta.cumulative))) addTo(events, this.shown(part));
    }
    if (delta.refusal !== undefined) this.refusal += delta.refusal;
    if (delta.toolCall) this.toolCall = true;
    // After an end nothing but counts and errors may follow; the first word for it stands.
    if (delta.finish !== undefined) this.finish ??= delta.finish;
    if (delta.error !== undefined) this.failure = explainCarried(delta.error, this.asked);
  }

  /** `message` in a stream repeats what came; only what is new counts. */
  private added(text: string, cumulative = false): string {
    const before = this.raw;
    const isRepetition = cumulative && before !== '' && text.startsWith(before);
    const added = isRepetition ? text.slice(before.length) : text;
    this.raw += added;
    return added;
  }
  private raw = '';

  private shown(part: { type: 'text' | 'thinking'; text: string }): ProviderEvent {
    if (part.type === 'text') this.text += part.text;
    else this.thought = true;
    return part;
  }

  private takeUnreadable(text: string): void {
    this.unreadable.push(text);
    if (this.unreadable.length > unreadableAllowed) {
      this.failure = new AppError('badReply', excerptOf(this.unreadable[0] ?? '', this.asked.key), {
        host: this.asked.host,
      });
    }
  }

  /** An error that follows "length" with nothing but thinking is the budget's end, in the provider's words. */
  private failureInContext(failure: AppError): AppError {
    const spent = this.finish !== undefined && isLength(this.finish) && this.text.trim() === '' && this.thought;
    const { code: _, detail, ...more } = failure.data;
    return spent ? new AppError('onlyThinking', detail, more) : failure;
  }

  private ending(): ProviderEvent {
    const error = (code: 'emptyReply' | 'onlyThinking' | 'interrupted' | 'badReply' | 'filtered', detail: string) =>
      new AppError(code, redact(detail, this.asked.key), { host: this.asked.host });
    const finish = this.finish === undefined ? undefined : readFinish(this.finish);
    if (finish !== undefined && 'failure' in finish) {
      throw new AppError(finish.failure, `The service ended the answer: ${this.finish}`, { host: this.asked.host });
    }
    if (this.refusal !== '') return { type: 'end', reason: 'filtered', detail: this.refusal, finish: 'refusal' };
    const reason = finish?.end ?? (this.done ? 'complete' : 'interrupted');
    if (this.text.trim() === '') {
      if (!this.recognised && this.strange !== '') throw error('badReply', excerptOf(this.strange, this.asked.key));
      if (!this.recognised && this.unreadable[0] !== undefined)
        throw error('badReply', excerptOf(this.unreadable[0], this.asked.key));
      if (reason === 'filtered') return { type: 'end', reason, ...(this.finish && { finish: this.finish }) };
      if (reason === 'interrupted') throw error('interrupted', 'The stream was closed before the answer began.');
      if (this.toolCall) throw error('emptyReply', 'The model called a tool instead of answering.');
      throw error(this.thought ? 'onlyThinking' : 'emptyReply', `finish_reason: ${this.finish ?? 'none'}`);
    }
    // Garbled data that carried words is a hole in the answer; garbled noise is not.
    const lost = this.unreadable.find((text) => /"(content|delta|text)"/.test(text));
    const holed = lost !== undefined && reason === 'complete';
    const words =
      lost ??
      (this.finish !== undefined && reason === 'complete' && !isOrdinaryFinish(this.finish) ? this.finish : undefined);
    return {
      type: 'end',
      reason: holed ? 'interrupted' : reason,
      ...(words !== undefined && { detail: redact(words, this.asked.key).slice(0, 200) }),
      ...(this.finish !== undefined && { finish: this.finish }),
    };
  }
}

const isLength = (word: string): boolean => {
  const finish = readFinish(word);
  return 'end' in finish && finish.end === 'length';
};
