import type { Message, PastTurn } from '../model/conversation.ts';
import type { Page, Source } from '../model/page.ts';
import type { AnswerLanguage } from '../model/preferences.ts';
import { beginning, recentTurns, shares } from './budget.ts';
import { fold } from './hygiene.ts';
import { answerIn, promptLanguage, type Task, type Wording, wordings } from './instructions.ts';
import { rankSentences } from './relevance.ts';
import { lineMark, sanitise, sanitiseQuestion } from './sanitize.ts';

export { estimateTokens } from './budget.ts';

export interface PromptParts {
  question: string;
  page?: Page;
  /** Finished turns, oldest first. */
  history: readonly PastTurn[];
  /** The answer's language; by default the question's. */
  language?: AnswerLanguage;
  now: Date;
  /** Names the sources' block, so that no source can close it: letters and digits, new for every request. */
  nonce: string;
  /** At most so many sources; by default 5 results, or as many answers as fit. */
  maxSources?: number;
  /** Tokens that earlier turns may take, 3,000 by default. */
  historyTokens?: number;
}

export interface Prompt {
  messages: Message[];
  /** Numbers of the sources sent, in the order sent. */
  used: number[];
  /** Earlier turns that did not fit. */
  droppedTurns: number;
}

/** Characters of a result, and of all answers or an article together. */
const longestResult = 600;
const longestTexts = 12_000;
/** An answer shorter than this says too little to be counted as read. */
const shortestShare = 300;

/** What a model is told and asked: rules, earlier turns, the page's sources as fenced data, and the question last. */
export function prompt(parts: PromptParts): Prompt {
  const { page, now, nonce, language = 'auto', historyTokens = 3000 } = parts;
  const question = sanitiseQuestion(parts.question);
  const written = promptLanguage(question, language);
  const wording = wordings[written];
  const task = taskOf(question, page);
  const sent = page ? sentSources(page, question, parts.maxSources) : [];
  const { messages, dropped } = recentTurns(parts.history, historyTokens);
  const system = wording.system(task, nonce, isoDay(now), answerIn[written][language]);
  const user = page ? userMessage({ page, question, nonce, sent, task }, wording) : question;
  return {
    messages: [{ role: 'system', content: system }, ...messages, { role: 'user', content: user }],
    used: sent.map(({ source }) => source.number),
    droppedTurns: dropped,
  };
}

/** A page's own question gets the page's own shape; another question about its texts is answered like any other. */
function taskOf(question: string, page: Page | undefined): Task {
  if (!page) return 'chat';
  return question === sanitiseQuestion(page.query) ? page.kind : 'results';
}

/** A source and as much of its text as is sent. */
interface Sent {
  source: Source;
  text: string;
  isCut: boolean;
}

function sentSources(page: Page, question: string, most: number | undefined): Sent[] {
  const kept = fold(page.sources).kept;
  const chosen = page.kind === 'results' ? closest(kept, question, most ?? 5) : longReads(kept, question, most);
  const texts = chosen.map(({ text }) => sanitise(text));
  const room =
    page.kind === 'results'
      ? texts.map(() => longestResult)
      : shares(
          texts.map(({ length }) => length),
          longestTexts,
        );
  return chosen.map((source, index) => {
    const whole = texts[index] ?? '';
    const text = beginning(whole, room[index] ?? 0);
    return { source, text, isCut: text.length < whole.length };
  });
}

/** The sources with the closest sentences, the closest first. */
function closest(sources: readonly Source[], question: string, most: number): Source[] {
  const ranked = rankSentences(question, sources, 'results').map(({ source }) => source);
  return [...new Set(ranked)].slice(0, most);
}

/** As many answers as can each be read for a while: the most agreed with first, in page order where votes are equal. */
function longReads(sources: readonly Source[], question: string, most: number | undefined): Source[] {
  const fitting = Math.floor(longestTexts / shortestShare);
  if (most !== undefined && most < sources.length) return closest(sources, question, most);
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
  return [head, ...text.split('\n').map((line) => `S${source.number}${lineMark}${line}`)];
}

const oneLine = (text: string, longest: number): string =>
  sanitise(text.slice(0, 4 * longest))
    .replace(/\n/g, ' ')
    .slice(0, longest)
    .replace(/[\ud800-\udbff]$/, '');

/** The user's own day, as 2026-08-02: read the same in every language. */
const isoDay = (now: Date): string =>
  `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
