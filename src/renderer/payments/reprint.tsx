import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRead } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { PickList } from '../app/pick-list.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { usePick } from '../app/use-pick.ts';
import { DocumentRow } from '../documents/document-row.tsx';
import { papersToPrint } from '../documents/papers-to-print.ts';
import { usePrintDocument } from '../documents/use-print-document.ts';
import type { PaperOf } from './paper-of.ts';
import { useListFocused } from './use-list-focused.ts';

/** Chooses a paper of the picked patient or of this till, the last one first, to be printed. */
export function Reprint({
  patient,
  onPaper,
  onClose,
}: {
  /** Null: nobody is picked. */
  patient: { readonly patientId: string } | null;
  onPaper: (of: PaperOf) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const ofTill = useRead('documentsOfTill', {});
  const ofPatient = useRead('documentsOfPatient', { patientId: patient?.patientId ?? '' }, { when: patient !== null });
  const printing = usePrintDocument(onPaper);
  // Both at once, so that no row moves under the hand.
  const read = ofTill.data !== undefined && (patient === null || ofPatient.data !== undefined);
  const papers = read ? papersToPrint(ofPatient.data ?? [], ofTill.data) : [];
  const choice = usePick(papers, { first: true, onEnter: printing.print });
  useListFocused(choice.listId, papers.length > 0);
  return (
    <Dialog onClose={onClose} title={t('payment.reprint')} size={620}>
      <Text c="dimmed" size="sm">
        {t('payment.reprintWhat')}
      </Text>
      <RefusalNote refusal={ofTill.refusal ?? ofPatient.refusal} mt="sm" />
      <div style={{ height: 380, overflow: 'auto', marginTop: 10 }}>
        <PickList items={papers} choice={choice} label={t('payment.reprint')} focusable onOpen={printing.print}>
          {(one) => <DocumentRow one={one} named />}
        </PickList>
        {read && papers.length === 0 && <div className="empty">{t('payment.noneYet')}</div>}
      </div>
    </Dialog>
  );
}
