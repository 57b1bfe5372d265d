import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import { shortestPassphrase, type Transfer } from '../../lib/options/transfer.ts';
import { errorWords } from '../chat/error-words.ts';
import { Button } from '../ui/button.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { saveFile } from '../ui/save-file.ts';
import { Section } from './section.tsx';

/** Bytes of a file that is looked at; the rest is nonsense. */
const mostBytes = 8_000_000;

/** Settings into a file, and out of one. */
export function TransferSection({ transfer }: { transfer: Transfer }) {
  const state = useStore(transfer);
  const [withKeys, setWithKeys] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const busy = state.status === 'busy';
  const isShort = withKeys && passphrase.length < shortestPassphrase;

  const save = async () => {
    const text = await transfer.export(withKeys ? passphrase : undefined);
    if (text === undefined) return;
    saveFile(`pangda-settings-${new Date().toISOString().slice(0, 10)}.json`, 'application/json', [text]);
    setPassphrase('');
  };
  const take = async (file: File | undefined) => {
    if (file) await transfer.take(file.size > mostBytes ? '' : await file.text());
  };

  return (
    <Section id="pd-transfer" title={i18n.t('options.transfer')} leaves={i18n.t('options.leaves.transfer')}>
      <p className="pd-note">{i18n.t('options.transferHint')}</p>
      <Choice
        type="checkbox"
        checked={withKeys}
        label={i18n.t('options.exportKeys')}
        hint={i18n.t('options.exportKeysHint')}
        onChange={setWithKeys}
      />
      {withKeys && (
        <Passphrase value={passphrase} hint={i18n.t('options.passphraseShort')} isNew onChange={setPassphrase} />
      )}
      <p className="pd-form-actions">
        <Button look="primary" disabled={busy || isShort} onPress={() => void save()}>
          {i18n.t('options.exportButton')}
        </Button>
        <Button disabled={busy} onPress={() => input.current?.click()}>
          {i18n.t('options.importButton')}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          onChange={(event) => {
            const { files } = event.currentTarget;
            void take(files?.[0]);
            event.currentTarget.value = ''; // the same file can be chosen again
          }}
        />
      </p>
      {state.status === 'locked' && <Locked transfer={transfer} />}
      <p role="status">
        {state.status === 'done' && i18n.t('options.imported', [String(state.connections), String(state.keys)])}
      </p>
      {(state.status === 'failed' || (state.status === 'locked' && state.error)) && (
        <p className="pd-error" role="alert">
          {state.error && errorWords(state.error)}
        </p>
      )}
    </Section>
  );
}

function Locked({ transfer }: { transfer: Transfer }) {
  const [passphrase, setPassphrase] = useState('');
  return (
    <>
      <p>{i18n.t('options.importKeys')}</p>
      <Passphrase value={passphrase} onChange={setPassphrase} />
      <p className="pd-form-actions">
        <Button look="primary" disabled={passphrase === ''} onPress={() => void transfer.open(passphrase)}>
          {i18n.t('options.importOpen')}
        </Button>
        <Button onPress={() => void transfer.open(undefined)}>{i18n.t('options.importWithout')}</Button>
      </p>
    </>
  );
}

const Passphrase = ({
  value,
  hint,
  isNew,
  onChange,
}: {
  value: string;
  hint?: string;
  isNew?: boolean;
  onChange: (value: string) => void;
}) => (
  <Field label={i18n.t('options.passphrase')} hint={hint}>
    {({ id, describedBy }) => (
      <input
        id={id}
        aria-describedby={describedBy}
        className="pd-input"
        type="password"
        autoComplete={isNew ? 'new-password' : 'off'}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )}
  </Field>
);
