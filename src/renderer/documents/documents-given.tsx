import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRead } from '../app/asking.ts';
import { PickList } from '../app/pick-list.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { usePick } from '../app/use-pick.ts';
import type { PaperOf } from '../payments/paper-of.ts';
import { useListFocused } from '../payments/use-list-focused.ts';
import { DocumentRow } from './document-row.tsx';
import { usePrintDocument } from './use-print-document.ts';

/** Every numbered paper a patient was given, the latest first: Enter shows it to be printed. */
export function DocumentsGiven({
  patientId,
  onPaper,
  onBack,
}: {
  patientId: string;
  onPaper: (of: PaperOf) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const { data, refusal } = useRead('documentsOfPatient', { patientId });
  const printing = usePrintDocument(onPaper);
  const choice = usePick(data ?? [], { first: true, onEnter: printing.print });
  useListFocused(choice.listId, (data ?? []).length > 0);
  return (
    <>
      <p className="visit-more">{t('payment.reprintWhat')}</p>
      <RefusalNote refusal={refusal} />
      <div style={{ height: 320, overflow: 'auto' }}>
        <PickList items={data ?? []} choice={choice} label={t('account.documents')} focusable first onOpen={printing.print}>
          {(one) => <DocumentRow one={one} />}
        </PickList>
        {data?.length === 0 && <div className="empty">{t('account.noDocuments')}</div>}
      </div>
      <div className="buttons">
        <Button variant="default" onClick={onBack}>
          {t('common.back')}
        </Button>
      </div>
    </>
  );
}
