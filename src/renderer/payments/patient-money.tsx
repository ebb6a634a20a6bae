import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../app/dialog.tsx';
import { DocumentsGiven } from '../documents/documents-given.tsx';
import { FindPatient } from '../patients/find-patient.tsx';
import { AccountActions, type AccountStep } from './account-actions.tsx';
import type { PaperOf } from './paper-of.ts';
import { AskRefund, PayRefund } from './refund.tsx';
import { StatementDates } from './statement-dates.tsx';
import { TakeAdvance } from './take-advance.tsx';
import { WaiveDues } from './waive-dues.tsx';

interface Doing {
  readonly onPaper: (of: PaperOf) => void;
  /** Brings the bill of this visit to the cashier’s screen. */
  readonly onPayDue: (visitId: string) => void;
  readonly onClose: () => void;
}

export interface Payer {
  readonly patientId: string;
  readonly name: string;
}

/** Everything about a patient's money beside the bill at hand: advances, older dues, refunds, waivers. */
export function PatientMoney({
  patient,
  ...doing
}: {
  /** Null: to be found first. */
  patient: Payer | null;
} & Doing) {
  const { t } = useTranslation();
  const [payer, setPayer] = useState(patient);
  const title = payer ? `${t('account.title')} · ${payer.name}` : t('account.find');
  return (
    <Dialog onClose={doing.onClose} title={title} size="lg">
      {payer ? (
        <OfPatient payer={payer} {...doing} />
      ) : (
        <FindPatient onFound={({ id, name }) => setPayer({ patientId: id, name })} />
      )}
    </Dialog>
  );
}

function OfPatient({ payer, onPaper, onPayDue, onClose }: { payer: Payer } & Doing) {
  const [step, setStep] = useState<AccountStep>({ kind: 'home' });
  const home = () => setStep({ kind: 'home' });
  switch (step.kind) {
    case 'home':
      return <AccountActions payer={payer} on={step.on ?? null} onStep={setStep} onPayDue={onPayDue} onClose={onClose} />;
    case 'advance':
      return <TakeAdvance payer={payer} onPaper={onPaper} onBack={home} />;
    case 'refund':
      return <AskRefund payer={payer} onBack={home} onAgreed={(on) => setStep({ kind: 'home', on })} />;
    case 'pay-refund':
      return <PayRefund refund={step.refund} onPaper={onPaper} onBack={home} />;
    case 'waive':
      return <WaiveDues due={step.due} onBack={home} />;
    case 'documents':
      return <DocumentsGiven patientId={payer.patientId} onPaper={onPaper} onBack={home} />;
    case 'statement':
      return <StatementDates payer={payer} onPaper={onPaper} onBack={home} />;
    default:
      return step satisfies never;
  }
}
