import { useTranslation } from 'react-i18next';
import type { PatientDocument } from '#domain/documents/documents-listed.ts';
import { type PaperOf, paperOfDocument } from '../payments/paper-of.ts';

/** Shows a numbered document to be printed. Whether that is the original or a duplicate, its paper says before anybody prints. */
export function usePrintDocument(onPaper: (of: PaperOf) => void) {
  const { t } = useTranslation();
  return {
    print: (one: Pick<PatientDocument, 'kind' | 'id' | 'number'>) =>
      onPaper(paperOfDocument(one, `${t(`account.documentKinds.${one.kind}`)} ${one.number}`)),
  };
}
