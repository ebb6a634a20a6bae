import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvoiceListed } from '#domain/invoices/invoices-list.ts';
import { useRead } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { Key } from '../app/frame/key.tsx';
import { PickList } from '../app/pick-list.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useDialogKeys } from '../app/use-keys.ts';
import { usePick } from '../app/use-pick.ts';
import { usePrintDocument } from '../documents/use-print-document.ts';
import { EstimateForm } from '../estimates/estimate-form.tsx';
import type { WantedLine } from '../estimates/estimate-lines.tsx';
import type { PatientAtHand } from '../patients/patient-at-hand.ts';
import type { PaperOf } from '../payments/paper-of.ts';
import { CreditNoteForm } from './credit-note-form.tsx';

/** Invoices of the chosen patient, or the one whose number is typed: Enter takes one back, Ctrl P prints it, F8 makes an estimate. */
export function InvoicesDialog({
  patient,
  billed,
  onPaper,
  onClose,
}: {
  patient: PatientAtHand | null;
  /** What an estimate begins with. */
  billed: readonly WantedLine[];
  onPaper: (of: PaperOf) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [number, setNumber] = useState('');
  const [chosen, setChosen] = useState<InvoiceListed | 'estimate' | null>(null);
  const typed = number.trim().toUpperCase();
  const wanted = { number: typed, patientId: patient?.patientId ?? null };
  const { data, refusal } = useRead('invoicesList', wanted, { when: typed.length > 3 || patient !== null });
  const choice = usePick(data ?? [], { first: true, onEnter: setChosen });
  const toEstimate = patient ? () => setChosen('estimate') : undefined;
  const printing = usePrintDocument(onPaper);
  const { picked } = choice;
  const print = picked && (() => printing.print({ ...picked, kind: 'invoice' }));
  useDialogKeys({ f8: chosen === null && toEstimate, 'mod+p': chosen === null && print });
  if (chosen === 'estimate' && patient)
    return <EstimateForm patient={patient} begin={billed} onPaper={onPaper} onClose={onClose} />;
  if (chosen !== null && chosen !== 'estimate') return <CreditNoteForm invoice={chosen} onPaper={onPaper} onClose={onClose} />;
  return (
    <Dialog onClose={onClose} title={t('billing.documentsTitle')} size={700}>
      <TextInput
        data-autofocus
        label={t('billing.findInvoice')}
        placeholder={t('billing.findInvoiceHint')}
        maxLength={16}
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
        onKeyDown={choice.onKeyDown}
        role="combobox"
        aria-expanded={(data ?? []).length > 0}
        aria-controls={choice.listId}
        aria-activedescendant={choice.picked ? choice.optionId(choice.picked.id) : undefined}
        autoComplete="off"
      />
      <RefusalNote refusal={refusal} mt="sm" />
      <div style={{ height: 300, overflow: 'auto', marginTop: 10 }}>
        <PickList items={data ?? []} choice={choice} label={t('billing.documentsTitle')} onOpen={setChosen}>
          {(one) => <InvoiceRow one={one} />}
        </PickList>
        <NothingListed count={data?.length} isTyped={typed !== ''} patientName={patient?.name ?? null} />
      </div>
      <div className="buttons">
        <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
          {t('common.close')}
        </Button>
        {picked && (
          <Button variant="default" onClick={() => setChosen(picked)} rightSection={<Key name="Enter" />}>
            {t('billing.takeBack')}
          </Button>
        )}
        {print && (
          <Button variant="default" onClick={print} rightSection={<Key name="Ctrl P" />}>
            {t('billing.printInvoice')}
          </Button>
        )}
        {toEstimate && (
          <Button variant="default" onClick={toEstimate} rightSection={<Key name="F8" />}>
            {t('billing.estimate')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

/** Why no invoice stands here, and what to do about it. */
function NothingListed({
  count,
  isTyped,
  patientName,
}: {
  /** Invoices found; undefined before anything is asked for. */
  count: number | undefined;
  isTyped: boolean;
  patientName: string | null;
}) {
  const { t } = useTranslation();
  if (count === undefined && patientName === null) return <div className="empty">{t('billing.invoicesOfWhom')}</div>;
  if (count !== 0) return null;
  const isOfPatient = patientName !== null && !isTyped;
  return <div className="empty">{isOfPatient ? t('billing.noneOfPatient', { name: patientName }) : t('billing.noInvoice')}</div>;
}

function InvoiceRow({ one }: { one: InvoiceListed }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { number, patientName, state, dueMinor, totalMinor, businessDate, duplicates } = one;
  return (
    <div className="billing-row" style={{ gridTemplateColumns: '150px minmax(0, 1fr) auto' }}>
      <span>
        <div className="visit-name">{number}</div>
        <div className="visit-more">{figures.date(businessDate)}</div>
      </span>
      <div className="clip">
        <div className="clip">{patientName}</div>
        <div className="visit-more clip">
          {t(`billing.invoiceStates.${state}`)}
          {dueMinor > 0 && ` · ${t('billing.dueIs', { amount: figures.amount(dueMinor) })}`}
          {duplicates > 0 && ` · ${t('payment.duplicates', { count: duplicates })}`}
        </div>
      </div>
      <span className="figure visit-name">{figures.amount(totalMinor)}</span>
    </div>
  );
}
