import type { AnswerEvent, Sent } from '../model/answer.ts';
import type { Connection } from '../model/connection.ts';
import type { AnswerRequest, Turn } from '../model/conversation.ts';
import type { AppErrorData } from '../model/errors.ts';
import type { Doomed } from '../model/ledger.ts';
import type { Page, SiteId } from '../model/page.ts';
import type { LockedName } from '../model/policy.ts';
import type { PanelLayout, Preferences } from '../model/preferences.ts';
import type { Check } from '../model/verdict.ts';
import type { ListenEvent, ListenRequest, SpeakEvent, SpeakRequest, SpeechControl, VoiceInfo } from '../model/voice.ts';

/** What may be said between surfaces and the background: one question, many events. */
export interface Streams {
  answer: { request: AnswerRequest; event: AnswerEvent };
  /** Reads aloud; leaving stops it. Its text comes by `voice.text`. */
  speak: { request: SpeakRequest; event: SpeakEvent };
  /** Listens; leaving turns the microphone off. */
  listen: { request: ListenRequest; event: ListenEvent };
}

/** A connection as surfaces may know it: never its key. */
export interface ConnectionSummary {
  id: string;
  name: string;
  model: string;
  host: string;
}

/** A connection as the options page may know it: whether a key is stored and its last four characters. */
export interface ConnectionDetail extends Connection {
  hasKey: boolean;
  last4: string;
  /** The browser has granted access to its host. */
  allowed: boolean;
}

/** What a surface needs to know before it shows itself. */
export interface SurfaceSettings {
  preferences: Preferences;
  connections: ConnectionSummary[];
  /** A question that was spoken on the page before waits for the tab that asks. */
  hearsQuestion: boolean;
  /** Absent: the background has not looked them up. */
  words?: ShellWords | undefined;
}

/** What the panel's shell says, in the user's language. */
export interface ShellWords {
  /** Of the language: `zh-CN`. */
  tag: string;
  title: string;
  name: string;
  checking: string;
  waiting: string;
  /** With a mark where the host stands (components/panel/shell-words.ts). */
  waitingFor: string;
  updated: string;
}

export interface TestReport {
  latencyMs: number;
  /** Name of the model that answered. */
  model: string;
  /** The base URL that answered, of those the typed one may have meant. */
  baseUrl: string;
  /** Models the server lists, when it lists any. */
  models: string[];
  /** Of the browser's own model: whether it answered in Chinese. */
  speaksChinese?: boolean;
}

export interface LocalServer {
  preset: string;
  baseUrl: string;
  models: string[];
}

/** Scripts that a page gets only when they are needed (docs/architecture.md, "What comes when"). */
export type PagePart = 'page' | 'panel' | 'markdown' | 'formulas' | 'colours' | 'checking' | 'talk';

/** Outcome of something that may fail in a way the user should read. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: AppErrorData };

/** What an organisation has decided, as the settings page shows it. */
export interface Managed {
  isManaged: boolean;
  locked: LockedName[];
  ownConnections: boolean;
  maySync: boolean;
  /** The settings that hold where the user has changed nothing. */
  usual: Preferences;
}

/** One question, one reply. `options.*`, `ledger.*` and `popup.*` are served to the extension's own pages only. */
export interface Calls {
  'surface.settings': { request: Record<never, never>; reply: SurfaceSettings };
  /** A page's question will be asked when its results have come: what can be done for it before is. */
  'surface.aboutToAsk': { request: Record<never, never>; reply: null };
  'surface.layout': { request: { site: SiteId; layout: PanelLayout }; reply: null };
  'surface.hideSite': { request: { site: SiteId }; reply: null };
  'surface.connection': { request: { connectionId: string }; reply: null };
  'surface.foldOverview': { request: { folded: boolean }; reply: null };
  /** Which of these pages may be read now, because the user allowed their sites. */
  'surface.allowedSites': { request: { urls: string[] }; reply: string[] };
  /** Asks the user, in a window of its own, and answers when that is closed. */
  'surface.allowSite': { request: { url: string }; reply: boolean };
  /** The text of one page of an allowed site. */
  'surface.readSource': { request: { url: string }; reply: Outcome<{ text: string; title: string }> };
  /** The pages of allowed sites that an answer cites are read, and it is checked against them. */
  'surface.checkAgain': { request: { text: string; page: Page }; reply: { checks: Check[]; read: number[] } };
  'surface.openOptions': { request: { connectionId?: string }; reply: null };
  /** Goes on with the panel's conversation in the side panel. */
  'surface.continueAside': { request: { chat: { page?: Page; turns: Turn[] } }; reply: null };
  'surface.openLedger': { request: { recordId?: string }; reply: null };
  /** What asking this would send; null when no model would be asked. */
  'surface.preview': { request: { request: AnswerRequest }; reply: Sent | null };
  /** Opens the page that tells how answers are checked. */
  'surface.openHow': { request: Record<never, never>; reply: null };
  /** Puts a script of ours beside the one that asks, into its frame: at once, or when the page is there. */
  'surface.loadPart': { request: { part: PagePart; canWait?: boolean | undefined }; reply: null };
  /**
   * More of a speech's text: `text` begins at offset `at`. Replies how much of it the background has, from where the
   * next should go on; null when it knows no such speech.
   */
  'voice.text': {
    request: { speechId: string; at: number; text: string; isWhole: boolean };
    reply: { has: number } | null;
  };
  'voice.control': { request: { speechId: string; control: SpeechControl }; reply: null };
  /** The user has spoken: what was heard is transcribed. */
  'voice.listened': { request: { listenId: string }; reply: null };
  /** Opens the page that explains the microphone and asks for it. */
  'voice.openMicrophone': { request: Record<never, never>; reply: null };
  /** Keeps a spoken question for the page this tab goes to next. */
  'voice.keepQuestion': { request: { question: string }; reply: null };
  /** The question kept for this tab, once, within 15 s. */
  'voice.takeQuestion': { request: Record<never, never>; reply: { question: string } | null };
  /** Opens one of the answer's own sources in a tab behind the one it was asked for in. */
  'voice.openSource': { request: { url: string }; reply: null };
  /** Whether the panel is to stand beside a site's pages; replies whether it does now, which an organisation may decide. */
  'popup.showOn': { request: { site: SiteId; on: boolean }; reply: { on: boolean } };
  /** The user wants to speak a question: as the key for it does, in the tab in view. */
  'popup.speakQuestion': { request: Record<never, never>; reply: SpokenStart };
  /** The browser's voices. */
  'options.voices': { request: Record<never, never>; reply: VoiceInfo[] };
  'options.connections': { request: Record<never, never>; reply: ConnectionDetail[] };
  /** `key`: absent keeps the stored one, '' deletes it. A changed host deletes it too. */
  'options.saveConnection': { request: { connection: Connection; key?: string }; reply: Outcome<ConnectionDetail> };
  'options.removeConnection': { request: { id: string }; reply: null };
  'options.test': { request: { connection: Connection; key?: string }; reply: Outcome<TestReport> };
  'options.models': { request: { connection: Connection; key?: string }; reply: Outcome<string[]> };
  'options.localServers': { request: Record<never, never>; reply: LocalServer[] };
  /** Whether this browser has a model of its own that could be used here. */
  'options.builtIn': { request: Record<never, never>; reply: boolean };
  /** The browser has just granted this page's host for reading; false: it has not. */
  'options.allowSite': { request: { url: string }; reply: boolean };
  /** Hosts whose cited pages may be read. */
  'options.readableSites': { request: Record<never, never>; reply: string[] };
  'options.forgetSite': { request: { host: string }; reply: null };
  /** The settings as the text of a file; the keys are in it only when there is a passphrase to close them with. */
  'options.export': { request: { passphrase?: string }; reply: Outcome<string> };
  /** Takes such a file in, all of it or nothing. */
  'options.import': {
    request: { text: string; passphrase?: string };
    reply: Outcome<{ connections: number; keys: number }>;
  };
  'options.savePreferences': { request: { preferences: Preferences }; reply: null };
  /** What an organisation has decided. */
  'options.managed': { request: Record<never, never>; reply: Managed };
  /** Whether settings are copied to the user's other browsers. */
  'options.sync': { request: Record<never, never>; reply: boolean };
  /** Begins to copy them, or stops; `forget` deletes what lies in the browser's sync. */
  'options.turnSync': { request: { on: boolean; forget?: boolean }; reply: null };
  /** How many records were deleted. */
  'ledger.delete': { request: { doomed: Doomed }; reply: Outcome<number> };
  /** A few entries of a verified export; how many were new. The background reads and verifies each again. */
  'ledger.import': { request: { entries: unknown[] }; reply: Outcome<number> };
}

/**
 * Where a question is listened to: beside the panel of the page in view, on a card over a search engine's home page, or
 * over one in a new tab. `private`: nowhere, since the extension is not allowed in private windows.
 */
export type SpokenStart = 'page' | 'card' | 'newTab' | 'private';

export type StreamName = keyof Streams;
export type CallName = keyof Calls;

export const isOptionsCall = (name: CallName): boolean => /^(options|ledger|popup)\./.test(name);
