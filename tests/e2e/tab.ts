import type { RawTab, Rect } from './driver.ts';
import { askEvent, replyEvent } from './helper.ts';
import { type Probed, probe, type Query } from './probe.ts';

/** A selector alone, or a selector and what the element says. */
export type Target = string | Query;

/** How long a test waits for something to appear, in ms. */
const patience = 8000;

/** Something with elements in it that a test reads and uses as a user would: a page, or the panel in its closed root. */
export class Surface {
  readonly raw: RawTab;
  readonly name: string;
  private readonly look: (query: Query) => Promise<Probed | undefined>;

  constructor(name: string, raw: RawTab, look: (query: Query) => Promise<Probed | undefined>) {
    this.name = name;
    this.raw = raw;
    this.look = look;
  }

  /** What is known of the elements that match now; undefined when the surface itself is not there. */
  probe(target: Target): Promise<Probed | undefined> {
    return this.look(typeof target === 'string' ? { css: target } : target);
  }

  async count(target: Target): Promise<number> {
    return (await this.probe(target))?.count ?? 0;
  }

  /** Visible text of the matches, a line each; of everything by default. */
  async text(target: Target = everything): Promise<string> {
    return (await this.probe(target))?.texts.join('\n') ?? '';
  }

  async value(target: Target): Promise<string> {
    return (await this.probe(target))?.values[0] ?? '';
  }

  /** Waits until something matches and has a box; returns where it is. */
  async find(target: Target, ms = patience): Promise<Rect> {
    return this.until(`${nameOf(target)} is visible`, async () => (await this.probe(target))?.rect, ms);
  }

  /** A trusted click in the middle of the first match, once it is there and has stopped moving. */
  async click(target: Target): Promise<void> {
    let last = await this.find(target);
    const { x, y, width, height } = await this.until(`${nameOf(target)} stands still`, async () => {
      const now = await this.find(target);
      const isStill = now.x === last.x && now.y === last.y;
      last = now;
      return isStill ? now : undefined;
    });
    await this.raw.clickAt(x + width / 2, y + height / 2);
  }

  /** Clicks into a field and types, replacing what is there. */
  async fill(target: Target, text: string): Promise<void> {
    await this.click(target);
    if ((await this.value(target)) !== '') {
      await this.raw.press('Control+a');
      await this.raw.press('Delete');
    }
    await this.raw.type(text);
  }

  /** Waits until the surface says something. */
  async says(text: string | RegExp, ms = patience): Promise<void> {
    const has = (all: string) => (typeof text === 'string' ? all.includes(text) : text.test(all));
    await this.until(`it says ${text}`, async () => has(await this.text()) || undefined, ms);
  }

  /** Waits until nothing matches. */
  async lacks(target: Target, ms = patience): Promise<void> {
    await this.until(`there is no ${nameOf(target)}`, async () => (await this.count(target)) === 0 || undefined, ms);
  }

  /** Waits for `attempt` to give something; the error of a vain wait says what the surface showed instead. */
  async until<T>(what: string, attempt: () => Promise<T | undefined>, ms = patience): Promise<T> {
    const end = Date.now() + ms;
    for (;;) {
      const value = await attempt();
      if (value !== undefined) return value;
      if (Date.now() > end) break;
      await pause(50);
    }
    const shown = (await this.text()).slice(0, 1500) || '(nothing)';
    throw new Error(`${this.name}: waited ${ms} ms in vain until ${what}. It shows:\n${shown}`);
  }
}

/** A tab: the page, and the panel in it. */
export class Tab {
  readonly raw: RawTab;
  readonly page: Surface;
  readonly panel: Surface;

  constructor(raw: RawTab) {
    this.raw = raw;
    this.page = new Surface('page', raw, (query) => {
      return raw.evaluate(`(${probe.toString()})(document, ${JSON.stringify(query)})`) as Promise<Probed>;
    });
    this.panel = new Surface('panel', raw, (query) => {
      return this.evaluate<Asked, Probed | undefined>(askHelper, { query, askEvent, replyEvent });
    });
  }

  /** Runs a function in the page's own world. It may use only its argument; both it and its result go through JSON. */
  async evaluate<A, T>(action: (argument: A) => T | Promise<T>, argument?: A): Promise<T> {
    return (await this.raw.evaluate(`(${action.toString()})(${JSON.stringify(argument) ?? 'undefined'})`)) as T;
  }

  /** Sets off whatever in the panel waits to be set off (provoke.ts); says of how many elements. */
  async provokePanel(): Promise<number> {
    return (await this.evaluate<Asked, number | undefined>(askHelper, { query: 'provoke', askEvent, replyEvent })) ?? 0;
  }

  /** How many panels the page holds. */
  panels(): Promise<number> {
    return this.evaluate(() => document.querySelectorAll('pangda-panel').length);
  }

  /** Follows a link or an in-page navigation and waits until the address is there. */
  async hasUrl(url: string, ms = patience): Promise<void> {
    await this.page.until(`the address is ${url}`, async () => (await this.raw.url()) === url || undefined, ms);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const everything = ':root';

const nameOf = (target: Target): string => (typeof target === 'string' ? target : `${target.css} “${target.says}”`);

interface Asked {
  query: Query | 'provoke';
  askEvent: string;
  replyEvent: string;
}

/** In the page: asks the test add-on, which answers while the event is being dispatched. */
function askHelper<T>(asked: Asked): T | undefined {
  const id = Math.random();
  let answer: T | undefined;
  const listen = (event: Event) => {
    const reply = JSON.parse((event as CustomEvent<string>).detail);
    if (reply.id === id) answer = reply.answer;
  };
  document.addEventListener(asked.replyEvent, listen);
  const detail = JSON.stringify({ id, query: asked.query });
  document.dispatchEvent(new CustomEvent(asked.askEvent, { detail }));
  document.removeEventListener(asked.replyEvent, listen);
  return answer;
}
