import { useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '../ui/button.tsx';
import { Panda } from '../ui/panda.tsx';

/** Asks, in a window of its own, whether one site's cited pages may be read. */
export function AllowSite({
  site,
  theme,
  onAllow,
  onClose,
}: {
  site: string;
  theme: 'light' | 'dark';
  /** Whether the browser's user said yes there too. */
  onAllow: () => Promise<boolean>;
  onClose: () => void;
}) {
  const [refused, setRefused] = useState(false);
  const allow = async () => {
    setRefused(false);
    if (await onAllow()) onClose();
    else setRefused(true);
  };
  return (
    <main className="pd-theme pd-allow" data-theme={theme}>
      <header className="pd-allow-head">
        <Panda size={32} />
        <h1>
          {i18n.t('allow.title')} <strong>{site}</strong>
        </h1>
      </header>
      <p>{i18n.t('allow.what')}</p>
      <p className="pd-note">{i18n.t('allow.sent')}</p>
      <p className="pd-allow-refused" role="status">
        {refused && i18n.t('allow.refused')}
      </p>
      <div className="pd-allow-actions">
        <Button look="primary" onPress={() => void allow()}>
          {i18n.t('allow.yes')}
        </Button>
        <Button onPress={onClose}>{i18n.t('allow.no')}</Button>
      </div>
    </main>
  );
}
