import * as z from 'zod/mini';
import { currencies } from '../model/connection.ts';
import { type AnswerRequest, askedTasks, type Turn } from '../model/conversation.ts';
import { rungs, tutorMoves } from '../model/tutor.ts';
import type { ListenRequest, SpeakRequest } from '../model/voice.ts';
import type { RequestReaders } from './serve-calls.ts';
import { listenRequest, speakRequest, speechControl, voicePreferences } from './voice-readers.ts';

/** What a message must look like to be heard. Sizes are bounds on nonsense, not on use. */
const line = z.string().check(z.maxLength(4_000));
const text = z.string().check(z.maxLength(400_000));
const id = z.string().check(z.minLength(1), z.maxLength(100));
const siteId = z.enum(['google', 'baidu', 'zhihu']);

const source = z.object({
  number: z.int().check(z.positive()),
  title: line,
  url: line,
  site: line,
  text,
  kind: z.enum(['organic', 'featured', 'related', 'answer', 'article']),
  author: z.optional(line),
  date: z.optional(line),
  votes: z.optional(z.number()),
  corrections: z.optional(z.array(line).check(z.maxLength(10))),
});

const page = z.object({
  site: siteId,
  kind: z.enum(['results', 'question', 'article']),
  url: line,
  query: line,
  detail: z.optional(text),
  sources: z.array(source).check(z.maxLength(200)),
  total: z.optional(z.number()),
});

/** A turn as the panel tells of it: what is shown first is looked at, the rest is only shown again. */
const turn = z.pipe(
  z.looseObject({
    id,
    runId: id,
    question: text,
    page: z.optional(page),
    text,
    thinking: text,
    status: z.enum(['streaming', 'done', 'stopped', 'failed']),
    startedMs: z.number(),
  }),
  z.transform((read) => read as unknown as Turn), // the rest is as our own panel made it
);

const answerMode = z.enum(['accurate', 'creative']);

const answerRequest = z.object({
  id,
  question: text,
  history: z.array(z.object({ question: text, text, thinking: text })).check(z.maxLength(500)),
  page: z.optional(page),
  task: z.optional(z.enum(askedTasks)),
  subject: z.optional(z.object({ text, source: z.optional(z.int()) })),
  tutor: z.optional(
    z.object({
      goal: text,
      step: z.int().check(z.positive()),
      rung: z.enum(rungs),
      move: z.enum(tutorMoves),
      asked: z.optional(text),
      missed: z.optional(z.array(text).check(z.maxLength(200))),
    }),
  ),
  opinionOn: z.optional(z.array(z.object({ sentence: text, source: text })).check(z.maxLength(100))),
  draw: z.optional(z.int().check(z.nonnegative())),
  mode: z.optional(answerMode),
  without: z.optional(z.array(z.int()).check(z.maxLength(200))),
  connectionId: z.optional(id),
  keep: z.optional(z.boolean()),
  resume: z.optional(z.boolean()),
  fresh: z.optional(z.boolean()),
  part: z.optional(text),
});

const connection = z.object({
  id,
  name: line,
  preset: line,
  baseUrl: line,
  model: line,
  organization: z.optional(line),
  project: z.optional(line),
  headers: z.optional(z.record(line, line)),
  parameters: z.optional(z.record(line, z.unknown())),
  prices: z.optional(
    z.object({
      input: z.number().check(z.nonnegative()),
      output: z.number().check(z.nonnegative()),
      currency: z.enum(currencies),
    }),
  ),
  withoutOrigin: z.optional(z.boolean()),
  onlySpeech: z.optional(z.boolean()),
  speaksChinese: z.optional(z.boolean()),
});

const layout = z.object({ docked: z.boolean(), collapsed: z.boolean(), width: z.number() });
const preferences = z.object({
  mode: z.enum(['automatic', 'questions', 'click']),
  answerLanguage: z.enum(['auto', 'zh-CN', 'zh-TW', 'en', 'ja']),
  sites: z.record(siteId, z.boolean()),
  layout: z.record(siteId, layout),
  defaultConnectionId: z.optional(id),
  dailyCap: z.int().check(z.nonnegative()),
  answerMode,
  persona: text,
  template: text,
  blockedHosts: z.array(line).check(z.maxLength(2_000)),
  preferredHosts: z.array(line).check(z.maxLength(2_000)),
  masks: z.boolean(),
  foldsOverview: z.boolean(),
  records: z.boolean(),
  voice: voicePreferences,
});

const draft = z.object({ connection, key: z.optional(line) });
const nothing = z.object({});
const doomed = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('one'), id }),
  z.object({ kind: z.literal('site'), site: siteId }),
  z.object({ kind: z.literal('time'), fromMs: z.number(), toMs: z.number() }),
  z.object({ kind: z.literal('all') }),
]);

/** The shape, or undefined. */
const reader =
  <T>(schema: z.ZodMiniType<T>) =>
  (raw: unknown): T | undefined => {
    try {
      const read = schema.safeParse(raw);
      return read.success ? read.data : undefined;
    } catch {
      return undefined; // zod (4.6) compares the `length` even of what is no text: one without a value throws
    }
  };

export const readAnswerRequest: (raw: unknown) => AnswerRequest | undefined = reader(answerRequest);
export const readSpeakRequest: (raw: unknown) => SpeakRequest | undefined = reader(speakRequest);
export const readListenRequest: (raw: unknown) => ListenRequest | undefined = reader(listenRequest);

export const requestReaders: RequestReaders = {
  'surface.settings': reader(nothing),
  'surface.layout': reader(z.object({ site: siteId, layout })),
  'surface.hideSite': reader(z.object({ site: siteId })),
  'surface.connection': reader(z.object({ connectionId: id })),
  'surface.foldOverview': reader(z.object({ folded: z.boolean() })),
  'surface.allowedSites': reader(z.object({ urls: z.array(line).check(z.maxLength(200)) })),
  'surface.allowSite': reader(z.object({ url: line })),
  'surface.readSource': reader(z.object({ url: line })),
  'surface.checkAgain': reader(z.object({ text, page })),
  'surface.openOptions': reader(z.object({ connectionId: z.optional(id) })),
  'surface.continueAside': reader(
    z.object({ chat: z.object({ page: z.optional(page), turns: z.array(turn).check(z.maxLength(500)) }) }),
  ),
  'surface.openLedger': reader(z.object({ recordId: z.optional(id) })),
  'surface.preview': reader(z.object({ request: answerRequest })),
  'surface.openHow': reader(nothing),
  'surface.loadPart': reader(z.object({ part: z.enum(['page', 'panel', 'formulas', 'colours', 'comparing', 'talk']) })),
  'voice.text': reader(z.object({ speechId: id, at: z.int().check(z.nonnegative()), text, isWhole: z.boolean() })),
  'voice.control': reader(z.object({ speechId: id, control: speechControl })),
  'voice.listened': reader(z.object({ listenId: id })),
  'voice.openMicrophone': reader(nothing),
  'voice.keepQuestion': reader(z.object({ question: line })),
  'voice.takeQuestion': reader(nothing),
  'voice.openSource': reader(z.object({ url: line })),
  'popup.speakQuestion': reader(nothing),
  'options.voices': reader(nothing),
  'options.connections': reader(nothing),
  'options.saveConnection': reader(draft),
  'options.removeConnection': reader(z.object({ id })),
  'options.test': reader(draft),
  'options.models': reader(draft),
  'options.localServers': reader(nothing),
  'options.builtIn': reader(nothing),
  'options.allowSite': reader(z.object({ url: line })),
  'options.readableSites': reader(nothing),
  'options.forgetSite': reader(z.object({ host: line })),
  'options.export': reader(z.object({ passphrase: z.optional(line) })),
  'options.import': reader(z.object({ text: z.string().check(z.maxLength(2_000_000)), passphrase: z.optional(line) })),
  'options.savePreferences': reader(z.object({ preferences })),
  'options.managed': reader(nothing),
  'options.sync': reader(nothing),
  'options.turnSync': reader(z.object({ on: z.boolean(), forget: z.optional(z.boolean()) })),
  'ledger.delete': reader(z.object({ doomed })),
  'ledger.import': reader(z.object({ entries: z.array(z.unknown()).check(z.maxLength(500)) })),
};
