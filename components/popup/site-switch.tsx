import { useState } from 'react';
import { i18n } from '#i18n';
import type { SiteId } from '../../lib/model/page.ts';
import { Choice } from '../ui/field.tsx';
import { siteNames } from '../ui/site-names.ts';

export interface SiteChoice {
  site: SiteId;
  on: boolean;
  /** Resolves with what holds then, which an organisation may have decided. */
  onChange: (on: boolean) => Promise<boolean>;
}

/** Whether the panel stands beside the pages of the site in view. */
export function SiteSwitch({ site, on, onChange }: SiteChoice) {
  const [isOn, setIsOn] = useState(on);
  const change = (wanted: boolean) => {
    setIsOn(wanted);
    void onChange(wanted).then(setIsOn, () => setIsOn(!wanted));
  };
  return (
    <Choice
      type="checkbox"
      checked={isOn}
      label={i18n.t('popup.showOn', [i18n.t(siteNames[site])])}
      onChange={change}
    />
  );
}
