import type { SpokenLanguage, VoiceInfo } from '../../model/voice.ts';

export interface VoiceWishes {
  /** The voice the user chose for this language. */
  chosen?: string;
  /** The locales the user prefers, best first: `zh-TW`, `en-GB`. */
  locales?: readonly string[];
}

/**
 * The voices that speak a language, best first: the chosen one, then by locale, then natural before plain ones, those on
 * the machine before those that need the net; joke voices and the most mechanical last. Ties keep the given order.
 */
export function rankedVoices(
  voices: readonly VoiceInfo[],
  lang: SpokenLanguage,
  { chosen, locales = [] }: VoiceWishes = {},
): VoiceInfo[] {
  const score = (voice: VoiceInfo): number =>
    (voice.id === chosen ? 1_000_000 : 0) +
    (isOdd(voice.label) ? -10_000 : 0) +
    localeScore(localeOf(voice.lang), lang, locales) * 100 +
    (isNatural(voice.label) ? 20 : 0) +
    (voice.local ? 10 : 0);
  return voices.filter((voice) => languageOfVoice(voice) === lang).sort((a, b) => score(b) - score(a));
}

/** Which of our languages a voice speaks; nothing for others. */
export function languageOfVoice({ lang }: Pick<VoiceInfo, 'lang'>): SpokenLanguage | undefined {
  const [language] = localeOf(lang).split('-');
  if (language === 'zh' || language === 'cmn' || language === 'yue') return 'zh';
  return language === 'en' ? 'en' : undefined;
}

/** What is natural says so in its name: Edge's "Online (Natural)", the "Premium" and "Enhanced" ones of macOS. */
export const isNatural = (label: string): boolean =>
  /natural|neural|premium|enhanced|siri|wavenet|优化音质|高音质|自然/i.test(label);

/** The joke voices of macOS, and espeak: understood, but nothing one wants to listen to. */
const isOdd = (label: string): boolean =>
  /^(?:albert|bad news|bahh|bells|boing|bubbles|cellos|deranged|good news|hysterical|jester|junior|organ|pipe organ|ralph|superstar|trinoids|whisper|wobble|zarvox|fred|kathy|grandma|grandpa|rocko|shelley|sandy|flo|reed|eddy)\b/i.test(
    label,
  ) || /e-?speak/i.test(label);

/** `zh_CN`, `cmn-Hans-CN`, `zh-Hans` as `zh-cn`, `cmn-cn`, `zh-cn`. */
function localeOf(lang: string): string {
  const [language = '', ...rest] = lang.toLowerCase().replaceAll('_', '-').split('-');
  const region = rest.find((part) => /^(?:[a-z]{2}|\d{3})$/.test(part));
  const script = rest.includes('hant') ? 'tw' : rest.includes('hans') ? 'cn' : undefined;
  const place = region ?? script;
  return place ? `${language}-${place}` : language;
}

/** 0 to 40. Cantonese is another language to a speaker of Mandarin: it comes last, unless asked for. */
function localeScore(locale: string, lang: SpokenLanguage, locales: readonly string[]): number {
  const wanted = locales.map(localeOf).indexOf(locale);
  if (wanted >= 0) return 40 - Math.min(9, wanted);
  const [language = '', region = ''] = locale.split('-');
  if (lang === 'en') return region === 'us' || region === '' ? 20 : region === 'gb' ? 19 : 18;
  if (language === 'yue' || region === 'hk' || region === 'mo') return 0;
  return region === 'tw' ? 10 : 20;
}
