import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../app/dialog.tsx';
import { FindPatient } from '../patients/find-patient.tsx';
import type { PatientAtHand } from '../patients/patient-at-hand.ts';
import type { PaperOf } from '../payments/paper-of.ts';
import { EstimateForm } from './estimate-form.tsx';
import type { WantedLine } from './estimate-lines.tsx';

/** An estimate for the patient at hand, or for one who is found first. */
export function MakeEstimate({
  patient,
  billed,
  onPaper,
  onClose,
}: {
  /** Null: nobody is chosen yet. */
  patient: PatientAtHand | null;
  /** What is on their open bill: the estimate begins with it. */
  billed: readonly WantedLine[];
  onPaper: (of: PaperOf) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [forWhom, setForWhom] = useState(patient);
  if (forWhom) return <EstimateForm patient={forWhom} begin={billed} onPaper={onPaper} onClose={onClose} />;
  return (
    <Dialog onClose={onClose} title={t('billing.estimateFind')} size="lg">
      <FindPatient onFound={({ id, name, doctorId }) => setForWhom({ patientId: id, name, doctorId })} />
    </Dialog>
  );
}
