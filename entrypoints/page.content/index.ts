import { defineContentScript } from 'wxt/utils/define-content-script';
import { createStore } from 'zustand/vanilla';
import type { PanelState } from '../../components/panel/panel-state.ts';
import { createShell, type Shell } from '../../components/panel/shell.ts';
import { asksByItself, isEnoughToAsk, unbiddenMode } from '../../lib/answer/when.ts';
import { askFirstModel, showPage } from '../../lib/chat/about-pages.ts';
import { type Chat, createChat } from '../../lib/chat/chat.ts';
import { call, persistently } from '../../lib/messaging/calls.ts';
import { takeEarlySettings } from '../../lib/messaging/early-settings.ts';
import { servePage } from '../../lib/messaging/page-request.ts';
import type { SurfaceSettings } from '../../lib/messaging/protocol.ts';
import { serveNews } from '../../lib/messaging/settings-news.ts';
import { openStream } from '../../lib/messaging/streams.ts';
import type { AnswerRequest } from '../../lib/model/conversation.ts';
import { AppError } from '../../lib/model/errors.ts';
import type { Page } from '../../lib/model/page.ts';
import { defaultPreferences } from '../../lib/model/preferences.ts';
import { placeFor, siteFor } from '../../lib/sites/index.ts';
import { googleOtherTabs, siteMatches } from '../../lib/sites/matches.ts';
import { releasePlace, reservePlace } from '../../lib/sites/reserve.ts';
import { pageUrl, type Reading, type Site } from '../../lib/sites/site.ts';
import { untilListed } from '../../lib/sites/until-listed.ts';
import { painted, untilParsed, untilReady, untilVisible } from '../../lib/sites/visible.ts';
import { watchPage } from '../../lib/sites/watch.ts';
import { putBeside, type Shown } from './beside.ts';

/**
 * Reads the page, asks its question, and shows that it has. The panel comes after, from panel.content, and only where
 * there is something to answer.
 */
export default defineContentScript({
  matches: siteMatches,
  excludeGlobs: googleOtherTabs,
  // A script for the document's end runs only when the page has been laid out and painted for the first time.
  runAt: 'document_start',
  noScriptStartedPostMessage: true,
  async main() {
    const chat = createChat((request, signal) => openStream('answer', { ...request, ...unbidden }, signal));
    /** Of a question that is asked before the settings are there. */
    let unbidden: Pick<AnswerRequest, 'unbidden'> | undefined;
    const listeners = new Set<(shown: Shown | undefined) => void>();
    const state = createStore<PanelState>(() => ({
      ...{ theme: 'light', placement: 'page', mustDock: false, resizable: false, connections: [] },
      layout: defaultPreferences.layout.google,
      usualMode: defaultPreferences.answerMode,
      talkKey: defaultPreferences.voice.talkKey,
    }));
    let shell: Shell | undefined;
    let shown: Shown | undefined;
    let known: SurfaceSettings | undefined;
    /** What the page says, also where the panel is not wanted. */
    let latest: Reading | undefined;
    /** The user does not want the panel here; a page that is only about to show it is left to do so. */
    let isUnwanted = false;

    function show(next: Shown | undefined): void {
      shown = next;
      known = next?.settings ?? known;
      for (const listener of listeners) listener(shown);
    }

    function hide(): void {
      releasePlace(document);
      chat.show(undefined);
      show(undefined);
      shell?.remove();
      shell = undefined;
    }

    let isLoaded = false;
    /** When the shell has been painted, and the first words if they are quick: its script keeps the page busy for a moment. */
    function loadPanel(): void {
      if (isLoaded) return;
      isLoaded = true;
      void painted()
        .then(() => firstWords(chat))
        .then(painted)
        .then(untilStands)
        // A page that stands is busy with itself for a moment more; one whose end is long in coming is not waited for.
        .then(() => persistently(() => call('surface.loadPart', { part: 'panel', canWait: stands })))
        .catch((thrown) => {
          // What is on the screen stays there.
          if (thrown instanceof AppError && thrown.code === 'updated') {
            state.setState({ isLeftBehind: true });
            return;
          }
          isLoaded = false;
          hide();
          ignoreIfReplaced(thrown);
        });
    }

    putBeside({
      ...{ chat, state },
      settings: () => known,
      watch(onShown) {
        listeners.add(onShown);
        if (shown) onShown(shown);
      },
      hide() {
        isUnwanted = true;
        hide();
      },
    });
    servePage(() => {
      const page = shown?.reading.page;
      const site = siteFor(new URL(location.href))?.id;
      return { ...(page && { page }), ...(site && { site }) };
    });
    addEventListener('pageshow', (event) => {
      if (event.persisted) chat.resume();
    });
    /** Back from the options page, or beside it: perhaps with a first model. A tab out of view asks nothing. */
    const refresh = () => {
      if (document.visibilityState !== 'visible') return;
      void call('surface.settings', {}).then((settings) => {
        if (!latest) return;
        const isWanted = settings.preferences.sites[latest.page.site];
        const wasUnwanted = isUnwanted;
        isUnwanted = !isWanted;
        if (!isWanted) return shown && hide();
        if (!shown) return wasUnwanted ? void present(latest, settings) : undefined;
        const hadNone = shown.settings.connections.length === 0;
        show({ ...shown, settings, spoken: false });
        if (hadNone && settings.connections.length > 0)
          askFirstModel(chat, (page) => asksByItself(settings.preferences.mode, page, true));
      }, ignoreIfReplaced);
    };
    document.addEventListener('visibilitychange', refresh);
    serveNews(refresh);

    /**
     * The question leaves when the results are there, while the rest of the page is still coming. Says what was read, if
     * it was asked about.
     */
    async function askEarly(): Promise<Reading | undefined> {
      const site = siteFor(new URL(location.href));
      let heard: SurfaceSettings | undefined;
      void settings
        ?.then(async (current) => {
          heard = current;
          const isAsked = chat.getState().turns.length > 0 && !current.hearsQuestion;
          if (site && !isAsked && willAsk(site, current)) await call('surface.aboutToAsk', {});
        })
        .catch(() => {}); // whoever asks hears of it
      await untilListed(document, () => site?.list?.(document, new URL(location.href)));
      const isComing = document.readyState === 'loading' && document.visibilityState === 'visible';
      const reading = isComing ? site?.read(document, new URL(location.href)) : undefined;
      if (!reading || !isEnoughToAsk(reading.page)) return undefined;
      if (!heard) askUnbidden(reading.page);
      else if (isWanted(reading.page, heard)) showPage(chat, reading.page, asksIn(heard));
      else return undefined;
      return reading;
    }

    /** A background that slept tells the settings late: the question goes to it meanwhile, and it asks if they say so. */
    function askUnbidden(page: Page): void {
      unbidden = { unbidden: unbiddenMode(page) };
      showPage(chat, page, () => true);
      unbidden = undefined;
      const drop = () => void chat.show(undefined);
      void settings?.then((current) => {
        if (!isWanted(page, current) || !asksIn(current)(page)) drop();
      }, drop);
    }

    async function present(reading: Reading, current: SurfaceSettings, spoken?: string): Promise<void> {
      const { preferences, connections } = current;
      showPage(chat, reading.page, asksIn(current), spoken);
      reservePlace(document, new URL(location.href));
      if (!hasColumn()) await untilStands();
      if (isUnwanted) return hide(); // said meanwhile
      if (!shell) {
        state.setState({ connections, layout: preferences.layout[reading.page.site] });
        shell = createShell(document, chat, state, current.words);
      }
      show({ shell, reading, settings: current, spoken: spoken !== undefined });
      loadPanel();
    }

    let stands = false;
    const pageStands = untilReady(document).then(() => {
      stands = true;
    });
    const untilStands = () => Promise.race([pageStands, afterMs(longestStandMs)]);
    let settings: Promise<SurfaceSettings> | undefined = firstSettings();
    const early = await askEarly();
    // Where the panel is to stand is hardly known before, unless in a column, which is there by now.
    if (!early || !hasColumn()) await Promise.race([untilParsed(document), ...(early ? [afterMs(longestRestMs)] : [])]);
    if (early && !isOfThisAddress(early)) chat.show(undefined);
    for await (const reading of watchPage(document, new AbortController().signal, early)) {
      const question = questionHere();
      await untilVisible(document);
      // An extension that was replaced knows no settings any more. The last ones will do: asking will say what happened.
      const current: SurfaceSettings | undefined = await (settings ?? settingsNow()).catch((thrown) => {
        ignoreIfReplaced(thrown);
        return known;
      });
      if (reading) settings = undefined;
      if (!current) continue;
      if (reading && questionHere() !== question) {
        chat.show(undefined); // the page has moved on meanwhile, and is read again
        continue;
      }
      latest = reading;
      isUnwanted = reading !== undefined && !current.preferences.sites[reading.page.site];
      if (!reading || isUnwanted) {
        if (shown) hide();
        continue;
      }
      const hears = current.hearsQuestion && reading.page.kind === 'results';
      await present(reading, current, hears ? await spokenQuestion() : undefined);
    }
  },
});

const hasColumn = (): boolean => placeFor(document, new URL(location.href)).kind === 'column';

/** What the address asks; another one is another question. */
function questionHere(): string | undefined {
  const url = new URL(location.href);
  return siteFor(url)?.questionKey(url);
}

const isOfThisAddress = ({ page }: Reading): boolean => page.url === pageUrl(new URL(location.href));

const asksIn =
  ({ preferences, connections }: SurfaceSettings) =>
  (page: Page): boolean =>
    asksByItself(preferences.mode, page, connections.length > 0);

/** Whether it may be asked about before the panel is there. */
const isWanted = ({ site }: Page, { preferences, hearsQuestion }: SurfaceSettings): boolean =>
  preferences.sites[site] && !hearsQuestion;

/** Whether a model will be asked by itself, as far as the address tells. */
function willAsk(site: Site, { preferences: { mode, sites }, connections, hearsQuestion }: SurfaceSettings): boolean {
  const query = site.questionKey(new URL(location.href));
  if (!query || !sites[site.id] || connections.length === 0 || document.visibilityState !== 'visible') return false;
  return hearsQuestion || asksByItself(mode, { kind: site.id === 'zhihu' ? 'question' : 'results', query }, true);
}

const firstSettings = async (): Promise<SurfaceSettings> => (await takeEarlySettings()) ?? settingsNow();

const settingsNow = (): Promise<SurfaceSettings> => persistently(() => call('surface.settings', {}));

/** The question spoken on the page this tab comes from. */
const spokenQuestion = (): Promise<string | undefined> =>
  call('voice.takeQuestion', {}).then((taken) => taken?.question, ignoreIfReplaced as () => undefined);

/** An old content script outlives the extension that was updated; its calls fail, and there is nobody to tell. */
function ignoreIfReplaced(thrown: unknown): void {
  if (!(thrown instanceof AppError) || thrown.code === 'unexpected') throw thrown;
}

/** ms that the panel waits for what follows the results. */
const longestRestMs = 300;

/** ms that the panel waits for the page's own scripts. */
const longestStandMs = 50;

const afterMs = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** ms that a model has to be quicker than the panel's script. */
const quickMs = 300;

/** Resolves when the first words are there, when none are waited for, or when they take their time. */
const firstWords = (chat: Chat): Promise<void> =>
  new Promise((done) => {
    const isWaiting = () => {
      const turn = chat.getState().turns.at(-1);
      return turn?.status === 'streaming' && turn.text === '' && !turn.quotes;
    };
    const look = () => {
      if (isWaiting()) return;
      stop();
      clearTimeout(timer);
      done();
    };
    const stop = chat.subscribe(look);
    const timer = setTimeout(done, quickMs);
    look();
  });
