import { type Browser, launch } from '../e2e/browser.ts';
import { fixture } from '../e2e/fixtures.ts';
import { connect, messagesOf } from '../e2e/model.ts';
import { pause, type Tab } from '../e2e/tab.ts';
import { type ModelServer, startModelServer } from '../fakes/model-server.ts';
import type { BrowserName } from './browsers.ts';

/** Requests of one host at a time that the product promises. */
const mostUpstream = 4;
/** ms. Who waits for longer than this must have been told its place. */
const toldMs = 2500;

interface Watched {
  at: number;
  tab: Tab;
  openedMs: number;
  places: number[];
  text: string;
  done: boolean;
}

const question = (at: number) => `question number ${at}`;

/** Many pages at once, each with a question of its own: each must get its own whole answer, in its turn. */
export async function tabs(name: BrowserName, count: number): Promise<boolean> {
  const server = await startModelServer();
  const browser = await launch(name, { width: 1100, height: 700 });
  try {
    await connect(browser, server, 'slow-echo-8');
    const startMs = Date.now();
    const watched = await Promise.all(Array.from({ length: count }, (_, at) => openAndWatch(browser, at, count)));
    const wrong = watched.map((each) => wrongWith(each, server, count)).filter((line) => line !== '');
    for (const line of wrong) process.stdout.write(`${line}\n`);
    const { most } = server.live();
    const waited = watched.filter(({ places }) => places.length > 0);
    const asked = server.questions().length;
    process.stdout.write(
      `${name}: ${count} tabs: ${count - wrong.length} whole and unmixed, ${asked} requests, at most ${most} at a time; ` +
        `${waited.length} saw their place, the farthest ${Math.max(0, ...watched.flatMap(({ places }) => places))}; ` +
        `${Math.round((Date.now() - startMs) / 1000)} s\n`,
    );
    return wrong.length === 0 && most <= mostUpstream && asked === count;
  } finally {
    await browser.close();
    await server.close();
  }
}

async function openAndWatch(browser: Browser, at: number, count: number): Promise<Watched> {
  const html = fixture('google-results').html.replaceAll('how high is mount kilimanjaro', question(at));
  const url = `https://www.google.com/search?q=${encodeURIComponent(question(at))}`;
  const openedMs = Date.now();
  const tab = await browser.openSaved(url, html);
  const watched: Watched = { at, tab, openedMs, places: [], text: '', done: false };
  const end = Date.now() + 60_000 + count * 4000;
  while (!watched.done && Date.now() < end) {
    watched.text = await tab.panel.text('article');
    const place = Number(/Number (\d+) in the queue/.exec(watched.text)?.[1] ?? 0);
    if (place > 0 && place !== watched.places.at(-1)) watched.places.push(place);
    watched.done = (await tab.panel.count('article[data-status=done]')) > 0;
    await pause(300);
  }
  watched.text = await tab.panel.text('article');
  return watched;
}

/** What is wrong with a tab's answer; '' when nothing is. */
function wrongWith({ at, openedMs, places, text, done }: Watched, server: ModelServer, count: number): string {
  const own = (content: string) => new RegExp(`${question(at)}(?!\\d)`).test(content);
  const request = server.questions().find((each) => own(messagesOf(each).at(-1)?.content ?? ''));
  const wrong: string[] = [];
  if (!done) wrong.push('never done');
  if (!own(text)) wrong.push('lacks its own question');
  const mixed = Array.from({ length: count }, (_, other) => other).filter(
    (other) => other !== at && new RegExp(`${question(other)}(?!\\d)`).test(text),
  );
  if (mixed.length > 0) wrong.push(`has words of ${mixed.join(', ')}`);
  // The model repeats what it was asked; the last words of it are the last of the answer.
  const letters = (words: string) => words.replace(/[^\p{L}\p{N}]/gu, '');
  const tail = letters(messagesOf(request).at(-1)?.content ?? '').slice(-60);
  if (tail === '' || !letters(text).includes(tail)) wrong.push('is not whole');
  if (request?.aborted) wrong.push('was left');
  const waitedMs = (request?.startedMs ?? 0) - openedMs;
  if (waitedMs > toldMs && places.length === 0) wrong.push(`waited ${waitedMs} ms without a place`);
  if (places.some((place, index) => index > 0 && place > (places[index - 1] ?? 0))) wrong.push(`moved back: ${places}`);
  return wrong.length > 0 ? `tab ${at}: ${wrong.join('; ')}` : '';
}
