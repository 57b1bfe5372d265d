import { useRef } from 'react';
import { i18n } from '#i18n';
import type { AppErrorData } from '../../lib/model/errors.ts';
import { rateRange } from '../../lib/model/voice.ts';
import type { Reading, ReadingStore } from '../../lib/voice/reading/reading.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useReading } from './use-reading.ts';
import { useReadingKeys } from './use-reading-keys.ts';

interface Words {
  /** What happened, in the user's language. */
  errorWords: (error: AppErrorData) => string;
  /** What helps. */
  remedyFor: (error: AppErrorData) => 'options' | 'reload' | 'retry';
  onOptions: () => void;
  onReload?: (() => void) | undefined;
}

/** Steers what is being read aloud, and says who reads and where the text goes. There while something is read. */
export function Transport({ store, ...words }: { store: ReadingStore } & Words) {
  const reading = useReading(store, (now) => now);
  return reading ? <Bar store={store} reading={reading} {...words} /> : null;
}

function Bar({ store, reading, ...words }: { store: ReadingStore; reading: Reading } & Words) {
  const bar = useRef<HTMLElement>(null);
  useReadingKeys(bar, store);
  if (reading.state === 'failed') return <Failed store={store} reading={reading} {...words} />;
  if (reading.state === 'taken') return <Taken store={store} />;
  const isPaused = reading.state === 'paused';
  return (
    <section ref={bar} className="pd-transport" aria-label={i18n.t('reading.title')} data-state={reading.state}>
      <div className="pd-transport-keys">
        <IconButton icon="previous" label={i18n.t('reading.previous')} onPress={store.previous} />
        {isPaused ? (
          <IconButton icon="play" label={i18n.t('reading.resume')} onPress={store.resume} />
        ) : (
          <IconButton icon="pause" label={i18n.t('reading.pause')} onPress={store.pause} />
        )}
        <IconButton icon="next" label={i18n.t('reading.next')} onPress={store.next} />
        <IconButton icon="repeat" label={i18n.t('reading.repeat')} onPress={store.repeat} />
        <Rate rate={reading.rate} onRate={store.setRate} />
        <span className="pd-transport-space" />
        <IconButton icon="stop" label={i18n.t('reading.stop')} onPress={store.stop} />
      </div>
      <p className="pd-transport-note" title={noteOf(reading)}>
        {noteOf(reading)}
      </p>
      {reading.instead && (
        <p className="pd-transport-why" role="status">
          {words.errorWords(reading.instead)} {i18n.t('reading.instead')}
        </p>
      )}
    </section>
  );
}

/** What it is doing, when it does not speak; else who speaks and where the text goes. */
function noteOf({ state, reach }: Reading): string {
  if (state === 'paused') return i18n.t('reading.paused');
  if (state === 'waiting' || !reach) return i18n.t('reading.waiting');
  return i18n.t(`reading.reach.${reach}`);
}

const rates = Array.from(
  { length: Math.round((rateRange.most - rateRange.least) / rateRange.step) + 1 },
  (_, step) => Math.round((rateRange.least + step * rateRange.step) * 10) / 10,
);

const Rate = ({ rate, onRate }: { rate: number; onRate: (rate: number) => void }) => (
  <select
    className="pd-select pd-transport-rate"
    aria-label={i18n.t('reading.rate')}
    title={i18n.t('reading.rate')}
    value={rate}
    onChange={(event) => onRate(Number(event.currentTarget.value))}
  >
    {/* A spoken "slower" and a tutor's pace are finer than the steps. */}
    {(rates.includes(rate) ? rates : [...rates, rate].sort((one, other) => one - other)).map((each) => (
      <option key={each} value={each}>
        {rates.includes(each) ? each.toFixed(1) : each}×
      </option>
    ))}
  </select>
);

function Failed({
  store,
  reading,
  errorWords,
  remedyFor,
  onOptions,
  onReload,
}: { store: ReadingStore; reading: Reading } & Words) {
  const { error, instead } = reading;
  if (!error) return null;
  const remedy = remedyFor(error);
  return (
    <section className="pd-transport" aria-label={i18n.t('reading.title')} data-state="failed">
      <p className="pd-transport-error" role="alert">
        <Icon name="warning" />
        <span>{[instead && errorWords(instead), errorWords(error)].filter(Boolean).join(' ')}</span>
      </p>
      <div className="pd-transport-keys">
        {remedy === 'options' && <Button onPress={onOptions}>{i18n.t('errors.openOptions')}</Button>}
        {remedy === 'reload' && onReload && <Button onPress={onReload}>{i18n.t('errors.reload')}</Button>}
        {remedy === 'retry' && (
          <Button icon="play" onPress={store.again}>
            {i18n.t(error.code === 'soundBlocked' ? 'reading.play' : 'errors.retry')}
          </Button>
        )}
        <span className="pd-transport-space" />
        <IconButton icon="close" label={i18n.t('reading.close')} onPress={store.stop} />
      </div>
    </section>
  );
}

const Taken = ({ store }: { store: ReadingStore }) => (
  <section className="pd-transport" aria-label={i18n.t('reading.title')} data-state="taken">
    <div className="pd-transport-keys">
      <p className="pd-transport-note" role="status">
        {i18n.t('reading.taken')}
      </p>
      <Button look="link" onPress={store.again}>
        {i18n.t('reading.takeBack')}
      </Button>
      <span className="pd-transport-space" />
      <IconButton icon="close" label={i18n.t('reading.close')} onPress={store.stop} />
    </div>
  </section>
);
