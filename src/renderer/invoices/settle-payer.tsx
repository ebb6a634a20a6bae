import { Button, NativeSelect, Table, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovalUse } from '#domain/approvals/approval-use.ts';
import type { PayerShare, SharedInvoice } from '#domain/invoices/payer-shares.ts';
import { dateIn } from '#domain/kernel/calendar.ts';
import { sum } from '#domain/kernel/money.ts';
import { AmountField } from '../app/amount-field.tsx';
import { useDoing } from '../app/asking.ts';
import { Refused, run } from '../app/counter.ts';
import { DateField } from '../app/date-field.tsx';
import { Dialog } from '../app/dialog.tsx';
import { Facts } from '../app/facts.tsx';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures, useTerminal, useTerminalState } from '../app/use-figures.ts';
import { StepUp } from '../approvals/step-up.tsx';
import { NOTHING_TYPED, RESTS, type Rest, type ShareToSettle, sharesToSettle, type TypedShare } from './settle-shares.ts';

/** A bank goes by the calendar: after a lock in the evening the business date is ahead of it. */
function useCalendarDate(): string {
  const { businessDate, nowMs } = useTerminalState();
  const today = dateIn(useTerminal().timeZone, nowMs);
  return businessDate !== null && businessDate < today ? businessDate : today;
}

/** Records what a payer's transfer was for, and what becomes of what it disallowed. */
export function SettlePayer({ branchId, payer, onClose }: { branchId: string; payer: PayerShare; onClose: () => void }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [attemptId] = useState(() => crypto.randomUUID());
  const [receivedOn, setReceivedOn] = useState(useCalendarDate());
  const [reference, setReference] = useState('');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState<Readonly<Record<string, TypedShare>>>({});
  const [approvalId, setApprovalId] = useState<string | null>(null);
  const settling = useDoing(async (asked: AskedSettlement) => {
    try {
      await run('settlePayerShares', asked);
      return null;
    } catch (problem) {
      if (!(problem instanceof Refused) || problem.refusal.code !== 'approval-needed') throw problem;
      const { payerName, reason, shares } = asked;
      return (await run('requestPayerWriteOff', { branchId, payerName, reason, shares })).approvalId;
    }
  });
  const open = payer.invoices.filter(({ dueMinor }) => dueMinor > 0);
  const shares = sharesToSettle(open, typed, figures.parseAmount);
  const needs = needsOf(shares ?? []);
  const mayGo = shares !== undefined && shares.length > 0 && isSaid(needs, { reference, reason });
  const settle = (approval?: ApprovalUse) => {
    if (!mayGo || settling.isPending) return;
    const said = { receivedOn, reference: reference.trim(), reason: reason.trim(), ...(approval ? { approval } : {}) };
    const asked = { branchId, payerName: payer.payerName, ...said, shares: [...shares], attemptId };
    settling.mutate(asked, { onSuccess: (needed) => (needed === null ? onClose() : setApprovalId(needed)) });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    settle();
  };
  return (
    <Dialog onClose={onClose} title={t('payers.settleTitle', { payer: payer.payerName })} size="xl">
      <form onSubmit={submit}>
        <div className="halves">
          <DateField label={t('payers.receivedOn')} data-autofocus value={receivedOn} onChange={setReceivedOn} />
          <TextInput
            label={t('payers.reference')}
            maxLength={40}
            required={needs.reference}
            value={reference}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
        </div>
        <SharesTable invoices={open} typed={typed} onTyped={setTyped} />
        <TextInput
          label={t('common.reason')}
          description={t('payers.reasonWhat')}
          maxLength={300}
          required={needs.reason}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <SettledTotals shares={shares} />
        <RefusalNote refusal={settling.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!mayGo} loading={settling.isPending} rightSection={<Key name="Enter" onButton />}>
            {t('payers.settle')}
          </Button>
        </div>
      </form>
      {approvalId && (
        <StepUp
          approvalId={approvalId}
          onDecided={(use) => {
            setApprovalId(null);
            if (use) settle(use);
          }}
          onClose={() => setApprovalId(null)}
        />
      )}
    </Dialog>
  );
}

interface AskedSettlement {
  readonly branchId: string;
  readonly payerName: string;
  readonly receivedOn: string;
  readonly reference: string;
  readonly reason: string;
  readonly shares: ShareToSettle[];
  readonly attemptId: string;
  readonly approval?: ApprovalUse;
}

interface Needs {
  readonly reference: boolean;
  readonly reason: boolean;
}

function needsOf(shares: readonly ShareToSettle[]): Needs {
  return {
    reference: shares.some(({ paidMinor }) => paidMinor > 0),
    reason: shares.some(({ writtenOffMinor, passedMinor }) => writtenOffMinor + passedMinor > 0),
  };
}

function isSaid(needs: Needs, said: { readonly reference: string; readonly reason: string }): boolean {
  return (!needs.reference || said.reference.trim() !== '') && (!needs.reason || said.reason.trim() !== '');
}

/** What it comes to, as far as it can be read: to be compared with the transfer. */
function SettledTotals({ shares }: { shares: readonly ShareToSettle[] | undefined }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const total = (field: Exclude<keyof ShareToSettle, 'invoiceId'>) =>
    shares ? figures.money(sum(shares.map((one) => one[field]))) : t('payers.unreadable');
  return (
    <Facts
      facts={[
        [t('payers.paid'), <strong key="paid">{total('paidMinor')}</strong>],
        [t('payers.writtenOff'), total('writtenOffMinor')],
        [t('payers.rests.passed'), total('passedMinor')],
      ]}
    />
  );
}

function SharesTable({
  invoices,
  typed,
  onTyped,
}: {
  invoices: readonly SharedInvoice[];
  typed: Readonly<Record<string, TypedShare>>;
  onTyped: (typed: Readonly<Record<string, TypedShare>>) => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <Table my="sm" aria-label={t('payers.invoices')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('cashier.invoice')}</Table.Th>
          <Table.Th>{t('claims.patient')}</Table.Th>
          <Table.Th className="figure">{t('payers.due')}</Table.Th>
          <Table.Th w={140}>{t('payers.paid')}</Table.Th>
          <Table.Th w={190}>{t('payers.rest')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {invoices.map(({ id, number, patientName, dueMinor }) => (
          <Table.Tr key={id}>
            <Table.Td>{number}</Table.Td>
            <Table.Td>{patientName}</Table.Td>
            <Table.Td className="figure">{figures.amount(dueMinor)}</Table.Td>
            <ShareFields
              number={number}
              dueMinor={dueMinor}
              share={typed[id] ?? NOTHING_TYPED}
              onShare={(share) => onTyped({ ...typed, [id]: share })}
            />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ShareFields({
  number,
  dueMinor,
  share,
  onShare,
}: {
  number: string;
  dueMinor: number;
  share: TypedShare;
  onShare: (share: TypedShare) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <Table.Td>
        <AmountField
          size="xs"
          aria-label={t('payers.paidOf', { number })}
          maxLength={16}
          value={share.paid}
          onTyped={(paid) => onShare({ ...share, paid })}
          zero
          mostMinor={dueMinor}
        />
      </Table.Td>
      <Table.Td>
        <NativeSelect
          size="xs"
          aria-label={t('payers.restOf', { number })}
          value={share.rest}
          data={RESTS.map((value) => ({ value, label: t(`payers.rests.${value}`) }))}
          onChange={(event) => onShare({ ...share, rest: event.currentTarget.value as Rest })}
        />
      </Table.Td>
    </>
  );
}
