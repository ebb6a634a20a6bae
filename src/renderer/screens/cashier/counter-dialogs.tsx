import type { BillAsked } from '#domain/invoices/bill-asked.ts';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import type { PatientFound } from '#domain/patients/patient-search.ts';
import { InvoicesDialog } from '../../credit-notes/invoices-dialog.tsx';
import { linesOfBill } from '../../estimates/estimate-lines.tsx';
import { MakeEstimate } from '../../estimates/make-estimate.tsx';
import { ChangeBill } from '../../invoices/change-bill.tsx';
import type { PatientAtHand } from '../../patients/patient-at-hand.ts';
import { Paper } from '../../payments/paper.tsx';
import type { PaperOf } from '../../payments/paper-of.ts';
import { PatientMoney } from '../../payments/patient-money.tsx';
import { Reprint } from '../../payments/reprint.tsx';
import { type ClosedTill, CloseTill } from '../../tills/close-till.tsx';
import { Drawer } from '../../tills/drawer.tsx';
import { XReport } from '../../tills/x-report.tsx';

/** What can lie over the cashier's screen. */
export type CounterDialog = 'x' | 'drawer' | 'account' | 'close' | 'reprint' | 'bill' | 'invoices' | 'estimate' | PaperOf;

/** The dialog that is open over the cashier's screen, if one is. */
export function CounterDialogs({
  dialog,
  bill,
  found,
  denominations,
  onDialog,
  onBill,
  onPayDue,
  onClosed,
}: {
  dialog: CounterDialog | null;
  bill: VisitBill | null;
  /** Who was found that does not wait to pay: what is opened is theirs while no bill is up. */
  found: PatientFound | null;
  denominations: readonly number[];
  onDialog: (dialog: CounterDialog | null) => void;
  onBill: (asked: BillAsked) => void;
  /** An older bill of a patient is brought up to be paid. */
  onPayDue: (visitId: string) => void;
  onClosed: (closed: ClosedTill) => void;
}) {
  const close = () => onDialog(null);
  const patient = patientAtHand(bill, found);
  const billed = linesOfBill(bill);
  return (
    <>
      {dialog === 'invoices' && <InvoicesDialog patient={patient} billed={billed} onPaper={onDialog} onClose={close} />}
      {dialog === 'estimate' && <MakeEstimate patient={patient} billed={billed} onPaper={onDialog} onClose={close} />}
      {dialog === 'bill' && bill && <ChangeBill bill={bill} onApply={onBill} onClose={close} />}
      {dialog === 'account' && <PatientMoney patient={patient} onPaper={onDialog} onPayDue={onPayDue} onClose={close} />}
      {dialog === 'drawer' && <Drawer denominations={denominations} onPaper={onDialog} onClose={close} />}
      {dialog === 'x' && <XReport onClose={close} />}
      {dialog === 'close' && <CloseTill denominations={denominations} onClosed={onClosed} onBack={close} />}
      {dialog === 'reprint' && <Reprint patient={patient} onPaper={onDialog} onClose={close} />}
      {dialog !== null && typeof dialog === 'object' && <Paper of={dialog} onClose={close} />}
    </>
  );
}

function patientAtHand(bill: VisitBill | null, found: PatientFound | null): PatientAtHand | null {
  if (bill) return { patientId: bill.visit.patientId, name: bill.visit.patientName, doctorId: bill.visit.doctorId };
  return found && { patientId: found.id, name: found.name, doctorId: found.doctorId };
}
