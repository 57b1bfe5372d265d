import type { ListenEvent } from '../../model/voice.ts';
import { languageOf } from '../speakable/language.ts';

/** Words that were heard; what is in no letters counts as Chinese. */
export const finalOf = (text: string): ListenEvent => ({ type: 'final', text, lang: languageOf(text, 'zh') ?? 'zh' });
