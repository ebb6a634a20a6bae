import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AS_SENT, type BillAsked } from '#domain/invoices/bill-asked.ts';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import type { TillState } from '#domain/tills/till-state.ts';
import type { ReadyForBilling } from '#domain/visits/billing-list.ts';
import { useRead } from '../../app/asking.ts';
import { KeyBar } from '../../app/frame/key-bar.tsx';
import { RefusalNote } from '../../app/refusal-note.tsx';
import { useKeys } from '../../app/use-keys.ts';
import { usePick } from '../../app/use-pick.ts';
import { Bill } from '../../invoices/bill.tsx';
import type { ClosedTill } from '../../tills/close-till.tsx';
import { BillingList, matchingReady } from '../../visits/billing-list.tsx';
import { type CounterDialog, CounterDialogs } from './counter-dialogs.tsx';
import { PaymentSide, type PaymentStep } from './payment-side.tsx';
import { TillLine } from './till-line.tsx';
import { useCashierKeys } from './use-cashier-keys.ts';

/** The open till at work: who waits, their bill, their payment. */
export function Counter({
  open,
  denominations,
  onClosed,
}: {
  open: NonNullable<TillState['open']>;
  denominations: readonly number[];
  onClosed: (closed: ClosedTill) => void;
}) {
  const { t } = useTranslation();
  const { data, refusal } = useRead('billingList', {});
  const [text, setText] = useState('');
  const [dialog, setDialog] = useState<CounterDialog | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const found = matchingReady(data ?? [], text);
  const choice = usePick(found, { first: text.trim() !== '', onEnter: () => payKey.current?.() });
  const payKey = useRef<(() => void) | null>(null);
  // Kept while it is being paid and until the cashier goes on, though it has left the list by then.
  const [held, setHeld] = useState<string | null>(null);
  const [step, setStep] = useState<PaymentStep>('bill');
  // A bill brought up from a patient’s account, until another is chosen.
  const [broughtUp, setBroughtUp] = useState<string | null>(null);
  const visitId = held ?? choice.picked?.id ?? broughtUp;
  const { bill: read, change } = useBill(visitId);
  const settled = read?.dueMinor === 0 && held === null && choice.picked === undefined;
  const bill = settled ? null : read;
  const toSearch = () => {
    search.current?.focus();
    search.current?.select();
  };
  const mayChange = held === null && bill !== null && bill.invoice === null;
  useKeys({
    f2: held === null && toSearch,
    f3: held === null && (() => setDialog('account')),
    f1: held === null && (() => setDialog('drawer')),
    f9: () => setDialog('x'),
    f10: held === null && (() => setDialog('close')),
    f4: mayChange && (() => setDialog('bill')),
    f7: held === null && (() => setDialog('invoices')),
  });
  const next = () => {
    setHeld(null);
    setText('');
    setBroughtUp(null);
    choice.pick(null);
    toSearch();
  };
  const payDue = (due: string) => {
    setDialog(null);
    setText('');
    setBroughtUp(due);
    choice.pick(due);
  };
  const keys = useCashierKeys(step, mayChange);
  return (
    <>
      <div className="columns" style={{ gridTemplateColumns: '350px minmax(0, 1fr) 390px' }}>
        <section className="panel" aria-label={t('cashier.list')}>
          <RefusalNote refusal={refusal} />
          <BillingList
            ready={found}
            anyone={(data ?? []).length > 0}
            text={text}
            onText={(typed) => {
              setText(typed);
              setBroughtUp(null);
            }}
            field={search}
            choice={choice}
          />
          <TillLine
            open={open}
            onDrawer={() => setDialog('drawer')}
            onX={() => setDialog('x')}
            onClose={() => setDialog('close')}
          />
        </section>
        <section className="panel" aria-label={t('cashier.bill')}>
          <BillOrHint bill={bill} waiting={data ?? []} />
        </section>
        <section className="panel" aria-label={t('payment.title')}>
          <PaymentSide
            key={visitId ?? 'none'}
            bill={bill}
            payKey={payKey}
            mayCollect={!open.tooOld}
            onHold={() => setHeld(visitId)}
            onStep={setStep}
            onRelease={() => {
              setHeld(null);
              toSearch();
            }}
            onNext={next}
            onPaper={setDialog}
            onReprint={() => setDialog('reprint')}
            onAccount={() => setDialog('account')}
          />
        </section>
      </div>
      <KeyBar keys={keys} />
      <CounterDialogs
        dialog={dialog}
        bill={bill}
        denominations={denominations}
        onDialog={setDialog}
        onBill={change}
        onPayDue={payDue}
        onClosed={onClosed}
      />
    </>
  );
}

/** The bill of a visit, with what the cashier has made of it. What was made of one patient's bill is never another's. */
function useBill(visitId: string | null): { readonly bill: VisitBill | null; change(asked: BillAsked): void } {
  const [changed, setChanged] = useState<{ readonly visitId: string | null; readonly asked: BillAsked } | null>(null);
  const asked = changed?.visitId === visitId ? changed.asked : AS_SENT;
  const { data } = useRead('visitBill', { visitId: visitId ?? '', asked }, { when: visitId !== null });
  return { bill: data ?? null, change: (wanted) => setChanged({ visitId, asked: wanted }) };
}

function BillOrHint({ bill, waiting }: { bill: VisitBill | null; waiting: readonly ReadyForBilling[] }) {
  const { t } = useTranslation();
  if (!bill) return <div className="empty">{t('cashier.pickOne')}</div>;
  return <Bill bill={bill} doctorName={waiting.find(({ id }) => id === bill.visit.id)?.doctorName ?? ''} />;
}
