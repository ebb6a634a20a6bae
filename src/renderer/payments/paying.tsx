import { Button } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import { TENDER_KINDS } from '#domain/payments/tender.ts';
import { useDoing } from '../app/asking.ts';
import { type OperationResult, run } from '../app/counter.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useKeys } from '../app/use-keys.ts';
import { Balance } from './balance.tsx';
import { TenderRow } from './tender-row.tsx';
import { useTenderRows } from './use-tender-rows.ts';

export type Taken = OperationResult<'recordPayment'>;

const KIND_KEYS = { cash: 'F5', card: 'F6', upi: 'F7', bank: 'F9' } as const;

/** The bill is being paid: exact cash is there already, Enter takes it. */
export function Paying({ bill, onTaken, onBack }: { bill: VisitBill; onTaken: (taken: Taken) => void; onBack: () => void }) {
  const { t } = useTranslation();
  const tenders = useTenderRows(bill.dueMinor);
  // One attempt, however often Enter is pressed or an answer is lost.
  const [attemptId] = useState(() => crypto.randomUUID());
  const { settlement } = tenders;
  const taking = useDoing(async (rows: NonNullable<typeof settlement.tenders>): Promise<Taken> => {
    const invoiceId = bill.invoice?.invoiceId ?? (await run('issueInvoice', { visitId: bill.visit.id })).invoiceId;
    return run('recordPayment', { invoiceId, tenders: [...rows], attemptId });
  });
  const take = () => {
    if (taking.isPending) return;
    if (settlement.tenders) taking.mutate(settlement.tenders, { onSuccess: onTaken });
    else tenders.toLack();
  };
  useKeys({
    escape: !taking.isPending && onBack,
    f5: () => tenders.choose('cash'),
    f6: () => tenders.choose('card'),
    f7: () => tenders.choose('upi'),
    f9: () => tenders.choose('bank'),
  });
  const submit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    take();
  };
  return (
    <form className="scroll" style={{ display: 'flex', flexDirection: 'column' }} onSubmit={submit}>
      <div className="kind-buttons">
        {TENDER_KINDS.map((kind) => (
          <Button
            key={kind}
            variant="default"
            tabIndex={-1}
            onClick={() => tenders.choose(kind)}
            rightSection={<Key name={KIND_KEYS[kind]} />}
          >
            {t(`tenders.${kind}`)}
          </Button>
        ))}
      </div>
      <div className="tenders">
        {tenders.rows.map((row) => (
          <TenderRow
            key={row.id}
            ref={tenders.handle(row.id)}
            row={row}
            only={tenders.rows.length === 1}
            onChange={tenders.change}
            onRemove={() => tenders.remove(row.id)}
          />
        ))}
      </div>
      <div style={{ flex: 1 }} />
      <Balance settlement={settlement} />
      <div className="panel-body" style={{ flex: 'none', paddingTop: 0 }}>
        <RefusalNote refusal={taking.refusal} />
        <div className="buttons">
          <Button variant="default" onClick={onBack} disabled={taking.isPending} rightSection={<Key name="Esc" />}>
            {t('common.back')}
          </Button>
          <Button type="submit" size="md" loading={taking.isPending} rightSection={<Key name="Enter" onButton />}>
            {t('payment.take')}
          </Button>
        </div>
      </div>
    </form>
  );
}

/** A visit for which nothing is owed: the bill is made, and that is all. */
export function NothingOwed({ visitId, onDone, onBack }: { visitId: string; onDone: () => void; onBack: () => void }) {
  const { t } = useTranslation();
  const closing = useDoing(() => run('issueInvoice', { visitId }));
  const close = () => !closing.isPending && closing.mutate(undefined, { onSuccess: onDone });
  useKeys({ escape: onBack, enter: close });
  return (
    <div className="panel-body">
      <p>{t('cashier.nothingOwed')}</p>
      <RefusalNote refusal={closing.refusal} />
      <div className="buttons">
        <Button onClick={close} loading={closing.isPending} rightSection={<Key name="Enter" onButton />}>
          {t('cashier.closeBill')}
        </Button>
      </div>
    </div>
  );
}

/** What is due, always in the same place, as large as anything on the screen. */
export function Due({ label, minor }: { label: string; minor: number | null }) {
  const figures = useFigures();
  return (
    <div className="to-pay">
      <div className="to-pay-label">{label}</div>
      <div className="to-pay-amount">{minor === null ? '–' : figures.money(minor)}</div>
    </div>
  );
}
