import type { LeftOut } from '../model/answer.ts';
import type { AskedTask, Message, PastTurn } from '../model/conversation.ts';
import type { Page, Source } from '../model/page.ts';
import type { AnswerLanguage, AnswerMode } from '../model/preferences.ts';
import type { TutorPart } from '../model/tutor.ts';
import { beginning, recentTurns, shares } from './budget.ts';
import { chooseSources, isOf, type SourceWishes } from './choose-sources.ts';
import { answerIn, languageAskedFor, promptLanguage, type Task, type Wording, wordings } from './instructions.ts';
import { maskedMessages } from './mask.ts';
import { rankSentences } from './relevance.ts';
import { lineMark, sanitise, sanitiseQuestion } from './sanitize.ts';
import { fillTemplate } from './template.ts';
import { tutorSystem, tutorTurn } from './tutor.ts';

export { estimateTokens } from './budget.ts';

export interface PromptParts extends SourceWishes {
  question: string;
  page?: Page;
  /** Finished turns, oldest first. */
  history: readonly PastTurn[];
  /** The answer's language; by default the question's. */
  language?: AnswerLanguage;
  now: Date;
  /** Names the sources' block, so that no source can close it: letters and digits, new for every request. */
  nonce: string;
  /** Absent: what the page's kind suggests. */
  task?: AskedTask;
  mode?: AnswerMode;
  /** It is a tutor's turn: `question` is what the student says. */
  tutor?: TutorPart;
  /** In creative mode: who the model is. */
  persona?: string;
  /** The user's own instructions (template.ts); empty: ours. */
  template?: string;
  /** What points to a person is taken out of all that is sent. */
  masks?: boolean;
  /** At most so many sources; by default 5 results, or as many answers as fit. */
  maxSources?: number;
  /** Tokens that earlier turns may take, 3,000 by default. */
  historyTokens?: number;
}

export interface Prompt {
  messages: Message[];
  /** Numbers of the sources sent, in the order sent. */
  used: number[];
  /** Sources that were passed over, and why, in page order. */
  left: LeftOut[];
  /** How many phone numbers and the like were taken out. */
  masked: number;
  /** Earlier turns that did not fit. */
  droppedTurns: number;
}

/** Characters of a result, and of all answers or an article together. */
const longestResult = 600;
const longestTexts = 12_000;
/** Characters of a result whose page was read, and those around each of its sentences that is sent. */
const longestPassages = 1_800;
const besideSentence = 120;
/** An answer shorter than this says too little to be counted as read. */
const shortestShare = 300;

/** What a model is told and asked: rules, earlier turns, the page's sources as fenced data, and the question last. */
export function prompt(parts: PromptParts): Prompt {
  const { page, now, nonce, historyTokens = 3000, persona = '', template = '' } = parts;
  const question = sanitiseQuestion(parts.question);
  const { tutor } = parts;
  // What a student says may be a button's word; the lesson is about what was asked first, and from the same sources.
  const about = tutor ? sanitiseQuestion(tutor.goal) : question;
  const written = promptLanguage(about, parts.language ?? 'auto');
  const language = languageAskedFor(about, written, parts.language ?? 'auto');
  const wording = wordings[written];
  const task = taskOf(parts, question);
  const { kept, left } = chooseSources(page?.sources ?? [], parts);
  const sent = page ? sentSources(page.kind, kept, about, parts) : [];
  const used = sent.map(({ source }) => source.number);
  const { messages: earlier, dropped } = recentTurns(parts.history, historyTokens);
  const date = isoDay(now);
  const answerLanguage = answerIn[written][language];
  const user = page ? userMessage({ page, question, nonce, sent, task }, wording) : question;
  const isOwn = template.trim() !== '' && task !== 'creative' && task !== 'chat' && !tutor;
  const system = tutor
    ? tutorSystem({ written, language, date, nonce: page ? nonce : '' })
    : isOwn
      ? wording.own(nonce, date, answerLanguage)
      : wording.system(task, page ? nonce : '', date, answerLanguage, persona.trim());
  const asked = isOwn
    ? fillTemplate(template, { question, sources: user, date, language: answerLanguage, selection: '' })
    : tutor
      ? `${user}\n${tutorTurn(tutorSaid(tutor), written)}`
      : user;
  const said: Message[] = [{ role: 'system', content: system }, ...earlier, { role: 'user', content: asked }];
  const { messages, masked } = parts.masks ? maskedMessages(said, written === 'zh') : { messages: said, masked: 0 };
  return {
    messages,
    used,
    left: [
      ...left,
      ...kept
        .filter(({ number }) => page?.kind === 'results' && !used.includes(number))
        .map(({ number }): LeftOut => ({ number, why: 'far' })),
    ].sort((one, other) => one.number - other.number),
    masked,
    droppedTurns: dropped,
  };
}

/** The words of a lesson come from a page and a model: no line of theirs may look like one of ours. */
const tutorSaid = ({ goal, asked, missed, ...part }: TutorPart): TutorPart => ({
  ...part,
  goal: sanitiseQuestion(goal),
  ...(asked && { asked: oneLine(asked, 300) }),
  ...(missed && { missed: missed.slice(-12).map((question) => oneLine(question, 200)) }),
});

/** A page's own question gets the page's own shape; another question about its texts is answered like any other. */
function taskOf({ page, task, mode, tutor }: PromptParts, question: string): Task {
  if (tutor) return page ? 'results' : 'chat';
  if (!page) return mode === 'creative' ? 'creative' : 'chat';
  if (mode === 'creative') return 'creative';
  if (page.kind === 'question' && task) return task;
  if (question !== sanitiseQuestion(page.query)) return 'results';
  return page.kind === 'question' ? 'analysis' : page.kind;
}

/** A source and as much of its text as is sent. */
interface Sent {
  source: Source;
  text: string;
  isCut: boolean;
}

function sentSources(
  kind: Page['kind'],
  kept: readonly Source[],
  question: string,
  { maxSources, preferredHosts = [] }: PromptParts,
): Sent[] {
  const chosen =
    kind === 'results'
      ? closest(kept, question, preferredHosts).slice(0, maxSources ?? 5)
      : longReads(kept, question, maxSources);
  const texts = chosen.map((source) => sanitise(source.pageText ? passages(source, question) : source.text));
  const room =
    kind === 'results'
      ? chosen.map(({ pageText }) => (pageText ? longestPassages : longestResult))
      : shares(
          texts.map(({ length }) => length),
          longestTexts,
        );
  return chosen.map((source, index) => {
    const whole = texts[index] ?? '';
    const text = beginning(whole, room[index] ?? 0);
    return { source, text, isCut: text.length < whole.length || (source.pageText?.length ?? 0) > longestPassages };
  });
}

/** The sources with the closest sentences, the closest first, but hosts the user prefers before all. */
function closest(sources: readonly Source[], question: string, preferredHosts: readonly string[] = []): Source[] {
  const best = rankSentences(question, sources, 'results').map(({ source }) => source);
  const ranked = [...new Set([...best, ...sources])]; // last, those that say something only on their own page
  const isPreferred = ({ url }: Source) => isOf(preferredHosts, url);
  return [...ranked.filter(isPreferred), ...ranked.filter((source) => !isPreferred(source))];
}

/** Of a whole page, the sentences closest to the question with their neighbours, in the page's order. */
function passages(source: Source, question: string): string {
  const text = source.pageText ?? '';
  if (text.length <= longestPassages) return text;
  const whole = { ...source, text };
  const parts: { start: number; end: number }[] = [];
  let room = longestPassages;
  for (const { start, end } of rankSentences(question, [whole], 'article')) {
    const from = Math.max(0, text.lastIndexOf('\n', start - 2) + 1, start - besideSentence);
    const to = Math.min(text.length, end + besideSentence);
    if (to - from > room) break;
    if (parts.some((part) => from < part.end && part.start < to)) continue;
    parts.push({ start: from, end: to });
    room -= to - from;
  }
  const inOrder = parts.sort((one, other) => one.start - other.start);
  return inOrder.map(({ start, end }) => text.slice(start, end).trim()).join('\n…\n') || text.slice(0, longestPassages);
}

/** As many answers as can each be read for a while: the most agreed with first, in page order where votes are equal. */
function longReads(sources: readonly Source[], question: string, most: number | undefined): Source[] {
  const fitting = Math.floor(longestTexts / shortestShare);
  if (most !== undefined && most < sources.length) return closest(sources, question).slice(0, most);
  return [...sources].sort((a, b) => (b.votes ?? 0) - (a.votes ?? 0)).slice(0, fitting);
}

interface UserParts {
  page: Page;
  question: string;
  nonce: string;
  sent: readonly Sent[];
  task: Task;
}

function userMessage({ page, question, nonce, sent, task }: UserParts, wording: Wording): string {
  const block = wording.block(nonce);
  const lines = [`<${block}>`, ...sent.flatMap((one) => sourceLines(one, wording)), `</${block}>`];
  if (sent.length === 0) lines.splice(1, 0, wording.nothing);
  const query = oneLine(page.query, 300);
  if (page.kind === 'question') {
    lines.push(wording.read(sent.length, Math.max(page.total ?? 0, page.sources.length)));
    const detail = page.detail && beginning(sanitise(page.detail), longestResult).replace(/\n/g, ' ');
    if (detail) lines.push(wording.detail + detail);
  }
  if (task === 'results' && question !== sanitiseQuestion(page.query) && query) lines.push(wording.searched + query);
  lines.push(wording.question + question);
  return lines.join('\n');
}

function sourceLines({ source, text, isCut }: Sent, { field, kinds }: Wording): string[] {
  const facts = [
    [field.title, oneLine(source.title, 120)],
    [field.site, oneLine(source.site, 60)],
    [field.author, oneLine(source.author ?? '', 40)],
    [field.votes, source.votes === undefined ? '' : String(source.votes)],
    [field.date, oneLine(source.date ?? '', 40)],
    [field.kind, kinds[source.kind]],
  ].filter(([, value]) => value);
  const head = `[${source.number}] ${facts.map(([name, value]) => `${name}${value}`).join('  ')}${isCut ? field.excerpt : ''}`;
  const corrections = (source.corrections ?? []).map((comment) => field.correction + oneLine(comment, 160));
  return [head, ...[...text.split('\n'), ...corrections].map((line) => `S${source.number}${lineMark}${line}`)];
}

const oneLine = (text: string, longest: number): string =>
  sanitise(text.slice(0, 4 * longest))
    .replace(/\n/g, ' ')
    .slice(0, longest)
    .replace(/[\ud800-\udbff]$/, '');

/** The user's own day, as 2026-08-02: read the same in every language. */
const isoDay = (now: Date): string =>
  `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
