import { Button } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import { TENDER_KINDS, type TenderKind } from '#domain/payments/tender.ts';
import { useDoing } from '../app/asking.ts';
import { type OperationResult, run } from '../app/counter.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useKeys } from '../app/use-keys.ts';
import { issueInput } from '../invoices/issue-input.ts';
import { AdvanceLine } from './advance-line.tsx';
import { Balance } from './balance.tsx';
import { BillChanged } from './bill-changed.tsx';
import { isOddReference, oddChangeMinor, oddReferences, type Settlement } from './settle.ts';
import { TenderRow } from './tender-row.tsx';
import { useSharedTransfers } from './use-shared-transfers.ts';
import { useTenderRows } from './use-tender-rows.ts';

export type Taken = OperationResult<'recordPayment'>;
export type Applied = OperationResult<'applyAdvance'>;

const KIND_KEYS = { cash: 'F5', card: 'F6', upi: 'F7', bank: 'Ctrl B' } as const;

interface PayingProps {
  /** As it was when the payment began: nothing moves under the cashier's hands when sync brings more. */
  readonly bill: VisitBill;
  /** As it is by now. */
  readonly billNow: VisitBill;
  readonly onTaken: (taken: Taken) => void;
  /** The patient's advance settled it all: there is nothing to hand back and no receipt. */
  readonly onApplied: (applied: Applied) => void;
  readonly onBack: () => void;
  /** The bill has changed: what was typed was for another one. */
  readonly onAgain: () => void;
}

/** The bill is being paid: what the patient has paid in advance first, then exact cash is there already and Enter takes it. */
export function Paying({ bill, billNow, onTaken, onApplied, onBack, onAgain }: PayingProps) {
  const { dueMinor } = bill;
  const { advanceMinor } = bill.account;
  const [applies, setApplies] = useState(advanceMinor > 0);
  const applyAdvanceMinor = applies ? Math.min(advanceMinor, dueMinor) : 0;
  // One attempt, however often Enter is pressed or an answer is lost.
  const [attemptId] = useState(() => crypto.randomUUID());
  const invoiceId = async () => billNow.invoice?.invoiceId ?? (await run('issueInvoice', issueInput(bill))).invoiceId;
  const asShared = useSharedTransfers();
  const taking = useDoing(async ({ tenders: typed, part }: { tenders: NonNullable<Settlement['tenders']>; part: boolean }) => {
    // Asked before the bill is made: whoever then goes back has recorded nothing.
    const tenders = await asShared(typed);
    return run('recordPayment', { invoiceId: await invoiceId(), tenders, part, applyAdvanceMinor, attemptId });
  });
  const applying = useDoing(async () =>
    run('applyAdvance', { invoiceId: await invoiceId(), amountMinor: applyAdvanceMinor, attemptId }),
  );
  const isPending = taking.isPending || applying.isPending;
  // What this payment makes of the bill is no news; until then it is said before money is counted, not after.
  const isDone = taking.isSuccess || applying.isSuccess;
  const hasChanged = billNow.dueMinor !== dueMinor && !isPending && !isDone;
  const toggle = () => !isPending && advanceMinor > 0 && setApplies(!applies);
  useKeys({ escape: !isPending && onBack, 'mod+e': toggle });
  if (hasChanged) return <BillChanged beforeMinor={dueMinor} nowMinor={billNow.dueMinor} onAgain={onAgain} onBack={onBack} />;
  const line = advanceMinor > 0 && (
    <AdvanceLine advanceMinor={advanceMinor} applyMinor={applyAdvanceMinor} applies={applies} onToggle={toggle} />
  );
  if (applyAdvanceMinor === dueMinor)
    return (
      <form
        className="scroll paying"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) applying.mutate(undefined, { onSuccess: onApplied });
        }}
      >
        {line}
        <div style={{ flex: 1 }} />
        <Ending part={null} refusal={applying.refusal} isPending={isPending} onBack={onBack} action="payment.applyAll" focus />
      </form>
    );
  return (
    <>
      {line}
      <Tenders
        key={String(applies)}
        dueMinor={dueMinor - applyAdvanceMinor}
        isPending={isPending}
        refusal={taking.refusal}
        onTake={(tenders, part) => taking.mutate({ tenders, part }, { onSuccess: onTaken })}
        onBack={onBack}
      />
    </>
  );
}

/** How the money comes. Enter takes what is due, Ctrl Enter less than that. */
function Tenders({
  dueMinor,
  isPending,
  refusal,
  onTake,
  onBack,
}: {
  dueMinor: number;
  isPending: boolean;
  refusal: Parameters<typeof RefusalNote>[0]['refusal'];
  onTake: (tenders: NonNullable<Settlement['tenders']>, part: boolean) => void;
  onBack: () => void;
}) {
  const tenders = useTenderRows(dueMinor);
  const { settlement, partly } = tenders;
  const [askedMinor, setAskedMinor] = useState<number | null>(null);
  const odd = oddChangeMinor(settlement);
  const [readAgain, setReadAgain] = useState('');
  const oddReference = oddReferences(tenders.rows);
  const asksChange = odd !== null && odd === askedMinor;
  const asksReference = oddReference !== '' && oddReference === readAgain;
  const take = (from: Settlement, part: boolean) => {
    if (isPending) return;
    if (!from.tenders) return tenders.toLack(from);
    if (oddReference !== '' && !asksReference) {
      setReadAgain(oddReference);
      return tenders.toReference(isOddReference);
    }
    if (odd === null || asksChange) return onTake(from.tenders, part);
    setAskedMinor(odd);
    tenders.choose('cash');
  };
  const takePart = () => take(partly, settlement.remainingMinor > 0);
  useKeys({
    f5: () => tenders.choose('cash'),
    f6: () => tenders.choose('card'),
    f7: () => tenders.choose('upi'),
    'mod+b': () => tenders.choose('bank'),
    'mod+enter': takePart,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    take(settlement, false);
  };
  return (
    <form className="scroll paying" onSubmit={submit} onKeyDown={notByHeldEnter}>
      <Kinds onChoose={tenders.choose} />
      <div className="tenders">
        {tenders.rows.map((row) => (
          <TenderRow
            key={row.id}
            ref={tenders.handle(row.id)}
            row={row}
            only={tenders.rows.length === 1}
            hinted={!asksReference}
            onChange={tenders.change}
            onRemove={() => tenders.remove(row.id)}
          />
        ))}
        {asksChange ? <OddChange minor={odd} /> : asksReference && <OddReference />}
      </div>
      <div style={{ flex: 1 }} />
      <Balance settlement={settlement} rows={tenders.rows} />
      <Ending
        part={{ ready: settlement.remainingMinor > 0 && partly.tenders !== null, onTake: takePart }}
        refusal={refusal}
        isPending={isPending}
        onBack={onBack}
        action="payment.take"
      />
    </form>
  );
}

/** Held, Enter is one wish: the second one must be pressed. */
function notByHeldEnter(event: KeyboardEvent) {
  if (event.key === 'Enter' && event.repeat) event.preventDefault();
}

function OddChange({ minor }: { minor: number }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <div className="chip due sentence" role="alert">
      {t('payment.oddChange', { change: figures.money(minor) })}
    </div>
  );
}

/** Asked once: another Enter takes the reference as it is. */
export function OddReference() {
  const { t } = useTranslation();
  return (
    <div className="chip due sentence" role="alert">
      {t('payment.oddReference')}
    </div>
  );
}

function Kinds({ onChoose }: { onChoose: (kind: TenderKind) => void }) {
  const { t } = useTranslation();
  return (
    <div className="kind-buttons">
      {TENDER_KINDS.map((kind) => (
        <Button
          key={kind}
          variant="default"
          tabIndex={-1}
          onClick={() => onChoose(kind)}
          rightSection={<Key name={KIND_KEYS[kind]} />}
        >
          {t(`tenders.${kind}`)}
        </Button>
      ))}
    </div>
  );
}

/** Back, a part, or all of it: always in the same place. */
function Ending({
  part,
  refusal,
  isPending,
  onBack,
  action,
  focus = false,
}: {
  /** Null where there is no taking a part. */
  part: { ready: boolean; onTake: () => void } | null;
  refusal: Parameters<typeof RefusalNote>[0]['refusal'];
  isPending: boolean;
  onBack: () => void;
  action: 'payment.take' | 'payment.applyAll';
  focus?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <div className="panel-body" style={{ flex: 'none', paddingTop: 0 }}>
      <RefusalNote refusal={refusal} />
      {part && (
        <Button
          variant="subtle"
          size="xs"
          fullWidth
          tabIndex={-1}
          disabled={!part.ready || isPending}
          onClick={part.onTake}
          rightSection={<Key name="Ctrl Enter" />}
        >
          {t('payment.takePart')}
        </Button>
      )}
      <div className="buttons">
        <Button variant="default" onClick={onBack} disabled={isPending} rightSection={<Key name="Esc" />}>
          {t('common.back')}
        </Button>
        <Button type="submit" size="md" loading={isPending} autoFocus={focus} rightSection={<Key name="Enter" onButton />}>
          {t(action)}
        </Button>
      </div>
    </div>
  );
}

/** A visit for which nothing is owed: the bill is made, and that is all. */
export function NothingOwed({ bill, onDone, onBack }: { bill: VisitBill; onDone: () => void; onBack: () => void }) {
  const { t } = useTranslation();
  const closing = useDoing(() => run('issueInvoice', issueInput(bill)));
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
