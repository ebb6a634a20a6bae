import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import { useRun } from '../app/asking.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useKeys } from '../app/use-keys.ts';
import { Standing } from '../approvals/standing.tsx';
import { StepUp } from '../approvals/step-up.tsx';

/** What the bill needs a second person for, and how it stands. One key asks, and opens the manager's password here. */
export function BillApprovalStrip({ bill }: { bill: VisitBill }) {
  const { t } = useTranslation();
  const asking = useRun('requestDiscount');
  const [open, setOpen] = useState<string | null>(null);
  const { approval } = bill;
  const waits = approval?.state === 'REQUESTED';
  const mayAsk = approval !== null && !waits && approval.state !== 'APPROVED' && !asking.isPending;
  const ask = () => {
    if (waits) setOpen(approval.approvalId);
    else if (mayAsk)
      asking.mutate({ ...bill.asked, visitId: bill.visit.id }, { onSuccess: ({ approvalId }) => setOpen(approvalId) });
  };
  useKeys({ f6: (mayAsk || waits) && ask });
  if (!approval) return null;
  return (
    <div className="bill-approval" role="status">
      <div>
        <strong>{t(`approvals.kinds.${approval.kind}`)}</strong>{' '}
        {approval.state ? <Standing standing={approval.state} /> : t('billing.needsApproval')}
        <div className="visit-more">{[approval.approverName ?? '', approval.answer].filter(Boolean).join(': ')}</div>
        <RefusalNote refusal={asking.refusal} />
      </div>
      {approval.state !== 'APPROVED' && (
        <Button size="xs" onClick={ask} loading={asking.isPending} rightSection={<Key name="F6" onButton />}>
          {waits ? t('billing.approveHere') : t('billing.askApproval')}
        </Button>
      )}
      {open !== null && <StepUp approvalId={open} onDecided={() => setOpen(null)} onClose={() => setOpen(null)} />}
    </div>
  );
}
