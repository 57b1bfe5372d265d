import { type Browser, launch } from '../e2e/browser.ts';
import { fixture } from '../e2e/fixtures.ts';
import { connect, messagesOf } from '../e2e/model.ts';
import { pause, type Tab } from '../e2e/tab.ts';
import { type ModelServer, startModelServer } from '../fakes/model-server.ts';
import type { BrowserName } from './browsers.ts';

/** Requests of one host at a time that the product promises. */
const mostUpstream = 4;
/**
 * Pages that load at a time, and seconds that an answer takes: longer than a page, so that the queue grows. Firefox has one
 * page in front, and one that was never seen does not ask; to headless Chromium all are seen.
 */
const pace: Record<BrowserName, { atOnce: number; seconds: number }> = {
  chromium: { atOnce: 6, seconds: 20 },
  firefox: { atOnce: 1, seconds: 25 },
};
/** ms until a page on a busy machine has asked. */
const askedMs = 60_000;
/** ms between two looks at a tab; many tabs share a small machine. */
const lookMs = 1500;
/** ms without anything new in any tab: nobody will come to an end any more. */
const stuckMs = 120_000;
/** Looks in a row. */
const mostSilent = 4;

interface Watched {
  at: number;
  /** Places in the queue that were shown, as they changed. */
  places: number[];
  /** Looks in a row that found it waiting in the queue, and not saying so. */
  silent: number;
  text: string;
  done: boolean;
}

const question = (at: number) => `question number ${at}`;

/** Many pages at once, each with a question of its own: each must get its own whole answer, in its turn. */
export async function tabs(name: BrowserName, count: number): Promise<boolean> {
  const server = await startModelServer();
  const browser = await launch(name, { width: 700, height: 500 });
  try {
    const { atOnce, seconds } = pace[name];
    await connect(browser, server, `slow-echo-${seconds}`);
    const startMs = Date.now();
    const life = { lastMs: startMs };
    const watching: Promise<Watched>[] = [];
    let next = 0;
    const opening = async () => {
      while (next < count) {
        const at = next++;
        const tab = await openPage(browser, at);
        await tab.panel.find('article', askedMs);
        life.lastMs = Date.now();
        watching.push(watch(tab, server, at, life));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, opening));
    const watched = await Promise.all(watching);
    const wrong = watched.map((each) => wrongWith(each, server, count)).filter((line) => line !== '');
    for (const line of wrong) process.stdout.write(`${line}\n`);
    const { most } = server.live();
    const waited = watched.filter(({ places }) => places.length > 0);
    const asked = server.questions().length;
    process.stdout.write(
      `${name}: ${count} tabs: ${count - wrong.length} whole and unmixed, ${asked} requests, at most ${most} at a time; ` +
        `${waited.length} saw their place, the farthest ${Math.max(0, ...watched.flatMap(({ places }) => places.filter((place) => !Number.isNaN(place))))}; ` +
        `last answer after ${Math.round((life.lastMs - startMs) / 1000)} s\n`,
    );
    return wrong.length === 0 && most <= mostUpstream && asked === count;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** On a busy machine a page may be too late for the driver; a user loads it again. */
async function openPage(browser: Browser, at: number): Promise<Tab> {
  const html = fixture('google-results').html.replaceAll('how high is mount kilimanjaro', question(at));
  const url = `https://www.google.com/search?q=${encodeURIComponent(question(at))}`;
  for (let tries = 3; ; tries--) {
    try {
      return await browser.openSaved(url, html);
    } catch (late) {
      if (tries === 0) throw late;
    }
  }
}

async function watch(tab: Tab, server: ModelServer, at: number, life: { lastMs: number }): Promise<Watched> {
  const watched: Watched = { at, places: [], silent: 0, text: '', done: false };
  while (!watched.done && Date.now() < life.lastMs + stuckMs) {
    const before = watched.text;
    await look(tab, watched, server);
    if (watched.text !== before) life.lastMs = Date.now();
    await pause(lookMs);
  }
  return watched;
}

async function look(tab: Tab, watched: Watched, server: ModelServer): Promise<void> {
  const article = await tab.panel.probe('article');
  watched.text = article?.texts.join('\n') ?? '';
  const status = article?.attributes.at(-1)?.['data-status'];
  watched.done = status === 'done';
  const place = Number(/Number (\d+) in the queue/.exec(watched.text)?.[1] ?? 0);
  if (place > 0 && place !== watched.places.at(-1)) watched.places.push(place);
  const waits = status === 'streaming' && place === 0 && !requestOf(watched.at, server);
  watched.silent = waits ? watched.silent + 1 : 0;
  // Once is the moment between the panel and the background; a machine that is busy makes that longer.
  if (watched.silent >= mostSilent) watched.places.push(Number.NaN);
}

const isAbout = (at: number, content: string) => new RegExp(`${question(at)}(?!\\d)`).test(content);

const requestOf = (at: number, server: ModelServer) =>
  server.questions().find((each) => isAbout(at, messagesOf(each).at(-1)?.content ?? ''));

/** What is wrong with a tab's answer; '' when nothing is. */
function wrongWith({ at, places, text, done }: Watched, server: ModelServer, count: number): string {
  const request = requestOf(at, server);
  const wrong: string[] = [];
  if (!done) wrong.push(`never done; shows: ${text.slice(-200)}`);
  if (!isAbout(at, text)) wrong.push('lacks its own question');
  const mixed = Array.from({ length: count }, (_, other) => other).filter(
    (other) => other !== at && isAbout(other, text),
  );
  if (mixed.length > 0) wrong.push(`has words of ${mixed.join(', ')}`);
  // The model repeats what it was asked; the last words of it are the last of the answer.
  const letters = (words: string) => words.replace(/[^\p{L}\p{N}]/gu, '');
  const tail = letters(messagesOf(request).at(-1)?.content ?? '').slice(-60);
  if (tail === '' || !letters(text).includes(tail)) wrong.push('is not whole');
  if (request?.aborted) wrong.push('was left');
  if (places.some(Number.isNaN)) wrong.push('waited without being told its place');
  if (places.some((place, index) => index > 0 && place > (places[index - 1] ?? 0))) wrong.push(`moved back: ${places}`);
  return wrong.length > 0 ? `tab ${at}: ${wrong.join('; ')}` : '';
}
