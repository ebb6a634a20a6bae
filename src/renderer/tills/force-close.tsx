import { Button, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovalUse } from '#domain/approvals/approval-use.ts';
import { APPROVERS } from '#domain/approvals/changes.ts';
import { useRun } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useMayAsk } from '../app/use-may-ask.ts';
import { StepUp } from '../approvals/step-up.tsx';
import type { ClosedTill } from './close-till.tsx';
import { CountFields, useCounting } from './counting.tsx';

/** Whether whoever is signed in closes another's till in their own name: what needs a manager's yes, a manager says. */
export function useClosesAlone(): boolean {
  return useMayAsk({ roles: APPROVERS });
}

/**
 * Counts a drawer that somebody else left open, and closes their till: a manager in their own name, anybody else once a
 * manager has agreed to exactly this.
 */
export function ForceClose({
  tillId,
  cashier,
  denominations,
  onClosed,
  onClose,
}: {
  tillId: string;
  cashier: string;
  denominations: readonly number[];
  onClosed: (closed: ClosedTill) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const asking = useRun('requestForceClose');
  const closing = useRun('forceCloseTill');
  const counting = useCounting(denominations);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [approvalId, setApprovalId] = useState<string | null>(null);
  // A manager whose password the till's cashier has set is not alone authority enough: the refusal asks for another.
  const alone = useClosesAlone() && closing.refusal?.code !== 'approval-needed';
  const said = { tillId, counts: counting.there, reason: reason.trim() };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (said.reason === '' || counting.isWrong || asking.isPending || closing.isPending) return;
    if (alone) close();
    else asking.mutate(said, { onSuccess: (asked) => setApprovalId(asked.approvalId) });
  };
  const close = (agreed: { approval?: ApprovalUse } = {}) =>
    closing.mutate({ ...said, ...agreed }, { onSuccess: (closed) => onClosed({ outcome: 'closed', ...closed }) });
  const decided = (approval: ApprovalUse | null) => {
    setApprovalId(null);
    if (approval) close({ approval });
  };
  return (
    <Dialog onClose={onClose} title={t('drawer.forceTitle', { cashier })} size={460} closeOnClickOutside={false}>
      <form onSubmit={submit} onKeyDown={enterMovesOn}>
        <Text c="dimmed" size="sm" mb="sm">
          {t(alone ? 'drawer.forceWhatAlone' : 'drawer.forceWhat', { cashier })}
        </Text>
        <CountFields counting={counting} />
        <TextInput
          mt="sm"
          label={t('common.reason')}
          maxLength={300}
          data-last
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && said.reason === '' ? t('drawer.needed') : undefined}
        />
        <RefusalNote refusal={asking.refusal ?? closing.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={asking.isPending || closing.isPending} rightSection={<Key name="Enter" onButton />}>
            {t(alone ? 'till.close' : 'drawer.askManager')}
          </Button>
        </div>
      </form>
      {approvalId !== null && <StepUp approvalId={approvalId} onDecided={decided} onClose={() => setApprovalId(null)} />}
    </Dialog>
  );
}
