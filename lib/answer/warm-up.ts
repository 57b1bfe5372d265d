import type { AnswerRequest } from '../model/conversation.ts';
import type { Source } from '../model/page.ts';
import { defaultPreferences } from '../model/preferences.ts';
import { askingOf } from './asking.ts';

let isWarm = false;

/** ms in which a question that a background was started for has come, where a page is there at once. */
const questionMs = 100;

/**
 * Writes a prompt that nobody asked for, soon after it is called for the first time. A background that has just been
 * started compiles what it runs as it goes, and the first prompt takes five times as long as the second: better while
 * the page loads. Not when the question has come meanwhile: it would wait.
 */
export function warmUpPrompt(): void {
  setTimeout(() => {
    if (isWarm) return;
    isWarm = true;
    askingOf(example, { preferences: defaultPreferences, now: new Date() });
  }, questionMs);
}

/** A prompt is about to be written: there is nothing to warm up. */
export function promptIsAsked(): void {
  isWarm = true;
}

const source = (number: number, title: string, text: string): Source => ({
  number,
  title,
  text,
  url: `https://www${number}.example.com/`,
  site: 'example.com',
  kind: 'organic',
});
const sources = [
  source(
    1,
    'Mount Example',
    'It rises 5,895 m above the sea [3]. In 2008 it was measured again; the height was 12% less.',
  ),
  source(2, '示例山', '示例山海拔5895米，位于非洲。2008年重新测量，误差不到百分之一。'),
];
const query = 'How high is 示例山?';
const example: AnswerRequest = {
  id: 'warm-up',
  question: query,
  history: [],
  page: { site: 'google', kind: 'results', url: 'https://www.google.com/search', query, sources },
};
