import type { SiteId } from '../model/page.ts';
import {
  type AnswerLanguage,
  type AnswerMode,
  type AskMode,
  defaultPreferences,
  mostDailyCap,
  type PanelLayout,
  type Preferences,
  widthRange,
} from '../model/preferences.ts';
import { asRecord, oneOf } from './raw.ts';
import { readVoice } from './read-voice.ts';

const modes: AskMode[] = ['automatic', 'questions', 'click'];
const answerModes: AnswerMode[] = ['accurate', 'creative'];
const languages: AnswerLanguage[] = ['auto', 'zh-CN', 'zh-TW', 'en', 'ja'];

/** Anything, as whole preferences. */
export function readPreferences(raw: unknown): Preferences {
  const found = asRecord(raw);
  const sites = asRecord(found.sites);
  const layouts = asRecord(found.layout);
  const readSite = (id: SiteId) => (typeof sites[id] === 'boolean' ? sites[id] : defaultPreferences.sites[id]);
  return {
    mode: oneOf(modes, found.mode) ?? defaultPreferences.mode,
    answerLanguage: oneOf(languages, found.answerLanguage) ?? defaultPreferences.answerLanguage,
    sites: { google: readSite('google'), baidu: readSite('baidu'), zhihu: readSite('zhihu') },
    layout: { google: readLayout(layouts.google), baidu: readLayout(layouts.baidu), zhihu: readLayout(layouts.zhihu) },
    ...(typeof found.defaultConnectionId === 'string' && { defaultConnectionId: found.defaultConnectionId }),
    dailyCap: readCap(found.dailyCap),
    answerMode: oneOf(answerModes, found.answerMode) ?? defaultPreferences.answerMode,
    persona: readText(found.persona),
    template: readText(found.template),
    blockedHosts: readHosts(found.blockedHosts),
    preferredHosts: readHosts(found.preferredHosts),
    masks: typeof found.masks === 'boolean' ? found.masks : defaultPreferences.masks,
    foldsOverview: found.foldsOverview === true,
    records: typeof found.records === 'boolean' ? found.records : defaultPreferences.records,
    voice: readVoice(found.voice),
  };
}

/** Characters of a text, and hosts of a list, that are kept. */
const longestText = 20_000;
const mostHosts = 2_000;

const readText = (raw: unknown): string => (typeof raw === 'string' ? raw.slice(0, longestText) : '');

const readHosts = (raw: unknown): string[] =>
  Array.isArray(raw)
    ? [...new Set(raw.filter((host) => typeof host === 'string' && host !== '' && host.length <= 253))].slice(
        0,
        mostHosts,
      )
    : [];

const readCap = (raw: unknown): number =>
  typeof raw === 'number' && raw >= 0 ? Math.min(mostDailyCap, Math.floor(raw)) : defaultPreferences.dailyCap;

export function readLayout(raw: unknown): PanelLayout {
  const found = asRecord(raw);
  const usual = defaultPreferences.layout.google;
  return {
    docked: typeof found.docked === 'boolean' ? found.docked : usual.docked,
    collapsed: typeof found.collapsed === 'boolean' ? found.collapsed : usual.collapsed,
    width:
      typeof found.width === 'number' && Number.isFinite(found.width)
        ? Math.min(widthRange.most, Math.max(widthRange.least, Math.round(found.width)))
        : usual.width,
  };
}
