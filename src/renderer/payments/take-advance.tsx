import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ADVANCE_PURPOSES } from '#domain/advances/changes.ts';
import { useDoing } from '../app/asking.ts';
import { type OperationInput, run } from '../app/counter.ts';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useDialogKeys } from '../app/use-keys.ts';
import type { PaperOf } from './paper-of.ts';
import type { Payer } from './patient-money.tsx';
import { OddReference } from './paying.tsx';
import { PlanField } from './plan-field.tsx';
import type { TenderRow as Row } from './settle.ts';
import { oddReferences, settle } from './settle.ts';
import { TenderRow, type TenderRowHandle } from './tender-row.tsx';
import { useSharedTransfers } from './use-shared-transfers.ts';

type Purpose = (typeof ADVANCE_PURPOSES)[number];

/** Takes money that is not owed yet. What is typed is what is kept. */
export function TakeAdvance({
  payer: { patientId },
  onPaper,
  onBack,
}: {
  payer: Payer;
  onPaper: (of: PaperOf) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [attemptId] = useState(() => crypto.randomUUID());
  const [row, setRow] = useState<Row>({ id: '0', kind: 'cash', typed: '', reference: '', lastFour: '' });
  const [purpose, setPurpose] = useState<Purpose>('deposit');
  const [estimateId, setEstimateId] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const [readAgain, setReadAgain] = useState('');
  const oddReference = oddReferences([row]);
  const asksReference = oddReference !== '' && oddReference === readAgain;
  const handle = useRef<TenderRowHandle>(null);
  const asShared = useSharedTransfers();
  const taking = useDoing(async (what: OperationInput<'receiveAdvance'>) =>
    run('receiveAdvance', { ...what, tenders: await asShared(what.tenders) }),
  );
  const { tenders, lack } = settle(figures.parseAmount(row.typed) ?? 0, [row], figures.parseAmount);
  const choose = (kind: Row['kind']) => setRow({ ...row, kind });
  useDialogKeys({
    f5: () => choose('cash'),
    f6: () => choose('card'),
    f7: () => choose('upi'),
    'mod+b': () => choose('bank'),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (taking.isPending) return;
    setTried(true);
    if (!tenders) {
      if (lack) handle.current?.focus(lack.kind);
      return;
    }
    if (oddReference !== '' && !asksReference) {
      setReadAgain(oddReference);
      return handle.current?.focus('reference');
    }
    const plan = purpose === 'treatment-plan' ? estimateId : null;
    const what = { patientId, tenders: [...tenders], purpose, estimateId: plan, note: note.trim(), attemptId };
    taking.mutate(what, {
      onSuccess: ({ advanceId, receiptNumber }) =>
        onPaper({ kind: 'advance-receipt', of: { advanceId }, title: t('payment.preview', { number: receiptNumber }) }),
    });
  };
  return (
    <form onSubmit={submit} onKeyDown={enterMovesOn}>
      <SegmentedControl
        fullWidth
        mb="sm"
        aria-label={t('account.purpose')}
        value={purpose}
        onChange={(to) => setPurpose(to as Purpose)}
        data={ADVANCE_PURPOSES.map((value) => ({ value, label: t(`account.purposes.${value}`) }))}
      />
      <p className="visit-more">{t('account.kindKeys')}</p>
      {purpose === 'treatment-plan' && <PlanField patientId={patientId} value={estimateId} onChange={setEstimateId} />}
      <TenderRow ref={handle} row={row} only tried={tried} hinted={!asksReference} onChange={setRow} onRemove={() => undefined} />
      {asksReference && <OddReference />}
      {/* What is wrong with the amount stands under it. */}
      <div className="lack" role="status">
        {tried && lack && lack.kind !== 'amount' ? t(`payment.lacks.${lack.kind}`) : ''}
      </div>
      <TextInput
        mt="sm"
        label={t('account.note')}
        maxLength={200}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <RefusalNote refusal={taking.refusal} mt="sm" />
      <div className="buttons">
        <Button variant="default" onClick={onBack} disabled={taking.isPending}>
          {t('common.back')}
        </Button>
        <Button type="submit" loading={taking.isPending} rightSection={<Key name="Enter" onButton />}>
          {t('account.takeAdvance')}
        </Button>
      </div>
    </form>
  );
}
