import { afterEach, expect, test } from 'vitest';
import { createListening } from '../../../lib/background/listening.ts';
import { AppError } from '../../../lib/model/errors.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import type { ListenEvent, ListenRequest } from '../../../lib/model/voice.ts';

/** What a host is asked, and how it answers; it is one of this test's own, on the same channel. */
type Answer = (say: (event: ListenEvent) => void, end: () => void) => void;

const open: ListenEvent = { type: 'open', listener: 'connection', reach: 'connection' };
const channels: BroadcastChannel[] = [];
afterEach(() => {
  for (const channel of channels.splice(0)) channel.close();
});

function hostThat(answer: Answer) {
  const asked: string[] = [];
  const channel = new BroadcastChannel('pangda.host');
  channels.push(channel);
  channel.onmessage = ({ data }) => {
    if (!data.ask) return;
    asked.push(data.request.how);
    const { id } = data;
    channel.postMessage({ id, alive: true });
    answer(
      (event) => channel.postMessage({ id, event }),
      () => channel.postMessage({ id, end: true }),
    );
  };
  return asked;
}

function listening(more: { isPlayed?: boolean; isCapReached?: boolean; openHost?: () => Promise<void> } = {}) {
  const seen: string[] = [];
  const connection = { id: 'c', name: '', preset: 'custom', baseUrl: 'http://127.0.0.1:1/v1', model: 'm' } as const;
  const voice = {
    ...defaultPreferences.voice,
    listener: 'connection',
    listenWith: { connectionId: 'c', model: 'h' },
  } as const;
  const made = createListening({
    speaking: {
      pause: () => seen.push('pause'),
      isPlayed: more.isPlayed ?? true,
      breakIn: (now) => seen.push(now),
    },
    openHost: more.openHost ?? (async () => {}),
    openMicrophonePage: async () => {},
    returnFromHost: async () => void seen.push('return'),
    preferences: async () => ({ ...defaultPreferences, voice }),
    connections: async () => [connection],
    hasAccess: async () => true,
    modelOf: () => undefined,
    count: async () => void seen.push('counted'),
    isCapReached: async () => more.isCapReached ?? false,
    cloudFailure: { get: async () => 0, set: async () => {} },
    now: () => 0,
  });
  const heard = async (how: ListenRequest['how']) => {
    const events: string[] = [];
    const request: ListenRequest = { listenId: 'l', how, lang: 'zh' };
    for await (const { type } of made.listen(request, new AbortController().signal, undefined)) events.push(type);
    return events;
  };
  return { heard, seen };
}

test('where the browser speaks itself, nobody listens for somebody who breaks in', async () => {
  const asked = hostThat(() => {});
  const { heard, seen } = listening({ isPlayed: false });
  expect(await heard('bargeIn')).toEqual([]);
  expect([asked, seen]).toEqual([[], []]);
});

test('somebody who breaks in steers what is read; when they leave without a word it goes on', async () => {
  hostThat((say, end) => {
    for (const now of ['ducked', 'held'] as const) say({ type: 'bargeIn', now });
    end();
  });
  const { heard, seen } = listening();
  await heard('bargeIn');
  expect(seen).toEqual(['ducked', 'held', 'resumed']);
});

test('it does not go on when their words are there', async () => {
  hostThat((say, end) => {
    say({ type: 'bargeIn', now: 'held' });
    say({ type: 'final', text: '多高', lang: 'zh' });
    end();
  });
  const { heard, seen } = listening();
  await heard('bargeIn');
  expect(seen).toEqual(['held']);
});

test('a turn that a connection turns into words counts among the requests of the day', async () => {
  hostThat((say, end) => {
    say(open);
    say({ type: 'heard' });
    say({ type: 'final', text: '多高', lang: 'zh' });
    end();
  });
  const { heard, seen } = listening();
  expect(await heard('push')).toEqual(['open', 'heard', 'final']);
  expect(seen).toEqual(['pause', 'return', 'counted']);
});

test('when those are used up the microphone is not opened', async () => {
  const asked = hostThat(() => {});
  await expect(listening({ isCapReached: true }).heard('push')).rejects.toMatchObject({ code: 'capReached' });
  expect(asked).toEqual([]);
});

test('a host that closed just before it was asked is opened once more', async () => {
  let opened = 0;
  const openHost = async () => {
    if (++opened < 2) return;
    hostThat((say, end) => {
      say(open);
      end();
    });
  };
  expect(await listening({ openHost }).heard('push')).toEqual(['open']);
  expect(opened).toBe(2);
});

test('one that closes in the middle is not: what was said is gone', async () => {
  let opened = 0;
  const channel = new BroadcastChannel('pangda.host');
  channels.push(channel);
  channel.onmessage = ({ data: { ask, id } }) => {
    if (!ask) return;
    channel.postMessage({ id, event: open });
    channel.postMessage({ id, failed: new AppError('hostClosed').data });
  };
  const openHost = async () => void opened++;
  await expect(listening({ openHost }).heard('push')).rejects.toMatchObject({ code: 'hostClosed' });
  expect(opened).toBe(1);
});
