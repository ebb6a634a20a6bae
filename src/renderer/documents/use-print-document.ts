import { useTranslation } from 'react-i18next';
import type { PatientDocument } from '#domain/documents/documents-of-patient.ts';
import { type PaperOf, paperOfDocument } from '../payments/paper-of.ts';
import { useDuplicate } from '../payments/use-duplicate.ts';

/**
 * Shows a numbered document to be printed. What was reprinted before is counted as the next duplicate at once; of what never
 * was, the original is asked for, and the paper itself offers a duplicate where there is no original any more.
 */
export function usePrintDocument(onPaper: (of: PaperOf) => void) {
  const { t } = useTranslation();
  const duplicating = useDuplicate();
  const print = (one: Pick<PatientDocument, 'kind' | 'id' | 'number' | 'duplicates'>) => {
    const title = `${t(`account.documentKinds.${one.kind}`)} ${one.number}`;
    if (one.duplicates === 0) return onPaper(paperOfDocument(one, title));
    duplicating.make(one, (count) => onPaper(paperOfDocument(one, `${title} · ${t('payment.duplicate', { count })}`)));
  };
  return { print, refusal: duplicating.refusal };
}
