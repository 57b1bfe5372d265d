import { safeLink } from '../../markdown/link.ts';
import type { Source } from '../../model/page.ts';
import { rateRange, type SpeechControl, type SpokenLanguage } from '../../model/voice.ts';
import type { VoiceCommand } from './command.ts';
import { type Lines, lines } from './lines.ts';

/** What there is to command: an answer, its sources, and how it is being spoken. */
export interface Situation {
  /** The sources of the answer, as its citations mean them. */
  sources: readonly Source[];
  /** The answer, in Markdown. */
  text: string;
  /** The language of the answer; what the voice says itself is in it. */
  lang: SpokenLanguage;
  /** The sentence that is being spoken, or was last. */
  spoken?: { cites: readonly number[] };
  rate: number;
  /** 0 to 1. */
  volume: number;
  /** A model answers; quotes cannot be shortened or explained. */
  hasModel: boolean;
}

/** One thing to do, in words that need no more thought. */
export type VoiceAction =
  | { do: 'control'; control: SpeechControl }
  | { do: 'say'; text: string }
  | { do: 'readSource'; number: number; text: string }
  /** `url` is a plain web address of one of the answer's own sources. */
  | { do: 'openSource'; number: number; url: string }
  | { do: 'ask'; question: string }
  | { do: 'newQuestion' | 'copy' | 'show' | 'startTutor' | 'endTutor' };

/** Parts of the whole volume. */
const volumeStep = 0.2;
/** Finer than the steps of the preference: what was "slower" should be heard to be. */
const rateStep = 0.15;

/** What a spoken command means here and now, in order. Never nothing: what cannot be done is said. */
export function actionsOf(command: VoiceCommand, situation: Situation): VoiceAction[] {
  const say = lines[situation.lang];
  switch (command.name) {
    case 'stop':
    case 'pause':
    case 'resume':
    case 'next':
    case 'previous':
    case 'repeat':
      return [{ do: 'control', control: { do: command.name } }];
    case 'slower':
      return paced(situation.rate - rateStep, situation, say.slowest);
    case 'faster':
      return paced(situation.rate + rateStep, situation, say.fastest);
    case 'louder':
      return loud(situation.volume + volumeStep, situation, say.loudest);
    case 'softer':
      return loud(situation.volume - volumeStep, situation, say.softest);
    case 'readSource':
      return withSource(command.number, situation, (source) => [
        { do: 'readSource', number: source.number, text: sourceWords(source, situation.lang) },
      ]);
    case 'openSource':
      return withSource(command.number, situation, (source) => opened(source, say, situation.lang));
    case 'where':
      return [{ do: 'say', text: whereWords(situation) }];
    case 'shorter':
    case 'more':
      return asked(say[command.name], situation);
    case 'expandPoint': {
      const count = pointsIn(situation.text);
      const isThere = count === 0 || command.number <= count;
      return isThere ? asked(say.expand(command.number), situation) : [{ do: 'say', text: say.howManyPoints(count) }];
    }
    case 'newQuestion':
    case 'copy':
    case 'show':
    case 'startTutor':
    case 'endTutor':
      return [{ do: command.name }];
  }
}

function paced(wanted: number, { rate: now }: Situation, limit: string): VoiceAction[] {
  const rate = rounded(Math.min(rateRange.most, Math.max(rateRange.least, wanted)));
  return rate === rounded(now) ? [{ do: 'say', text: limit }] : [{ do: 'control', control: { do: 'rate', rate } }];
}

function loud(wanted: number, { volume: now }: Situation, limit: string): VoiceAction[] {
  // Never silent: what cannot be heard cannot be told from what is broken.
  const volume = rounded(Math.min(1, Math.max(volumeStep, wanted)));
  return volume === rounded(now)
    ? [{ do: 'say', text: limit }]
    : [{ do: 'control', control: { do: 'volume', volume } }];
}

/** Steps added up in binary would never meet the limit. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

function withSource(
  number: number,
  { sources, lang }: Situation,
  found: (source: Source) => VoiceAction[],
): VoiceAction[] {
  const source = sources.find((one) => one.number === number);
  return source ? found(source) : [{ do: 'say', text: lines[lang].howManySources(sources.length) }];
}

/**
 * A voice is no press. It is let open a page all the same, behind the one in view: the microphone was turned on by a
 * press that nobody can make up, a page has no way to speak to it but by sound, and what it can have opened are the
 * results it shows anyway, with their plain addresses.
 */
function opened(source: Source, say: Lines, lang: SpokenLanguage): VoiceAction[] {
  const link = safeLink(source.url);
  if (!link) return [{ do: 'say', text: say.notOpened(source.number) }];
  return [
    { do: 'openSource', number: source.number, url: link.href },
    { do: 'say', text: say.opened(source.number, sourceName(source, lang)) },
  ];
}

const asked = (question: string, { hasModel, lang }: Situation): VoiceAction[] =>
  hasModel ? [{ do: 'ask', question }] : [{ do: 'say', text: lines[lang].needsModel }];

/** Who a source is, to be said: the author where all sources are of one site, else the site. */
export function sourceName({ kind, author, site, url }: Source, lang: SpokenLanguage): string {
  if (kind === 'answer' && author) return lang === 'zh' ? `${author}的回答` : `the answer by ${author}`;
  return site || (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '') || (author ?? '');
}

/** Its name and title, then what we hold of it; where that is only the search engine's summary, this is said first. */
function sourceWords(source: Source, lang: SpokenLanguage): string {
  const say = lines[lang];
  const head = say.source(source.number, sourceName(source, lang), source.title.replace(/[.。…\s]+$/u, ''));
  const text = (source.pageText ?? source.text).trim();
  if (text === '') return `${head}\n\n${say.onlyTitle}`;
  const isSummary = source.pageText === undefined && source.kind !== 'answer' && source.kind !== 'article';
  return [head, ...(isSummary ? [say.onlySummary] : []), text].join('\n\n');
}

function whereWords({ spoken, sources, lang }: Situation): string {
  const say = lines[lang];
  if (!spoken) return say.nothingSpoken;
  const cited = [...new Set(spoken.cites)];
  const there = cited.flatMap((number) => sources.filter((source) => source.number === number));
  if (there.length > 0)
    return say.from(there.map((source) => ({ number: source.number, name: sourceName(source, lang) })));
  return cited[0] === undefined ? say.namesNone : say.namesMissing(cited[0]);
}

/** How many points a list of the answer has: of its longest list, since points are what that has. 0: there is no list. */
export function pointsIn(text: string): number {
  let [most, count] = [0, 0];
  for (const line of text.split('\n')) {
    if (/^ {0,3}(?:[-*+•·]|\d{1,2}[.)、．])\s*\S/.test(line)) most = Math.max(most, ++count);
    else if (/^\s*\S/.test(line) && !/^\s{2,}/.test(line)) count = 0;
  }
  return most;
}

/** Who does it. */
export interface Commanded {
  control(control: SpeechControl): void;
  /** A short line, after the sentence that is being spoken. */
  say(text: string, lang: SpokenLanguage): void;
  /** A source in place of what is being spoken. */
  readSource(number: number, text: string, lang: SpokenLanguage): void;
  /** In a tab behind the one in view. */
  openSource(url: string): void;
  ask(question: string): void;
  newQuestion(): void;
  copy(): void;
  show(): void;
  tutor(on: boolean): void;
}

/** Does what a command comes down to, in order. `lang`: of what is said to it. */
export function perform(actions: readonly VoiceAction[], lang: SpokenLanguage, by: Commanded): void {
  for (const action of actions) {
    switch (action.do) {
      case 'control':
        by.control(action.control);
        break;
      case 'say':
        by.say(action.text, lang);
        break;
      case 'readSource':
        by.readSource(action.number, action.text, lang);
        break;
      case 'openSource':
        by.openSource(action.url);
        break;
      case 'ask':
        by.ask(action.question);
        break;
      case 'startTutor':
      case 'endTutor':
        by.tutor(action.do === 'startTutor');
        break;
      default:
        by[action.do]();
    }
  }
}
