import type { AnswerEvent } from '../../lib/model/answer.ts';
import type { Connection } from '../../lib/model/connection.ts';
import type { AnswerRequest } from '../../lib/model/conversation.ts';
import type { AppErrorData } from '../../lib/model/errors.ts';
import { pause, type Tab } from './tab.ts';

/** What a surface has been told of one answer. */
export interface Heard {
  events: AnswerEvent[];
  /** How it came to its end; undefined: it goes on. `disconnected`: the background went away. */
  end?: 'end' | 'failed' | 'disconnected';
  error?: AppErrorData;
}

/**
 * Asks the real background from one of the extension's own pages, over a port, in the words of
 * lib/messaging/streams.ts. What is told is kept in the page, to be fetched with `heard`.
 */
export function ask(tab: Tab, request: Pick<AnswerRequest, 'id' | 'question'> & Partial<AnswerRequest>): Promise<void> {
  return tab.evaluate(askInPage, { history: [], ...request });
}

/** What has been told so far. */
export const heard = (tab: Tab, id: string): Promise<Heard> =>
  tab.evaluate((wanted) => (globalThis as unknown as { told: Record<string, Heard> }).told[wanted] as Heard, id);

/** Presses stop. */
export const stopAsking = (tab: Tab, id: string): Promise<void> =>
  tab.evaluate((wanted) => (globalThis as unknown as { stop: Record<string, () => void> }).stop[wanted]?.(), id);

/** Waits for the end of an answer; `isEnough` may end the wait before. */
export async function untilEnd(
  tab: Tab,
  id: string,
  ms: number,
  isEnough: (told: Heard) => boolean = () => false,
): Promise<Heard> {
  const end = Date.now() + ms;
  for (;;) {
    const told = await heard(tab, id);
    if (told.end !== undefined || isEnough(told)) return told;
    if (Date.now() > end) throw new Error(`${id}: no end after ${ms} ms; told: ${JSON.stringify(told).slice(0, 500)}`);
    await pause(50);
  }
}

/** Calls the background as the page in this tab would. */
export const send = (tab: Tab, message: { call: string; request: unknown }): ReturnType<typeof sendInPage> =>
  tab.evaluate(sendInPage, message);

/** Stores a connection without the form, as the options page asks the background to. */
export async function saveConnection(tab: Tab, connection: Connection, key: string): Promise<void> {
  const request = { call: 'options.saveConnection', request: { connection, key } };
  const reply = await tab.evaluate(sendInPage, request);
  if (!reply?.reply?.ok) throw new Error(`${connection.id} was not stored: ${JSON.stringify(reply)}`);
}

/** Forgets a connection, as the options page asks the background to. */
export async function removeConnection(tab: Tab, id: string): Promise<void> {
  await tab.evaluate(sendInPage, { call: 'options.removeConnection', request: { id } });
}

interface Told {
  told: Record<string, Heard>;
  stop: Record<string, () => void>;
}

/** In the page. Pings as every surface does, so that the background is not ended for its silence. */
function askInPage(request: { id: string }): void {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own globals
  const page = globalThis as any;
  const { told, stop } = Object.assign(page, { told: page.told ?? {}, stop: page.stop ?? {} }) as Told;
  const entry: Heard = { events: [] };
  told[request.id] = entry;
  const port = (page.browser ?? page.chrome).runtime.connect({ name: 'answer' });
  const ping = setInterval(() => port.postMessage({ type: 'ping' }), 20_000);
  const close = (end: Heard['end']) => {
    clearInterval(ping);
    entry.end ??= end;
  };
  port.onDisconnect.addListener(() => close('disconnected'));
  port.onMessage.addListener((frame: { type: string; events?: AnswerEvent[]; error?: AppErrorData }) => {
    if (frame.type === 'events') entry.events.push(...(frame.events ?? []));
    if (frame.type === 'failed') entry.error = frame.error;
    if (frame.type === 'failed' || frame.type === 'end') {
      close(frame.type);
      port.disconnect();
    }
  });
  stop[request.id] = () => port.postMessage({ type: 'stop' });
  port.postMessage({ type: 'open', request });
}

/** In the page. */
function sendInPage(message: unknown): Promise<{ reply?: { ok: boolean } } | undefined> {
  // biome-ignore lint/suspicious/noExplicitAny: the page's own globals
  const page = globalThis as any;
  return (page.browser ?? page.chrome).runtime.sendMessage(message);
}
