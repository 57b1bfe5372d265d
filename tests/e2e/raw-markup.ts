import { provoke } from './provoke.ts';
import type { Tab } from './tab.ts';

/** Payloads given to one page at once. */
const perPage = 250;

/**
 * What a careless surface would let run: each text put in as markup into a frame of its own, then provoked as the
 * product's surfaces are (provoke.ts). Gives the indices of those that ran something.
 */
export async function runAsMarkup(open: () => Promise<Tab>, texts: readonly string[]): Promise<Set<number>> {
  const ran = new Set<number>();
  for (let first = 0; first < texts.length; first += perPage) {
    const tab = await open();
    const part = JSON.stringify(texts.slice(first, first + perPage));
    const heard = (await tab.raw.evaluate(`(${putInAsMarkup.toString()})(${part}, ${provoke.toString()})`)) as number[];
    for (const index of heard) ran.add(first + index);
    await tab.raw.close();
  }
  return ran;
}

/** In the page: some frames at a time. None may leave its place or open another, so that each is heard to its end. */
async function putInAsMarkup(texts: string[], provoke: (root: Document) => number): Promise<number[]> {
  const ran = new Set<number>();
  const listen = (view: Window, heard: () => void) => {
    for (const name of ['alert', 'prompt', 'confirm', 'print'])
      Object.defineProperty(view, name, { configurable: true, value: heard });
  };
  const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
  for (let first = 0; first < texts.length; first += 50) {
    const frames = texts.slice(first, first + 50).map((text, index) => {
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms');
      document.body.append(frame);
      const view = frame.contentWindow as Window;
      const heard = () => void ran.add(first + index);
      listen(view, heard);
      view.document.body.innerHTML = text;
      // A frame in it keeps its window while it loads what it is given, a script's address or a `srcdoc`.
      for (let within = 0; within < view.length; within++) listen(view[within] as Window, heard);
      return frame;
    });
    // What the first round changes (an address that is animated, a frame that loads) is provoked in the second.
    for (let round = 0; round < 2; round++) {
      await pause(100);
      for (const { contentDocument } of frames) if (contentDocument) provoke(contentDocument);
    }
    await pause(100);
    for (const frame of frames) frame.remove();
  }
  return [...ran];
}
