import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import type { TillState } from '#domain/tills/till-state.ts';
import type { ReadyForBilling } from '#domain/visits/billing-list.ts';
import { KeyBar } from '../../app/frame/key-bar.tsx';
import { RefusalNote } from '../../app/refusal-note.tsx';
import { useKeys } from '../../app/use-keys.ts';
import { Bill } from '../../invoices/bill.tsx';
import type { ClosedTill } from '../../tills/close-till.tsx';
import { BillingList } from '../../visits/billing-list.tsx';
import { useNotWaiting } from '../../visits/not-waiting.tsx';
import { type CounterDialog, CounterDialogs } from './counter-dialogs.tsx';
import { PaymentSide, type PaymentStep } from './payment-side.tsx';
import { TillLine } from './till-line.tsx';
import { useCashierKeys } from './use-cashier-keys.ts';
import { useChosenBill } from './use-chosen-bill.ts';
import { useReady } from './use-ready.ts';

/** The open till at work: who waits, their bill, their payment. */
export function Counter({
  open,
  lockedOver,
  denominations,
  onClosed,
}: {
  open: NonNullable<TillState['open']>;
  lockedOver: TillState['lockedOver'];
  denominations: readonly number[];
  onClosed: (closed: ClosedTill) => void;
}) {
  const { t } = useTranslation();
  const { ready, refusal, isRead } = useReady();
  const [dialog, setDialog] = useState<CounterDialog | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const payKey = useRef<(() => void) | null>(null);
  const chosen = useChosenBill(ready, () => payKey.current?.());
  const { bill, isHeld } = chosen;
  const notWaiting = useNotWaiting(chosen.text, isRead && chosen.found.length === 0 && !isHeld);
  const [step, setStep] = useState<PaymentStep>('bill');
  // A due that was chosen to be collected: its payment begins as soon as its bill is there.
  const [toPay, setToPay] = useState<string | null>(null);
  const toSearch = () => {
    search.current?.focus();
    search.current?.select();
  };
  const mayChange = !isHeld && bill !== null && bill.invoice === null;
  const isChosen = !isHeld && (chosen.visitId !== null || chosen.text !== '');
  const letGo = () => {
    setToPay(null);
    chosen.letGo();
    toSearch();
  };
  useKeys({ f2: !isHeld && toSearch, escape: isChosen && letGo, ...dialogKeys(isHeld, mayChange, setDialog) });
  const next = () => {
    chosen.next();
    toSearch();
  };
  const payDue = (due: string) => {
    setDialog(null);
    chosen.bringUp(due);
    setToPay(due);
  };
  const keys = useCashierKeys(step, mayChange, isChosen);
  return (
    <>
      <div className="columns of-cashier">
        <section className="panel" aria-label={t('cashier.list')}>
          <RefusalNote refusal={refusal} />
          <Waiting
            anyone={ready.length > 0}
            chosen={chosen}
            field={search}
            notWaiting={notWaiting}
            onAccount={() => setDialog('account')}
          />
          <TillLine
            open={open}
            lockedOver={lockedOver}
            onDrawer={() => setDialog('drawer')}
            onX={() => setDialog('x')}
            onClose={() => setDialog('close')}
          />
        </section>
        <BillPanel bill={bill} changedBy={chosen.changedBy} waiting={ready} />
        <section className="panel" aria-label={t('payment.title')}>
          <PaymentSide
            key={chosen.visitId ?? 'none'}
            bill={bill}
            payKey={payKey}
            atOnce={toPay !== null && toPay === chosen.visitId}
            onBegun={() => setToPay(null)}
            mayCollect={!open.tooOld}
            onHold={chosen.hold}
            onStep={setStep}
            onRelease={() => {
              chosen.release();
              toSearch();
            }}
            onNext={next}
            onDialog={setDialog}
          />
        </section>
      </div>
      <KeyBar keys={keys} />
      <CounterDialogs
        dialog={dialog}
        bill={bill}
        found={notWaiting.choice.picked ?? null}
        denominations={denominations}
        onDialog={setDialog}
        onBill={chosen.change}
        onPayDue={payDue}
        onClosed={onClosed}
      />
    </>
  );
}

/** Who waits, or was looked for. */
function Waiting({
  chosen: { found, text, search, choice, dueOf },
  ...shown
}: Pick<Parameters<typeof BillingList>[0], 'anyone' | 'field' | 'notWaiting' | 'onAccount'> & {
  chosen: ReturnType<typeof useChosenBill>;
}) {
  return <BillingList ready={found} text={text} onText={search} choice={choice} dueOf={dueOf} {...shown} />;
}

/** What the keys of the screen open. While money is taken only the X may be looked at. */
function dialogKeys(isHeld: boolean, mayChange: boolean, open: (dialog: CounterDialog) => void) {
  return {
    f3: !isHeld && (() => open('account')),
    f1: !isHeld && (() => open('drawer')),
    f9: () => open('x'),
    f10: !isHeld && (() => open('close')),
    f4: mayChange && (() => open('bill')),
    f7: !isHeld && (() => open('invoices')),
    f5: !isHeld && (() => open('estimate')),
  };
}

function BillPanel({
  bill,
  changedBy,
  waiting,
}: {
  bill: VisitBill | null;
  changedBy: string | null;
  waiting: readonly ReadyForBilling[];
}) {
  const { t } = useTranslation();
  const doctorName = waiting.find(({ id }) => id === bill?.visit.id)?.doctorName ?? '';
  return (
    <section className="panel" aria-label={t('cashier.bill')}>
      {bill ? (
        <Bill bill={bill} doctorName={doctorName} changedBy={changedBy} />
      ) : (
        <div className="empty">{t('cashier.pickOne')}</div>
      )}
    </section>
  );
}
