import * as v from 'valibot';
import { currencies } from '../model/connection.ts';
import { type AnswerRequest, askedTasks, type Turn } from '../model/conversation.ts';
import { amount, integer, listOf, natural, number, positive, textOf } from '../model/shapes.ts';
import { rungs, tutorMoves } from '../model/tutor.ts';
import type { ListenRequest, SpeakRequest } from '../model/voice.ts';
import type { RequestReaders } from './serve-calls.ts';
import { listenRequest, speakRequest, speechControl, voicePreferences } from './voice-readers.ts';

/** What a message must look like to be heard. Sizes are bounds on nonsense, not on use. */
const line = textOf(4_000);
const text = textOf(400_000);
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const siteId = v.picklist(['google', 'baidu', 'zhihu']);

const source = v.object({
  number: positive,
  title: line,
  url: line,
  site: line,
  text,
  kind: v.picklist(['organic', 'featured', 'related', 'answer', 'article']),
  author: v.optional(line),
  date: v.optional(line),
  votes: v.optional(number),
  corrections: v.optional(listOf(line, 10)),
});

const page = v.object({
  site: siteId,
  kind: v.picklist(['results', 'question', 'article']),
  url: line,
  query: line,
  detail: v.optional(text),
  sources: listOf(source, 200),
  total: v.optional(number),
});

/** A turn as the panel tells of it: what is shown first is looked at, the rest is only shown again. */
const turn = v.pipe(
  v.looseObject({
    id,
    runId: id,
    question: text,
    page: v.optional(page),
    text,
    thinking: text,
    status: v.picklist(['streaming', 'done', 'stopped', 'failed']),
    startedMs: number,
  }),
  v.transform((read) => read as unknown as Turn), // the rest is as our own panel made it
);

const askMode = v.picklist(['automatic', 'questions', 'click']);
const answerMode = v.picklist(['accurate', 'creative']);

const answerRequest = v.object({
  id,
  question: text,
  history: listOf(v.object({ question: text, text, thinking: text }), 500),
  page: v.optional(page),
  task: v.optional(v.picklist(askedTasks)),
  subject: v.optional(v.object({ text, source: v.optional(integer) })),
  tutor: v.optional(
    v.object({
      goal: text,
      step: positive,
      rung: v.picklist(rungs),
      move: v.picklist(tutorMoves),
      asked: v.optional(text),
      missed: v.optional(listOf(text, 200)),
    }),
  ),
  opinionOn: v.optional(listOf(v.object({ sentence: text, source: text }), 100)),
  draw: v.optional(natural),
  mode: v.optional(answerMode),
  without: v.optional(listOf(integer, 200)),
  connectionId: v.optional(id),
  keep: v.optional(v.boolean()),
  resume: v.optional(v.boolean()),
  fresh: v.optional(v.boolean()),
  part: v.optional(text),
  unbidden: v.optional(askMode),
});

const connection = v.object({
  id,
  name: line,
  preset: line,
  baseUrl: line,
  model: line,
  organization: v.optional(line),
  project: v.optional(line),
  headers: v.optional(v.record(line, line)),
  parameters: v.optional(v.record(line, v.unknown())),
  prices: v.optional(
    v.object({
      input: amount,
      output: amount,
      currency: v.picklist(currencies),
    }),
  ),
  withoutOrigin: v.optional(v.boolean()),
  onlySpeech: v.optional(v.boolean()),
  speaksChinese: v.optional(v.boolean()),
});

const layout = v.object({ docked: v.boolean(), collapsed: v.boolean(), width: number });
const preferences = v.object({
  mode: askMode,
  answerLanguage: v.picklist(['auto', 'zh-CN', 'zh-TW', 'en', 'ja']),
  sites: v.object(v.entriesFromList(siteId.options, v.boolean())),
  layout: v.object(v.entriesFromList(siteId.options, layout)),
  defaultConnectionId: v.optional(id),
  dailyCap: natural,
  answerMode,
  persona: text,
  template: text,
  blockedHosts: listOf(line, 2_000),
  preferredHosts: listOf(line, 2_000),
  masks: v.boolean(),
  foldsOverview: v.boolean(),
  records: v.boolean(),
  voice: voicePreferences,
});

const draft = v.object({ connection, key: v.optional(line) });
const nothing = v.object({});
const doomed = v.variant('kind', [
  v.object({ kind: v.literal('one'), id }),
  v.object({ kind: v.literal('site'), site: siteId }),
  v.object({ kind: v.literal('time'), fromMs: number, toMs: number }),
  v.object({ kind: v.literal('all') }),
]);

/** The shape, or undefined. */
const reader =
  <T>(schema: v.GenericSchema<unknown, T>) =>
  (raw: unknown): T | undefined => {
    const read = v.safeParse(schema, raw, { abortEarly: true });
    return read.success ? read.output : undefined;
  };

export const readAnswerRequest: (raw: unknown) => AnswerRequest | undefined = reader(answerRequest);
export const readSpeakRequest: (raw: unknown) => SpeakRequest | undefined = reader(speakRequest);
export const readListenRequest: (raw: unknown) => ListenRequest | undefined = reader(listenRequest);

export const requestReaders: RequestReaders = {
  'surface.settings': reader(nothing),
  'surface.aboutToAsk': reader(nothing),
  'surface.layout': reader(v.object({ site: siteId, layout })),
  'surface.hideSite': reader(v.object({ site: siteId })),
  'surface.connection': reader(v.object({ connectionId: id })),
  'surface.foldOverview': reader(v.object({ folded: v.boolean() })),
  'surface.allowedSites': reader(v.object({ urls: listOf(line, 200) })),
  'surface.allowSite': reader(v.object({ url: line })),
  'surface.readSource': reader(v.object({ url: line })),
  'surface.checkAgain': reader(v.object({ text, page })),
  'surface.openOptions': reader(v.object({ connectionId: v.optional(id) })),
  'surface.continueAside': reader(v.object({ chat: v.object({ page: v.optional(page), turns: listOf(turn, 500) }) })),
  'surface.openLedger': reader(v.object({ recordId: v.optional(id) })),
  'surface.preview': reader(v.object({ request: answerRequest })),
  'surface.openHow': reader(nothing),
  'surface.loadPart': reader(
    v.object({
      part: v.picklist(['page', 'panel', 'markdown', 'formulas', 'colours', 'checking', 'talk']),
      canWait: v.optional(v.boolean()),
    }),
  ),
  'voice.text': reader(
    v.object({
      speechId: id,
      at: natural,
      text,
      isWhole: v.boolean(),
    }),
  ),
  'voice.control': reader(v.object({ speechId: id, control: speechControl })),
  'voice.listened': reader(v.object({ listenId: id })),
  'voice.openMicrophone': reader(nothing),
  'voice.keepQuestion': reader(v.object({ question: line })),
  'voice.takeQuestion': reader(nothing),
  'voice.openSource': reader(v.object({ url: line })),
  'popup.showOn': reader(v.object({ site: siteId, on: v.boolean() })),
  'popup.speakQuestion': reader(nothing),
  'options.voices': reader(nothing),
  'options.connections': reader(nothing),
  'options.saveConnection': reader(draft),
  'options.removeConnection': reader(v.object({ id })),
  'options.test': reader(draft),
  'options.models': reader(draft),
  'options.localServers': reader(nothing),
  'options.builtIn': reader(nothing),
  'options.allowSite': reader(v.object({ url: line })),
  'options.readableSites': reader(nothing),
  'options.forgetSite': reader(v.object({ host: line })),
  'options.export': reader(v.object({ passphrase: v.optional(line) })),
  'options.import': reader(v.object({ text: textOf(2_000_000), passphrase: v.optional(line) })),
  'options.savePreferences': reader(v.object({ preferences })),
  'options.managed': reader(nothing),
  'options.sync': reader(nothing),
  'options.turnSync': reader(v.object({ on: v.boolean(), forget: v.optional(v.boolean()) })),
  'ledger.delete': reader(v.object({ doomed })),
  'ledger.import': reader(v.object({ entries: listOf(v.unknown(), 500) })),
};
