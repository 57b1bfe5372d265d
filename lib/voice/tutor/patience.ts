import type { SpokenLanguage } from '../../model/voice.ts';

/** ms that a question is left to be thought about before a word of comfort, and silence that may end an answer. */
export const thinkMs = 6_000;
export const mostSilenceMs = 4_000;

/** Said and shown once a question, after that time. */
export const gentleWords: Record<SpokenLanguage, string> = {
  zh: '慢慢想，不着急。要不要一点提示？',
  en: 'Take your time. Would you like a hint?',
};
