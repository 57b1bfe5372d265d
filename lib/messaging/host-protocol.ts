import type { Connection } from '../model/connection.ts';
import type { ListenEvent, ListenRequest, SpokenLanguage } from '../model/voice.ts';

/**
 * What the background may ask of the host: the one document with a microphone and a loudspeaker. Keys are not said
 * here; the host reads them from the vault, which is the extension's own.
 */
export interface HostStreams {
  /** Chromium: the frame that reads pages is there when this ends. */
  reader: { request: Record<never, never>; event: never; control: never };
  listen: { request: HostListen; event: ListenEvent; control: { do: 'done' } };
  /** Fetches a clip and keeps it until it is played or the speech is over; ends when it is ready. */
  prepare: { request: HostClip; event: never; control: never };
  /** Plays a clip, fetching it when it was not prepared. */
  play: {
    request: HostClip & {
      volume: number;
      /** ms of silence before it. */
      gapMs: number;
    };
    /** Seconds on the audio clock. */
    event: { type: 'started'; atSeconds: number } | { type: 'ended'; atSeconds: number };
    control: { do: 'volume'; volume: number } | { do: 'pause' | 'resume' };
  };
}

export interface HostListen extends ListenRequest {
  /** Who listens, in the order they are tried. */
  listeners: ('device' | 'connection' | 'cloud')[];
  connection?: Connection;
  model?: string;
  endMs: number;
  transcribesEarly: boolean;
}

export interface HostClip {
  speechId: string;
  clipId: string;
  text: string;
  lang: SpokenLanguage;
  connection: Connection;
  model: string;
  voice: string;
  rate: number;
  /** The one that is asked for; a service may know only the other. */
  format: 'wav' | 'mp3';
}
