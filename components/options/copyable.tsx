import { useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '../ui/button.tsx';

/** A line for another program, with a button that copies it. */
export function Copyable({ text }: { text: string }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied('yes'),
      () => setCopied('refused'),
    );
  return (
    <span className="pd-copyable">
      <code>{text}</code>
      <Button icon={copied === 'yes' ? 'check' : 'copy'} onPress={() => void copy()}>
        {i18n.t('options.copy')}
      </Button>
      <span className="pd-only-heard" role="status">
        {copied === 'yes' && i18n.t('answer.copied')}
        {copied === 'refused' && i18n.t('answer.copyRefused')}
      </span>
    </span>
  );
}
