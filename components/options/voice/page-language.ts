import { i18n } from '#i18n';
import type { SpokenLanguage } from '../../../lib/model/voice.ts';

/** The language of this page: what its reader most likely speaks. */
export const pageLanguage = (): SpokenLanguage => (i18n.t('language.code') === 'zh' ? 'zh' : 'en');
