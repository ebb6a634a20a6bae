import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../app/dialog.tsx';
import { PatientFinder } from '../patients/patient-finder.tsx';
import { AccountActions, type AccountStep } from './account-actions.tsx';
import type { PaperOf } from './paper.tsx';
import { AskRefund, PayRefund } from './refund.tsx';
import { TakeAdvance } from './take-advance.tsx';
import { WaiveDues } from './waive-dues.tsx';

export interface Payer {
  readonly patientId: string;
  readonly name: string;
}

/** Everything about a patient's money beside the bill at hand: advances, older dues, refunds, waivers. */
export function PatientMoney({
  patient,
  onPaper,
  onClose,
}: {
  /** Null: to be found first. */
  patient: Payer | null;
  onPaper: (of: PaperOf) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [payer, setPayer] = useState(patient);
  const title = payer ? `${t('account.title')} · ${payer.name}` : t('account.find');
  return (
    <Dialog onClose={onClose} title={title} size="lg">
      {payer ? <OfPatient payer={payer} onPaper={onPaper} onClose={onClose} /> : <FindPayer onFound={setPayer} />}
    </Dialog>
  );
}

function FindPayer({ onFound }: { onFound: (payer: Payer) => void }) {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  return (
    <div style={{ height: '50vh', display: 'flex', flexDirection: 'column' }}>
      <PatientFinder text={text} onText={setText} field={field} onTake={({ id, name }) => onFound({ patientId: id, name })} />
    </div>
  );
}

function OfPatient({ payer, onPaper, onClose }: { payer: Payer; onPaper: (of: PaperOf) => void; onClose: () => void }) {
  const [step, setStep] = useState<AccountStep>({ kind: 'home' });
  const home = () => setStep({ kind: 'home' });
  switch (step.kind) {
    case 'home':
      return <AccountActions payer={payer} onStep={setStep} onClose={onClose} />;
    case 'advance':
      return <TakeAdvance payer={payer} onPaper={onPaper} onBack={home} />;
    case 'refund':
      return <AskRefund payer={payer} onBack={home} />;
    case 'pay-refund':
      return <PayRefund refund={step.refund} onPaper={onPaper} onBack={home} />;
    case 'waive':
      return <WaiveDues due={step.due} onBack={home} />;
    default:
      return step satisfies never;
  }
}
