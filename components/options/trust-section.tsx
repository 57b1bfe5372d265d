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
  // A text that changes elsewhere (a reset, a file taken in) begins anew in its field: hence the keys.
  const { answerMode, persona, template, preferredHosts, blockedHosts, masks, records } = useStore(
    options,
    (state) => state.preferences,
  );
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
      <Lockable options={options} name="persona">
        <LongText
          key={persona}
          options={options}
          name="persona"
          label={i18n.t('options.persona')}
          hint={i18n.t('options.personaHint')}
        />
      </Lockable>
      <Lockable options={options} name="template">
        <LongText
          key={template}
          options={options}
          name="template"
          label={i18n.t('options.template')}
          hint={i18n.t('options.templateHint', [templateNames.map((name) => `{{${name}}}`).join(' ')])}
        />
      </Lockable>
      <Lockable options={options} name="preferredHosts">
        <HostList
          key={preferredHosts.join()}
          options={options}
          name="preferredHosts"
          label={i18n.t('options.preferredHosts')}
          hint={i18n.t('options.preferredHostsHint')}
        />
      </Lockable>
      <Lockable options={options} name="blockedHosts">
        <HostList
          key={blockedHosts.join()}
          options={options}
          name="blockedHosts"
          label={i18n.t('options.blockedHosts')}
          hint={i18n.t('options.blockedHostsHint')}
        />
      </Lockable>
      <Lockable options={options} name="masks">
        <Choice
          type="checkbox"
          checked={masks}
          label={i18n.t('options.masks')}
          hint={i18n.t('options.masksHint')}
          onChange={(on) => void options.change({ masks: on })}
        />
      </Lockable>
      <Lockable options={options} name="records">
        <Choice
          type="checkbox"
          checked={records}
          label={i18n.t('options.records')}
          hint={i18n.t('options.recordsHint')}
          onChange={(on) => void options.change({ records: on })}
        />
      </Lockable>
    </Section>
  );
}

interface TextProps {
  options: Options;
  label: string;
  hint?: string;
}

/** Kept when it is left, not at each letter. */
function LongText({ options, name, label, hint }: TextProps & { name: 'persona' | 'template' }) {
  const kept = useStore(options, (state) => state.preferences[name]);
  const [text, setText] = useState(kept);
  return (
    <Field label={label} hint={hint}>
      {({ id, describedBy }) => (
        <textarea
          id={id}
          aria-describedby={describedBy}
          className="pd-input"
          rows={3}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={() => text !== kept && void options.change({ [name]: text })}
        />
      )}
    </Field>
  );
}

/** Hosts, one a line; addresses typed are read as their hosts. */
function HostList({ options, name, label, hint }: TextProps & { name: 'preferredHosts' | 'blockedHosts' }) {
  const kept = useStore(options, (state) => state.preferences[name]);
  const [text, setText] = useState(kept.join('\n'));
  const leave = () => {
    const hosts = readHosts(text);
    setText(hosts.join('\n'));
    if (hosts.join() !== kept.join()) void options.change({ [name]: hosts });
  };
  return (
    <Field label={label} hint={`${hint} ${i18n.t('options.hostsHint')}`}>
      {({ id, describedBy }) => (
        <textarea
          id={id}
          aria-describedby={describedBy}
          className="pd-input"
          rows={2}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={leave}
        />
      )}
    </Field>
  );
}
