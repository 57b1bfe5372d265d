import { use } from 'react';
import { i18n } from '#i18n';
import type { Turn } from '../../lib/model/conversation.ts';
import { isStatement, type Verdict } from '../../lib/model/verdict.ts';
import { Button } from '../ui/button.tsx';
import { ReadingContext } from '../voice/reading-context.ts';
import { isLive, useReading } from '../voice/use-reading.ts';
import { VerdictIcon } from './verdict-icon.tsx';
import { verdictOrder } from './verdict-words.ts';

/**
 * How the answer's statements fared, as counts: never a score, and never "true". Of an answer that was cut nobody knows
 * that it had none. While it grows one number says how many are checked; the counts take its place at the end, in room
 * kept for them, so that nothing moves: their words are short enough for four of them to fit there.
 */
export function TrustLine({ turn, onHow }: { turn: Turn; onHow?: (() => void) | undefined }) {
  const statements = (turn.checks ?? []).filter(isStatement);
  const counts = new Map<Verdict, number>();
  for (const { verdict } of statements) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  // Two voices at once are one too many.
  const isRead = useReading(use(ReadingContext), (reading) => isLive(reading));
  if (turn.status === 'streaming')
    return (
      <p className="pd-trust" role="status" aria-live="off">
        {statements.length > 0 ? i18n.t('trust.soFar', statements.length) : i18n.t('trust.checking')}
      </p>
    );
  return (
    <p key="counts" className="pd-trust" role="status" aria-live={isRead ? 'off' : 'polite'}>
      {statements.length === 0 && (
        <span className="pd-trust-none">{i18n.t(turn.status === 'done' ? 'trust.nothing' : 'trust.unchecked')}</span>
      )}
      {statements.length > 0 && <span className="pd-trust-all">{i18n.t('trust.statements', statements.length)}</span>}
      {verdictOrder.map((verdict) => {
        const count = counts.get(verdict);
        if (!count) return null;
        return (
          <span key={verdict} className="pd-trust-count" data-verdict={verdict} title={i18n.t(`trust.long.${verdict}`)}>
            <VerdictIcon verdict={verdict} />
            {count} {i18n.t(`trust.short.${verdict}`)}
          </span>
        );
      })}
      {onHow && (
        <Button look="link" onPress={onHow}>
          {i18n.t('trust.how')}
        </Button>
      )}
    </p>
  );
}
