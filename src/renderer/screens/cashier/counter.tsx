import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AS_SENT, type BillAsked } from '#domain/invoices/bill-asked.ts';
import type { TillState } from '#domain/tills/till-state.ts';
import { useRead } from '../../app/asking.ts';
import { KeyBar } from '../../app/frame/key-bar.tsx';
import { RefusalNote } from '../../app/refusal-note.tsx';
import { useKeys } from '../../app/use-keys.ts';
import { usePick } from '../../app/use-pick.ts';
import { InvoicesDialog } from '../../credit-notes/invoices-dialog.tsx';
import { Bill } from '../../invoices/bill.tsx';
import { ChangeBill } from '../../invoices/change-bill.tsx';
import { Paper, type PaperOf } from '../../payments/paper.tsx';
import { PatientMoney } from '../../payments/patient-money.tsx';
import { Reprint } from '../../payments/reprint.tsx';
import { type ClosedTill, CloseTill } from '../../tills/close-till.tsx';
import { Drawer } from '../../tills/drawer.tsx';
import { XReport } from '../../tills/x-report.tsx';
import { BillingList, matchingReady } from '../../visits/billing-list.tsx';
import { PaymentSide, type PaymentStep } from './payment-side.tsx';
import { TillLine } from './till-line.tsx';

type Dialog = 'x' | 'drawer' | 'account' | 'close' | 'reprint' | 'bill' | 'invoices' | PaperOf;

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
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const found = matchingReady(data ?? [], text);
  const choice = usePick(found, { first: text.trim() !== '', onEnter: () => payKey.current?.() });
  const payKey = useRef<(() => void) | null>(null);
  // Kept while it is being paid and until the cashier goes on, though it has left the list by then.
  const [held, setHeld] = useState<string | null>(null);
  const [step, setStep] = useState<PaymentStep>('bill');
  const visitId = held ?? choice.picked?.id ?? null;
  // What was made of one patient's bill is never another's.
  const [changed, setChanged] = useState<{ readonly visitId: string; readonly asked: BillAsked } | null>(null);
  const asked = changed?.visitId === visitId ? changed.asked : AS_SENT;
  const { data: bill } = useRead('visitBill', { visitId: visitId ?? '', asked }, { when: visitId !== null });
  const toSearch = () => {
    search.current?.focus();
    search.current?.select();
  };
  const mayChange = held === null && bill !== undefined && bill !== null && bill.invoice === null;
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
    choice.pick(null);
    toSearch();
  };
  const keys = useCashierKeys(step);
  return (
    <>
      <div className="columns" style={{ gridTemplateColumns: '350px minmax(0, 1fr) 390px' }}>
        <section className="panel" aria-label={t('cashier.list')}>
          <RefusalNote refusal={refusal} />
          <BillingList
            ready={found}
            anyone={(data ?? []).length > 0}
            text={text}
            onText={setText}
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
          {bill ? (
            <Bill bill={bill} doctorName={data?.find(({ id }) => id === bill.visit.id)?.doctorName ?? ''} />
          ) : (
            <div className="empty">{t('cashier.pickOne')}</div>
          )}
        </section>
        <section className="panel" aria-label={t('payment.title')}>
          <PaymentSide
            key={visitId ?? 'none'}
            bill={bill ?? null}
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
      {dialog === 'invoices' && (
        <InvoicesDialog
          patient={bill ? { patientId: bill.visit.patientId, name: bill.visit.patientName, doctorId: bill.visit.doctorId } : null}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'bill' && bill && (
        <ChangeBill
          bill={bill}
          onApply={(wanted) => setChanged({ visitId: bill.visit.id, asked: wanted })}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'account' && (
        <PatientMoney
          patient={bill ? { patientId: bill.visit.patientId, name: bill.visit.patientName } : null}
          onPaper={setDialog}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'drawer' && <Drawer denominations={denominations} onPaper={setDialog} onClose={() => setDialog(null)} />}
      {dialog === 'x' && <XReport onClose={() => setDialog(null)} />}
      {dialog === 'close' && <CloseTill denominations={denominations} onClosed={onClosed} onBack={() => setDialog(null)} />}
      {dialog === 'reprint' && (
        <Reprint
          onClose={() => setDialog(null)}
          onPrint={(paymentId, number, count) =>
            setDialog({
              kind: 'receipt',
              paymentId,
              title: `${t('payment.preview', { number })} · ${t('payment.duplicate', { count })}`,
            })
          }
        />
      )}
      {dialog !== null && typeof dialog === 'object' && <Paper of={dialog} onClose={() => setDialog(null)} />}
    </>
  );
}

/** What the keys do now: each step has its own, and none is shown that would do nothing. */
function useCashierKeys(step: PaymentStep): readonly (readonly [key: string, what: string])[] {
  const { t } = useTranslation();
  const always = ['F9', t('till.x')] as const;
  switch (step) {
    case 'bill':
      return [
        ['F2', t('common.search')],
        ['↑ ↓', t('cashier.list')],
        ['F4', t('billing.change')],
        ['F7', t('billing.documents')],
        ['F3', t('account.title')],
        ['F8', t('cashier.pay')],
        ['Ctrl P', t('payment.reprint')],
        always,
        ['F1', t('drawer.title')],
        ['F10', t('till.close')],
      ];
    case 'paying':
      return [
        ['Enter', t('payment.take')],
        ['F5 F6 F7', [t('tenders.cash'), t('tenders.card'), t('tenders.upi')].join(' · ')],
        ['Ctrl Enter', t('payment.part')],
        ['Esc', t('common.back')],
        always,
      ];
    case 'nothing-owed':
      return [['Enter', t('cashier.closeBill')], ['Esc', t('common.back')], always];
    case 'taken':
      return [['Enter', t('payment.nextPatient')], ['Ctrl P', t('payment.print')], always];
    default:
      return step satisfies never;
  }
}
