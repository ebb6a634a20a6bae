import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { PickList } from '../app/pick-list.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { usePick } from '../app/use-pick.ts';
import { DocumentRow } from '../documents/document-row.tsx';
import { foundToPrint, papersToPrint, type ToPrint } from '../documents/papers-to-print.ts';
import { usePrintDocument } from '../documents/use-print-document.ts';
import { PatientRow } from '../patients/patient-row.tsx';
import type { PaperOf } from './paper-of.ts';

const PATIENTS_SHOWN = 8;

interface Whose {
  readonly patientId: string;
  readonly name: string;
}

/**
 * Chooses a paper to be printed: one of the picked patient, or of what was made at this terminal on the business date; or one that
 * is looked for by its number or its patient.
 */
export function Reprint({
  patient,
  onPaper,
  onClose,
}: {
  /** Null: nobody is picked. */
  patient: Whose | null;
  onPaper: (of: PaperOf) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [whose, setWhose] = useState(patient);
  const typed = text.trim();
  const { rows, refusal } = useToPrint(typed, whose);
  const { print } = usePrintDocument(onPaper);
  const take = (one: ToPrint) => {
    if ('paper' in one) return print(one.paper);
    setWhose({ patientId: one.patient.id, name: one.patient.name });
    setText('');
  };
  const choice = usePick(rows ?? [], { first: true, question: `${whose?.patientId} ${typed}`, onEnter: take });
  const parts: Record<ToPrint['part'], string> = {
    'of-patient': whose?.name ?? '',
    'made-here': t('payment.papersHere'),
    'by-number': t('payment.papersByNumber'),
    patients: t('reception.found'),
  };
  return (
    <Dialog onClose={onClose} title={t('payment.reprint')} size={620}>
      <Text c="dimmed" size="sm">
        {t('payment.reprintWhat')}
      </Text>
      <TextInput
        mt="sm"
        data-autofocus
        label={t('payment.findPaper')}
        placeholder={t('payment.findPaperHint')}
        maxLength={40}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={choice.onKeyDown}
        role="combobox"
        aria-expanded={(rows ?? []).length > 0}
        aria-controls={choice.listId}
        aria-activedescendant={choice.picked ? choice.optionId(choice.picked.id) : undefined}
        autoComplete="off"
      />
      <RefusalNote refusal={refusal} mt="sm" />
      <div style={{ height: 340, overflow: 'auto', marginTop: 10 }}>
        <PickList
          items={rows ?? []}
          choice={choice}
          label={t('payment.reprint')}
          partOf={({ part }) => parts[part]}
          onOpen={take}
        >
          {(one) => ('paper' in one ? <DocumentRow one={one.paper} named /> : <PatientRow one={one.patient} />)}
        </PickList>
        {rows?.length === 0 && <div className="empty">{t(typed === '' ? 'payment.noneYet' : 'payment.noPaperFound')}</div>}
      </div>
    </Dialog>
  );
}

/** The rows to choose from; undefined until all of them were read, so that none moves under the hand. */
function useToPrint(typed: string, whose: Whose | null) {
  const isSearch = typed !== '';
  const here = useRead('documentsHere', { number: typed });
  const ofPatient = useRead('documentsOfPatient', { patientId: whose?.patientId ?? '' }, { when: whose !== null && !isSearch });
  const patients = useRead('patientSearch', { text: typed, limit: PATIENTS_SHOWN }, { when: isSearch });
  const refusal = here.refusal ?? ofPatient.refusal ?? patients.refusal;
  if (!here.data || ofPatient.waiting || patients.waiting) return { rows: undefined, refusal };
  const rows = isSearch ? foundToPrint(here.data, patients.data ?? []) : papersToPrint(ofPatient.data ?? [], here.data);
  return { rows, refusal };
}
