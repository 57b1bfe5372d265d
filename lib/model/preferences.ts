import type { SiteId } from './page.ts';
import { defaultVoice, type VoicePreferences } from './voice.ts';

/** When the panel asks without being told to. */
export type AskMode = 'automatic' | 'questions' | 'click';

/** accurate: the same question gets the same answer. creative: freer, in the user's persona, never kept. */
export type AnswerMode = 'accurate' | 'creative';

/** 'auto': the question's own language. */
export type AnswerLanguage = 'auto' | 'zh-CN' | 'zh-TW' | 'en' | 'ja';

export interface PanelLayout {
  /** Beside the results, or at the window's edge. */
  docked: boolean;
  collapsed: boolean;
  /** CSS px, 280 to 560; used where the page leaves the width to us. */
  width: number;
}

export interface Preferences {
  mode: AskMode;
  answerLanguage: AnswerLanguage;
  /** Sites where the panel appears. */
  sites: Record<SiteId, boolean>;
  layout: Record<SiteId, PanelLayout>;
  /** The connection that answers unless another is chosen; absent: the first one. */
  defaultConnectionId?: string;
  /** Requests to models a day; 0: as many as are asked for. */
  dailyCap: number;
  answerMode: AnswerMode;
  /** Who the model is in creative mode, in the user's words; may be empty. */
  persona: string;
  /** The user's own instructions in place of ours, with {{question}} and the like; empty: ours. */
  template: string;
  /** Hosts whose results are never used, and hosts that come first. A host stands for those below it. */
  blockedHosts: string[];
  preferredHosts: string[];
  /** Phone numbers, identity numbers and mail addresses are taken out of what is sent. */
  masks: boolean;
  /** The search engine's own AI answer is folded away. */
  foldsOverview: boolean;
  /** Answers go into the ledger. */
  records: boolean;
  voice: VoicePreferences;
}

export const mostDailyCap = 10_000;

export const widthRange = { least: 280, most: 560 } as const;

const layout: PanelLayout = { docked: false, collapsed: false, width: 380 };

export const defaultPreferences: Preferences = {
  mode: 'automatic',
  answerLanguage: 'auto',
  sites: { google: true, baidu: true, zhihu: true },
  layout: { google: layout, baidu: layout, zhihu: layout },
  dailyCap: 0,
  answerMode: 'accurate',
  persona: '',
  template: '',
  blockedHosts: [],
  preferredHosts: [],
  masks: true,
  foldsOverview: false,
  records: true,
  voice: defaultVoice,
};
