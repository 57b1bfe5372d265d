import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { AnswerLanguage, AskMode } from '../../lib/model/preferences.ts';
import type { Options } from '../../lib/options/options.ts';
import { Field, RadioGroup } from '../ui/field.tsx';
import { DailyCap } from './daily-cap.tsx';
import { Lockable } from './lockable.tsx';
import { Section } from './section.tsx';

const modes = [
  ['automatic', 'modes.automatic', 'modes.automaticHint'],
  ['questions', 'modes.questions', 'modes.questionsHint'],
  ['click', 'modes.click', 'modes.clickHint'],
] as const satisfies readonly (readonly [AskMode, string, string])[];

/** Each language in its own words; these do not follow the page's language. */
const languages: readonly (readonly [AnswerLanguage, string])[] = [
  ['zh-CN', '简体中文'],
  ['zh-TW', '繁體中文'],
  ['en', 'English'],
  ['ja', '日本語'],
];

/** When to answer, and in which language. */
export function AnsweringSection({ options }: { options: Options }) {
  const { mode, answerLanguage } = useStore(options, (state) => state.preferences);
  return (
    <Section
      id="pd-answering"
      title={i18n.t('options.answering')}
      leaves={i18n.t('options.leaves.answering')}
      reset={{ options, section: 'answering' }}
    >
      <Lockable options={options} name="mode">
        <RadioGroup
          legend={i18n.t('options.when')}
          name="mode"
          chosen={mode}
          choices={modes.map(([value, label, hint]) => ({ value, label: i18n.t(label), hint: i18n.t(hint) }))}
          onChoose={(value) => void options.change({ mode: value })}
        />
      </Lockable>
      <Lockable options={options} name="answerLanguage">
        <Field label={i18n.t('options.language')} hint={i18n.t('options.languageHint')}>
          {({ id, describedBy }) => (
            <select
              id={id}
              aria-describedby={describedBy}
              className="pd-select"
              value={answerLanguage}
              onChange={(event) => void options.change({ answerLanguage: event.currentTarget.value as AnswerLanguage })}
            >
              <option value="auto">{i18n.t('options.languageAuto')}</option>
              {languages.map(([value, name]) => (
                <option key={value} value={value} lang={value}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      </Lockable>
      <Lockable options={options} name="dailyCap">
        <DailyCap options={options} />
      </Lockable>
    </Section>
  );
}
