import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Due } from '#domain/advances/patient-ledger.ts';
import type { ApprovalUse } from '#domain/approvals/approval-use.ts';
import { AmountField } from '../app/amount-field.tsx';
import { useDoing } from '../app/asking.ts';
import { Refused, run } from '../app/counter.ts';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { StepUp } from '../approvals/step-up.tsx';

/** Lets go of what is due on a bill. Where one may not alone, a manager is asked for, here and now. */
export function WaiveDues({ due, onBack }: { due: Due; onBack: () => void }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [typed, setTyped] = useState(figures.typedAmount(due.dueMinor));
  const [reason, setReason] = useState('');
  const [approvalId, setApprovalId] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [attemptId] = useState(() => crypto.randomUUID());
  const amountMinor = figures.parseAmount(typed) ?? 0;
  const what = { invoiceId: due.invoiceId, amountMinor, reason: reason.trim() };
  const waiving = useDoing(async (approval: ApprovalUse | undefined) => {
    try {
      await run('waiveDues', { ...what, attemptId, ...(approval ? { approval } : {}) });
      return null;
    } catch (problem) {
      if (!(problem instanceof Refused) || problem.refusal.code !== 'approval-needed') throw problem;
      return (await run('requestWaiver', what)).approvalId;
    }
  });
  const ready = figures.amountFault(typed, { mostMinor: due.dueMinor }) === undefined && what.reason !== '';
  const waive = (approval?: ApprovalUse) =>
    waiving.mutate(approval, { onSuccess: (asked) => (asked === null ? onBack() : setApprovalId(asked)) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (ready && !waiving.isPending) waive();
  };
  return (
    <form onSubmit={submit} onKeyDown={enterMovesOn}>
      <p>{t('account.waiveWhat', { amount: figures.money(due.dueMinor), date: figures.date(due.businessDate) })}</p>
      <AmountField label={t('common.amount')} autoFocus value={typed} onTyped={setTyped} mostMinor={due.dueMinor} tried={tried} />
      <TextInput
        mt="sm"
        label={t('common.reason')}
        description={t('common.reasonNeeded')}
        maxLength={300}
        data-last
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={tried && what.reason === ''}
      />
      <RefusalNote refusal={waiving.refusal} mt="sm" />
      <div className="buttons">
        <Button variant="default" onClick={onBack} disabled={waiving.isPending}>
          {t('common.back')}
        </Button>
        <Button type="submit" color="red.9" loading={waiving.isPending} rightSection={<Key name="Enter" onButton />}>
          {t('account.waiveNow')}
        </Button>
      </div>
      {approvalId && (
        <StepUp
          approvalId={approvalId}
          onDecided={(use) => {
            setApprovalId(null);
            if (use) waive(use);
          }}
          onClose={() => setApprovalId(null)}
        />
      )}
    </form>
  );
}
