import type { Browser } from '../e2e/browser.ts';
import type { Tab } from '../e2e/tab.ts';

/** What was said between the background and the host, as one of the extension's own pages heard it. */
export interface HostNote {
  /** Epoch ms */
  atMs: number;
  id: string;
  ask?: string;
  /** Of a `play`. */
  text?: string;
  speechId?: string;
  event?: string;
  /** Of a `bargeIn`. */
  now?: string;
  control?: string;
  volume?: number;
  /** On the audio clock. */
  atSeconds?: number;
  isStop?: boolean;
  isEnd?: boolean;
}

/** Hears the host's channel from now on, in a page of the extension's own. */
export async function watchHost(page: Tab): Promise<{ notes(): Promise<HostNote[]> }> {
  await page.evaluate(() => {
    const notes: HostNote[] = [];
    const channel = new BroadcastChannel('pangda.host');
    channel.onmessage = ({ data }) => {
      if (data.alive || data.isAskerAlive || data.event?.type === 'level') return;
      notes.push({
        atMs: performance.timeOrigin + performance.now(),
        id: data.id,
        ...(data.ask && { ask: data.ask, text: data.request?.text, speechId: data.request?.speechId }),
        ...(data.event && { event: data.event.type, atSeconds: data.event.atSeconds, now: data.event.now }),
        ...(data.control && { control: data.control.do, volume: data.control.volume }),
        ...(data.stop && { isStop: true }),
        ...(data.end && { isEnd: true }),
      });
    };
    Object.assign(globalThis, { notes });
  });
  return {
    notes: () => page.evaluate(() => (globalThis as unknown as { notes: HostNote[] }).notes),
  };
}

/** One clip that was heard. */
export interface Played {
  text: string;
  speechId: string;
  /** Epoch ms of the word that it began; and of its end, or of its being stopped. */
  fromMs: number;
  toMs: number;
  /** On the audio clock; the end is missing when it was cut off. */
  startSeconds: number;
  endSeconds?: number;
}

/** The clips that began, in the order in which they did. */
export function playedIn(notes: readonly HostNote[]): Played[] {
  const asked = new Map(notes.filter(({ ask }) => ask === 'play').map((note) => [note.id, note]));
  const played = notes
    .filter(({ id, event }) => event === 'started' && asked.has(id))
    .map((started): Played => {
      const after = notes.filter(({ id, atMs }) => id === started.id && atMs >= started.atMs);
      const ended = after.find(({ event }) => event === 'ended');
      const over = ended ?? after.find(({ isStop, isEnd }) => isStop || isEnd);
      const request = asked.get(started.id);
      return {
        text: request?.text ?? '',
        speechId: request?.speechId ?? '',
        fromMs: started.atMs,
        toMs: over?.atMs ?? Number.POSITIVE_INFINITY,
        startSeconds: started.atSeconds ?? Number.NaN,
        ...(ended?.atSeconds !== undefined && { endSeconds: ended.atSeconds }),
      };
    });
  return played.sort((a, b) => a.fromMs - b.fromMs);
}

/** Epoch ms at which the page saw the user's pointer go up: the one clock both ends share. */
export async function watchPointer(tab: Tab): Promise<void> {
  await tab.evaluate(() => {
    const ups: number[] = [];
    addEventListener('pointerup', (event) => ups.push(performance.timeOrigin + event.timeStamp), true);
    Object.assign(globalThis, { ups });
  });
}

export const lastPointerUp = (tab: Tab): Promise<number> =>
  tab.evaluate(() => (globalThis as unknown as { ups: number[] }).ups.at(-1) ?? Number.NaN);

/** In the host: listens to the loudspeaker, and remembers microphone tracks. The host has to be there. */
export async function watchSound(browser: Browser): Promise<void> {
  await browser.inHost?.(`(() => {
    if (globalThis.turns) return;
    globalThis.turns = [];
    const analysers = [];
    const connect = AudioNode.prototype.connect;
    AudioNode.prototype.connect = function (to, ...rest) {
      const connected = connect.call(this, to, ...rest);
      if (to === this.context.destination) {
        const analyser = this.context.createAnalyser();
        analyser.fftSize = 256;
        connect.call(this, analyser);
        analysers.push(analyser);
        if (analysers.length > 6) analysers.shift();
      }
      return connected;
    };
    const wave = new Float32Array(256);
    let isLoud = false;
    setInterval(() => {
      const now = analysers.some((analyser) => {
        analyser.getFloatTimeDomainData(wave);
        return wave.some((sample) => Math.abs(sample) > 0.003);
      });
      if (now !== isLoud) turns.push([performance.timeOrigin + performance.now(), now]);
      isLoud = now;
    }, 4);
  })()`);
}

/** Epoch ms from which, after `fromMs`, nothing is heard for at least `forMs`; undefined when that never came. */
export async function silentFrom(browser: Browser, fromMs: number, forMs: number): Promise<number | undefined> {
  const turns = ((await browser.inHost?.('turns')) ?? []) as [atMs: number, isLoud: boolean][];
  const nowMs = Date.now();
  const quiet = turns.filter(([, isLoud]) => !isLoud);
  const isLoudAt = turns.findLast(([atMs]) => atMs <= fromMs)?.[1] ?? false;
  if (!isLoudAt) return undefined; // it was silent already: nothing is learnt
  return quiet.find(([atMs]) => {
    const next = turns.find(([laterMs]) => laterMs > atMs)?.[0] ?? nowMs;
    return atMs >= fromMs && next - atMs >= forMs;
  })?.[0];
}

/** In the host: notes when a microphone that is opened from now on begins to hear something. The host has to be there. */
export async function watchMicrophone(browser: Browser): Promise<void> {
  await browser.inHost?.(`(() => {
    if (globalThis.onsets) return;
    globalThis.onsets = [];
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (what) => {
      const stream = await ask(what);
      const context = new AudioContext();
      const analyser = context.createAnalyser();
      analyser.fftSize = 256;
      context.createMediaStreamSource(stream).connect(analyser);
      const wave = new Float32Array(256);
      let isLoud = false;
      const timer = setInterval(() => {
        if (stream.getTracks().every(({ readyState }) => readyState === 'ended')) {
          clearInterval(timer);
          void context.close();
          return;
        }
        analyser.getFloatTimeDomainData(wave);
        const now = wave.some((sample) => Math.abs(sample) > 0.01);
        if (now && !isLoud) onsets.push(performance.timeOrigin + performance.now());
        isLoud ||= now;
      }, 4);
      return stream;
    };
  })()`);
}

/** Epoch ms at which a microphone that was opened after `fromMs` heard something first. */
export const firstHeard = async (browser: Browser, fromMs: number): Promise<number | undefined> =>
  (((await browser.inHost?.('onsets')) ?? []) as number[]).find((atMs) => atMs > fromMs);
