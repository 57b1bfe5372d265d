import { useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '../ui/button.tsx';

/** A button that asks once more before it does what cannot be undone. */
export function Confirmed({
  label,
  question,
  disabled,
  onConfirm,
}: {
  label: string;
  question: string;
  disabled?: boolean;
  onConfirm: () => Promise<void>;
}) {
  const [state, setState] = useState<'idle' | 'asking' | 'doing'>('idle');
  if (state === 'idle') {
    return (
      <Button look="danger" icon="trash" disabled={disabled ?? false} onPress={() => setState('asking')}>
        {label}
      </Button>
    );
  }
  return (
    <div className="pd-ledger-confirm" role="alertdialog" aria-label={question}>
      <span>{question}</span>
      <Button
        look="danger"
        disabled={state === 'doing'}
        onPress={() => {
          setState('doing');
          void onConfirm().finally(() => setState('idle'));
        }}
      >
        {i18n.t(state === 'doing' ? 'ledger.deleting' : 'ledger.deleteYes')}
      </Button>
      <Button look="quiet" disabled={state === 'doing'} onPress={() => setState('idle')}>
        {i18n.t('options.cancel')}
      </Button>
    </div>
  );
}
