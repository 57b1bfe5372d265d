import type { Runtime } from 'webextension-polyfill';
import { askOpenHost } from '../messaging/own-channel.ts';
import { type Connection, hostOf } from '../model/connection.ts';
import { AppError } from '../model/errors.ts';
import type { Preferences } from '../model/preferences.ts';
import type { ListenEvent, ListenerId, ListenRequest } from '../model/voice.ts';
import { type ChosenListeners, chooseListeners } from '../voice/listening/choose.ts';
import type { Speaking } from './speaking.ts';

export interface ListeningNeeds {
  /** What is read aloud meanwhile. */
  speaking: Pick<Speaking, 'pause' | 'isPlayed' | 'breakIn'>;
  /** Has the host's document opened. */
  openHost: () => Promise<void>;
  /** Shows the page that explains the microphone and asks for it; `from` is the tab to come back to. */
  openMicrophonePage: (from: Runtime.MessageSender | undefined) => Promise<void>;
  /** Goes back to the tab that talks, where the host stands in front of it. */
  returnFromHost: (to: Runtime.MessageSender | undefined) => Promise<void>;
  preferences: () => Promise<Preferences>;
  connections: () => Promise<Connection[]>;
  hasAccess: (baseUrl: string) => Promise<boolean>;
  modelOf: (connection: Connection) => string | undefined;
  /**
   * Counts a turn that a connection turns into words as one of the day's requests, its early transcriptions with it.
   * @throws AppError 'capReached'
   */
  count: () => Promise<void>;
  /** Whether the day's requests are used up. */
  isCapReached: () => Promise<boolean>;
  cloudFailure: { get(): Promise<number>; set(ms: number): Promise<void> };
  now: () => number;
}

export interface Listening {
  listen(
    request: ListenRequest,
    signal: AbortSignal,
    sender: Runtime.MessageSender | undefined,
  ): AsyncGenerator<ListenEvent>;
  /** The user has spoken. */
  listened(listenId: string): void;
  openMicrophone(sender: Runtime.MessageSender | undefined): Promise<void>;
}

/** Listens for one surface at a time; a new one ends the old. What is heard is turned into words by the host. */
export function createListening(needs: ListeningNeeds): Listening {
  let current: { listenId: string; stop: AbortController; isDone: boolean; done: () => void } | undefined;

  async function* listen(
    request: ListenRequest,
    left: AbortSignal,
    sender: Runtime.MessageSender | undefined,
  ): AsyncGenerator<ListenEvent> {
    const isBargeIn = request.how === 'bargeIn';
    // Where the browser's own voices speak, nobody could tell them from somebody who breaks in.
    if (isBargeIn && !needs.speaking.isPlayed) return;
    if (!isBargeIn) needs.speaking.pause();
    current?.stop.abort();
    const mine = { listenId: request.listenId, stop: new AbortController(), isDone: false, done: () => {} };
    current = mine;
    const signal = AbortSignal.any([left, mine.stop.signal]);
    let isTheirs = false;
    try {
      for await (const event of heardByHost(request, mine, signal, sender)) {
        if (event.type === 'bargeIn') needs.speaking.breakIn(event.now);
        isTheirs ||= event.type === 'final';
        yield event;
      }
    } catch (thrown) {
      if (signal.aborted) return;
      if (thrown instanceof AppError && thrown.code === 'micAsk') await needs.openMicrophonePage(sender);
      throw thrown;
    } finally {
      // Whoever broke in has gone again without a word.
      if (isBargeIn && !isTheirs) needs.speaking.breakIn('resumed');
      if (current === mine) current = undefined;
    }
  }

  async function* heardByHost(
    request: ListenRequest,
    mine: NonNullable<typeof current>,
    signal: AbortSignal,
    sender: Runtime.MessageSender | undefined,
  ): AsyncGenerator<ListenEvent> {
    const [chosen, { voice }] = await Promise.all([chosenListeners(needs), needs.preferences()]);
    const controls = {
      listen(send: (control: { do: 'done' }) => void) {
        mine.done = () => send({ do: 'done' });
      },
    };
    const { transcribesEarly } = voice;
    const endMs = request.endMs ?? voice.endMs;
    const asked = () => ({ ...request, ...chosen, endMs, transcribesEarly });
    let by: ListenerId | undefined;
    for await (const event of askOpenHost(needs.openHost, 'listen', asked, signal, controls)) {
      if (event.type === 'open') {
        if (event.instead && chosen.listeners.includes('cloud')) await needs.cloudFailure.set(needs.now());
        // A window that opened in front of the tab; it may just be gone.
        if (!by && request.how !== 'bargeIn') await needs.returnFromHost(sender).catch(() => {});
        // Pressed and released before there was anything to listen with.
        if (!by && mine.isDone) mine.done();
        by = event.listener;
      }
      if (event.type === 'heard' && by === 'connection') await needs.count();
      yield event;
    }
  }

  return {
    listen,
    listened(listenId) {
      if (current?.listenId !== listenId) return;
      current.isDone = true;
      current.done();
    },
    openMicrophone: needs.openMicrophonePage,
  };
}

async function chosenListeners(needs: ListeningNeeds): Promise<ChosenListeners> {
  const [preferences, connections, cloudFailedMs] = await Promise.all([
    needs.preferences(),
    needs.connections(),
    needs.cloudFailure.get(),
  ]);
  const chosen = chooseListeners(preferences, {
    connections,
    modelOf: needs.modelOf,
    cloudFailedMs,
    nowMs: needs.now(),
  });
  const { connection, listeners } = chosen;
  if (!connection) return chosen;
  const refusal = (await needs.isCapReached())
    ? new AppError('capReached')
    : (await needs.hasAccess(connection.baseUrl))
      ? undefined
      : new AppError('noPermission', '', { host: hostOf(connection) });
  if (!refusal) return chosen;
  const others = listeners.filter((id) => id !== 'connection');
  if (others.length === 0) throw refusal;
  return { listeners: others };
}
