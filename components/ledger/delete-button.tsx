import { i18n } from '#i18n';
import { Confirmed } from '../ui/confirmed.tsx';

/** Deletes for good, after asking. */
export const DeleteButton = ({
  label,
  question,
  onConfirm,
}: {
  label: string;
  question: string;
  onConfirm: () => Promise<void>;
}) => (
  <Confirmed
    label={label}
    question={question}
    yes={i18n.t('ledger.deleteYes')}
    doing={i18n.t('ledger.deleting')}
    icon="trash"
    onConfirm={onConfirm}
  />
);
