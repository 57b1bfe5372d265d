import { i18n } from '#i18n';
import type { Preset } from '../../lib/providers/presets.ts';

/** A service by the name its users know, in the language of the page. */
export const presetName = ({ name }: Preset): string => {
  if (i18n.t('language.tag') === 'zh-TW') return name.zhTw ?? name.zh;
  return i18n.t('language.code') === 'zh' ? name.zh : name.en;
};
