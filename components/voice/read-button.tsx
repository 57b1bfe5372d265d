import { use } from 'react';
import { i18n } from '#i18n';
import { IconButton } from '../ui/button.tsx';
import { ReadingContext } from './reading-context.ts';
import { isLive, useReading } from './use-reading.ts';

/** Reads an answer aloud, or stops that. */
export function ReadButton({ turnId, onRead }: { turnId: string; onRead: () => void }) {
  const store = use(ReadingContext);
  const isRead = useReading(store, (reading) => isLive(reading) && reading?.turnId === turnId);
  if (!store) return null;
  return isRead ? (
    <IconButton icon="stop" label={i18n.t('reading.stop')} onPress={store.stop} />
  ) : (
    <IconButton icon="speaker" label={i18n.t('reading.read')} onPress={onRead} />
  );
}
