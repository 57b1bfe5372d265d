import { i18n } from '#i18n';
import type { AnswerMode } from '../../lib/model/preferences.ts';
import { RadioGroup } from '../ui/field.tsx';

/** Exact, or free. */
export const ModeChoice = ({
  legend,
  name,
  mode,
  onMode,
}: {
  legend: string;
  name: string;
  mode: AnswerMode;
  onMode: (mode: AnswerMode) => void;
}) => (
  <RadioGroup
    legend={legend}
    name={name}
    chosen={mode}
    choices={[
      { value: 'accurate', label: i18n.t('ask.accurate'), hint: i18n.t('ask.accurateHint') },
      { value: 'creative', label: i18n.t('ask.creative'), hint: i18n.t('ask.creativeHint') },
    ]}
    onChoose={onMode}
  />
);
