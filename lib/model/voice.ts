import type { AppErrorData } from './errors.ts';

/** The languages answers are spoken in. */
export type SpokenLanguage = 'zh' | 'en';

/** Where what is said or heard goes: nowhere, to whoever makes the browser, or to a connection the user set up. */
export type Reach = 'device' | 'browser' | 'connection';

export type SpeakerId = 'browser' | 'connection';
export type ListenerId = 'device' | 'connection' | 'cloud';

/** A synthesiser's voice, as a browser or a service lists it. */
export interface VoiceInfo {
  id: string;
  label: string;
  /** As the browser gives it: `zh-CN`, `zh_CN`, `cmn-Hans-CN`. */
  lang: string;
  /** The text stays on this machine. */
  local: boolean;
}

export interface VoicePreferences {
  /** Answers are read aloud as they come: none, those to spoken questions, all. */
  readsAloud: 'never' | 'spoken' | 'always';
  speaker: SpeakerId;
  /** 'auto': on the device where the browser can, else the connection. The cloud only by the user's choice. */
  listener: 'auto' | ListenerId;
  /** The connection that speaks, its model and its voice. */
  speakWith?: { connectionId: string; model: string; voice: string };
  /** The connection that listens, and its model. */
  listenWith?: { connectionId: string; model: string };
  /** Ids of the browser's voices the user chose. */
  voices: Partial<Record<SpokenLanguage, string>>;
  /** 0.6 to 2, in steps of 0.1. */
  rate: number;
  /** 0.5 to 1.5. */
  pitch: number;
  /** 0 to 1. */
  volume: number;
  /** The first sentence from a source says whose it is. */
  namesSources: boolean;
  /** What was heard is asked at once, after a look (it can be changed meanwhile), or when the user sends it. */
  sends: 'atOnce' | 'afterLook' | 'byHand';
  /** `KeyboardEvent.code` held to talk, while the panel has the focus and no text field does. */
  talkKey: string;
  /** ms of silence that end a turn when hands are free: 400 to 2,500. */
  endMs: number;
  /** Hands free, the microphone is on while a connection's voice reads, so that one can break in. */
  breaksIn: boolean;
  /** A turn is sent for transcription at its first lull already; costs a request more where they cost money. */
  transcribesEarly: boolean;
}

export const rateRange = { least: 0.6, most: 2, step: 0.1 } as const;
export const pitchRange = { least: 0.5, most: 1.5, step: 0.1 } as const;
export const endRange = { least: 400, most: 2_500, step: 100 } as const;

export const defaultVoice: VoicePreferences = {
  readsAloud: 'spoken',
  speaker: 'browser',
  listener: 'auto',
  voices: {},
  rate: 1,
  pitch: 1,
  volume: 1,
  namesSources: true,
  sends: 'afterLook',
  talkKey: 'Space',
  endMs: 600,
  breaksIn: true,
  transcribesEarly: true,
};

/** A speech: one answer (or source, or sample) that is read aloud while it may still grow. Its text comes by `voice.text`. */
export interface SpeakRequest {
  speechId: string;
  /** The language of the question: for what no letter tells the language of. */
  lang?: SpokenLanguage;
  /** Offset in the text of what is to be spoken first; 0: from the beginning. */
  from: number;
  /** Names of the sources by their number, for "according to …"; empty: none are said. */
  names: Record<number, string>;
  /** For trying a voice out, in place of the preferences. */
  tried?: Partial<Pick<VoicePreferences, 'speaker' | 'speakWith' | 'voices' | 'rate' | 'pitch' | 'volume'>>;
  /** Units after which it ends by itself, or at the first question: a tutor's turn. */
  most?: number;
}

/** Offsets are those of the text, so that what is being spoken can be highlighted. */
export interface SpokenUnit {
  index: number;
  start: number;
  end: number;
  text: string;
  lang: SpokenLanguage;
  cites: number[];
}

export type SpeakEvent =
  /** Who speaks now, and, when that is not who should have, why. */
  | { type: 'speaker'; speaker: SpeakerId; reach: Reach; instead?: AppErrorData }
  | { type: 'unit'; unit: SpokenUnit; phase: 'start' | 'end' }
  /** 'waiting': for text, or for the voice. */
  | { type: 'state'; state: 'waiting' | 'speaking' | 'paused'; rate: number }
  /** Another tab speaks now; this speech is over. */
  | { type: 'taken' };

export type SpeechControl =
  | { do: 'pause' | 'resume' | 'next' | 'previous' | 'repeat' | 'stop' }
  | { do: 'rate'; rate: number }
  | { do: 'volume'; volume: number }
  /** Speaks on from the unit that holds this offset. */
  | { do: 'seek'; offset: number }
  /** Softer for a moment, because somebody seems to speak; `to` 1: as before. */
  | { do: 'duck'; to: number };

export interface ListenRequest {
  listenId: string;
  /**
   * One turn that the user ends; turn after turn, ended by silence; or whoever breaks in upon what a connection is
   * reading aloud, until they have.
   */
  how: 'push' | 'handsFree' | 'bargeIn';
  lang: SpokenLanguage;
  /** Words that are likely: the question asked before, the page's title. */
  hint?: string;
  /** ms of silence that end a turn when hands are free, 400 to 4,000; else the user's preference. */
  endMs?: number;
}

export type ListenEvent =
  /** The microphone is on. */
  | { type: 'open'; listener: ListenerId; reach: Reach; instead?: AppErrorData }
  /** 0 to 1, about fifteen a second. */
  | { type: 'level'; level: number }
  /** Somebody began to speak (hands free). */
  | { type: 'speech' }
  | { type: 'partial'; text: string }
  /** The turn is over and being transcribed; the microphone is off when the user ended it. */
  | { type: 'heard' }
  | { type: 'final'; text: string; lang: SpokenLanguage }
  /** A turn without words (hands free): a cough, or noise. */
  | { type: 'nothing' }
  /** Somebody speaks into what is read (barge-in): it is softer, silent, or goes on as before. */
  | { type: 'bargeIn'; now: 'ducked' | 'held' | 'resumed' };

/** Where what somebody says goes, by who listens. */
export const listenerReach = {
  device: 'device',
  connection: 'connection',
  cloud: 'browser',
} as const satisfies Record<ListenerId, Reach>;

/** Where what is read aloud goes, by who speaks. */
export const speakerReach = (speaker: SpeakerId, voice: Pick<VoiceInfo, 'local'> | undefined): Reach =>
  speaker === 'connection' ? 'connection' : voice?.local === false ? 'browser' : 'device';
