import { useState } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import { readHosts } from '../../lib/grounding/choose-sources.ts';
import { templateNames } from '../../lib/grounding/template.ts';
import type { Options } from '../../lib/options/options.ts';
import { ModeChoice } from '../chat/mode-choice.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { Lockable } from './lockable.tsx';
import { Section } from './section.tsx';

/** How answers are written, from which sources, what is sent, and what is recorded. */
export function TrustSection({ options }: { options: Options }) {
  const { answerMode, persona, template, preferredHosts, blockedHosts } = useStore(
    options,
    (state) => state.preferences,
  );
  const names = templateNames.map((name) => `{{${name}}}`).join(' ');
  return (
    <Section
      id="pd-trust-settings"
      title={i18n.t('options.trust')}
      leaves={i18n.t('options.leaves.trust')}
      reset={{ options, section: 'trust' }}
    >
      <Lockable options={options} name="answerMode">
        <ModeChoice
          legend={i18n.t('options.usualMode')}
          name="answerMode"
          mode={answerMode}
          onMode={(mode) => void options.change({ answerMode: mode })}
        />
      </Lockable>
      {/* A text that changes elsewhere (a reset, a file taken in) begins anew in its field: hence the keys. */}
      <LongText key={`1 ${persona}`} options={options} name="persona" hint={i18n.t('options.personaHint')} />
      <LongText
        key={`2 ${template}`}
        options={options}
        name="template"
        hint={i18n.t('options.templateHint', [names])}
      />
      <HostList key={`3 ${preferredHosts}`} options={options} name="preferredHosts" />
      <HostList key={`4 ${blockedHosts}`} options={options} name="blockedHosts" />
      <Switch options={options} name="masks" />
      <Switch options={options} name="records" />
    </Section>
  );
}

function Switch({ options, name }: { options: Options; name: 'masks' | 'records' }) {
  const on = useStore(options, (state) => state.preferences[name]);
  return (
    <Lockable options={options} name={name}>
      <Choice
        type="checkbox"
        checked={on}
        label={i18n.t(`options.${name}`)}
        hint={i18n.t(`options.${name}Hint`)}
        onChange={(checked) => void options.change({ [name]: checked })}
      />
    </Lockable>
  );
}

/** Kept when it is left, not at each letter. */
function LongText({ options, name, hint }: { options: Options; name: 'persona' | 'template'; hint: string }) {
  const kept = useStore(options, (state) => state.preferences[name]);
  const [text, setText] = useState(kept);
  return (
    <LockableText
      {...{ options, name, hint, text, rows: 3 }}
      onText={setText}
      onLeave={() => text !== kept && void options.change({ [name]: text })}
    />
  );
}

/** Hosts, one a line; addresses typed are read as their hosts. */
function HostList({ options, name }: { options: Options; name: 'preferredHosts' | 'blockedHosts' }) {
  const kept = useStore(options, (state) => state.preferences[name]);
  const [text, setText] = useState(kept.join('\n'));
  const leave = () => {
    const hosts = readHosts(text);
    setText(hosts.join('\n'));
    if (hosts.join() !== kept.join()) void options.change({ [name]: hosts });
  };
  const hint = `${i18n.t(`options.${name}Hint`)} ${i18n.t('options.hostsHint')}`;
  return (
    <LockableText {...{ options, name, hint, text, rows: 2 }} spellCheck={false} onText={setText} onLeave={leave} />
  );
}

function LockableText({
  options,
  name,
  hint,
  text,
  rows,
  spellCheck,
  onText,
  onLeave,
}: {
  options: Options;
  name: 'persona' | 'template' | 'preferredHosts' | 'blockedHosts';
  hint: string;
  text: string;
  rows: number;
  spellCheck?: boolean;
  onText: (text: string) => void;
  onLeave: () => void;
}) {
  return (
    <Lockable options={options} name={name}>
      <Field label={i18n.t(`options.${name}`)} hint={hint}>
        {({ id, describedBy }) => (
          <textarea
            id={id}
            aria-describedby={describedBy}
            className="pd-input"
            rows={rows}
            spellCheck={spellCheck}
            value={text}
            onChange={(event) => onText(event.currentTarget.value)}
            onBlur={onLeave}
          />
        )}
      </Field>
    </Lockable>
  );
}
