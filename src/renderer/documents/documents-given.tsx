import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PatientDocument } from '#domain/documents/documents-of-patient.ts';
import { useRead } from '../app/asking.ts';
import { PickList } from '../app/pick-list.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { usePick } from '../app/use-pick.ts';
import type { PaperOf } from '../payments/paper-of.ts';
import { useListFocused } from '../payments/use-list-focused.ts';
import { usePrintDocument } from './use-print-document.ts';

/** Every numbered paper a patient was given, the latest first: Enter prints it again. */
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
      <RefusalNote refusal={refusal ?? printing.refusal} />
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

function DocumentRow({ one }: { one: PatientDocument }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { kind, number, businessDate, amountMinor, duplicates, here } = one;
  const more = [duplicates > 0 && t('payment.duplicates', { count: duplicates }), !here && t('account.madeElsewhere')];
  return (
    <div className="billing-row" style={{ gridTemplateColumns: '150px minmax(0, 1fr) auto' }}>
      <span>
        <div className="visit-name">{number}</div>
        <div className="visit-more">{figures.date(businessDate)}</div>
      </span>
      <div className="clip">
        <div className="clip">{t(`account.documentKinds.${kind}`)}</div>
        <div className="visit-more clip">{more.filter(Boolean).join(' · ')}</div>
      </div>
      <span className="figure visit-name">{figures.amount(amountMinor)}</span>
    </div>
  );
}
