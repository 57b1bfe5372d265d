import { i18n } from '#i18n';
import { usePart } from '../answer/use-part.ts';

/** Our answer and the page's own AI answer side by side: in which numbers and names they agree or differ. */
export function Compared({ own, other }: { own: string; other: string }) {
  const checking = usePart('checking', true);
  if (!checking) return null;
  const { onlyFirst, onlySecond } = checking.compareAnswers(own, other);
  if (onlyFirst.length + onlySecond.length === 0) return <p className="pd-note">{i18n.t('check.agrees')}</p>;
  return (
    <ul className="pd-note">
      {onlyFirst.length > 0 && <li>{i18n.t('check.onlyOwn', [onlyFirst.join(' · ')])}</li>}
      {onlySecond.length > 0 && <li>{i18n.t('check.onlyOther', [onlySecond.join(' · ')])}</li>}
    </ul>
  );
}
