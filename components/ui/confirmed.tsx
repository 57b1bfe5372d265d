import { useState } from 'react';
import { i18n } from '#i18n';
import { Button } from './button.tsx';
import type { IconName } from './icon.tsx';

/** A button that asks once more before it does what cannot be undone. */
export function Confirmed({
  label,
  question,
  yes,
  doing = yes,
  look = 'danger',
  icon,
  disabled,
  onConfirm,
}: {
  label: string;
  question: string;
  /** The word of the button that does it, and while it is being done. */
  yes: string;
  doing?: string;
  look?: 'danger' | 'quiet' | 'plain';
  icon?: IconName;
  disabled?: boolean;
  onConfirm: () => Promise<void>;
}) {
  const [state, setState] = useState<'idle' | 'asking' | 'doing'>('idle');
  if (state === 'idle') {
    return (
      <Button look={look} {...(icon && { icon })} disabled={disabled ?? false} onPress={() => setState('asking')}>
        {label}
      </Button>
    );
  }
  return (
    <div className="pd-confirm" role="alertdialog" aria-label={question}>
      <span>{question}</span>
      <Button
        look="danger"
        disabled={state === 'doing'}
        onPress={() => {
          setState('doing');
          void onConfirm().finally(() => setState('idle'));
        }}
      >
        {state === 'doing' ? doing : yes}
      </Button>
      <Button look="quiet" disabled={state === 'doing'} onPress={() => setState('idle')}>
        {i18n.t('options.cancel')}
      </Button>
    </div>
  );
}
