import { i18n } from '#i18n';
import { endRange, type VoicePreferences } from '../../../lib/model/voice.ts';
import { Choice, RadioGroup } from '../../ui/field.tsx';
import { RangeField } from './range-field.tsx';
import { TalkKeyField } from './talk-key-field.tsx';
import type { VoiceProps } from './voice-section.tsx';

const readsAloud = [
  ['never', 'voiceOptions.reads.never', 'voiceOptions.reads.neverHint'],
  ['spoken', 'voiceOptions.reads.spoken', 'voiceOptions.reads.spokenHint'],
  ['always', 'voiceOptions.reads.always', 'voiceOptions.reads.alwaysHint'],
] as const satisfies readonly (readonly [VoicePreferences['readsAloud'], string, string])[];

const sends = [
  ['atOnce', 'voiceOptions.sends.atOnce', 'voiceOptions.sends.atOnceHint'],
  ['afterLook', 'voiceOptions.sends.afterLook', 'voiceOptions.sends.afterLookHint'],
  ['byHand', 'voiceOptions.sends.byHand', 'voiceOptions.sends.byHandHint'],
] as const satisfies readonly (readonly [VoicePreferences['sends'], string, string])[];

/** What happens around a spoken question. */
export const TalkingPart = ({ voice, onVoice }: VoiceProps) => (
  <>
    <h3 id="pd-talking">{i18n.t('voiceOptions.talking')}</h3>
    <RadioGroup
      legend={i18n.t('voiceOptions.reads.legend')}
      name="readsAloud"
      chosen={voice.readsAloud}
      choices={readsAloud.map(([value, label, hint]) => ({ value, label: i18n.t(label), hint: i18n.t(hint) }))}
      onChoose={(value) => onVoice({ readsAloud: value })}
    />
    <Choice
      type="checkbox"
      name="namesSources"
      checked={voice.namesSources}
      label={i18n.t('voiceOptions.namesSources')}
      hint={i18n.t('voiceOptions.namesSourcesHint')}
      onChange={(namesSources) => onVoice({ namesSources })}
    />
    <RadioGroup
      legend={i18n.t('voiceOptions.sends.legend')}
      name="sends"
      chosen={voice.sends}
      choices={sends.map(([value, label, hint]) => ({ value, label: i18n.t(label), hint: i18n.t(hint) }))}
      onChoose={(value) => onVoice({ sends: value })}
    />
    <TalkKeyField code={voice.talkKey} onChoose={(talkKey) => onVoice({ talkKey })} />
    <RangeField
      label={i18n.t('voiceOptions.endMs')}
      name="endMs"
      hint={i18n.t('voiceOptions.endMsHint')}
      range={endRange}
      value={voice.endMs}
      words={(ms) => i18n.t('voiceOptions.seconds', [(ms / 1_000).toFixed(1)])}
      onChange={(endMs) => onVoice({ endMs })}
    />
    <Choice
      type="checkbox"
      name="breaksIn"
      checked={voice.breaksIn}
      label={i18n.t('voiceOptions.breaksIn')}
      hint={i18n.t(voice.speaker === 'connection' ? 'voiceOptions.breaksInHint' : 'voiceOptions.breaksInNeeds')}
      onChange={(breaksIn) => onVoice({ breaksIn })}
    />
    <Choice
      type="checkbox"
      name="transcribesEarly"
      checked={voice.transcribesEarly}
      label={i18n.t('voiceOptions.transcribesEarly')}
      hint={i18n.t('voiceOptions.transcribesEarlyHint')}
      onChange={(transcribesEarly) => onVoice({ transcribesEarly })}
    />
  </>
);
