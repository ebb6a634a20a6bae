import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TillState } from '#domain/tills/till-state.ts';
import { useRead } from '../../app/asking.ts';
import { KeyBar } from '../../app/frame/key-bar.tsx';
import { RefusalNote } from '../../app/refusal-note.tsx';
import { useKeys } from '../../app/use-keys.ts';
import { usePick } from '../../app/use-pick.ts';
import { Bill } from '../../invoices/bill.tsx';
import { Paper, type PaperOf } from '../../payments/paper.tsx';
import { Reprint } from '../../payments/reprint.tsx';
import { type ClosedTill, CloseTill } from '../../tills/close-till.tsx';
import { XReport } from '../../tills/x-report.tsx';
import { BillingList, matchingReady } from '../../visits/billing-list.tsx';
import { PaymentSide } from './payment-side.tsx';
import { TillLine } from './till-line.tsx';

type Dialog = 'x' | 'close' | 'reprint' | PaperOf;

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
  const visitId = held ?? choice.picked?.id ?? null;
  const { data: bill } = useRead('visitBill', { visitId: visitId ?? '' }, { when: visitId !== null });
  const toSearch = () => {
    search.current?.focus();
    search.current?.select();
  };
  useKeys({ f2: held === null && toSearch, f9: () => setDialog('x'), f10: held === null && (() => setDialog('close')) });
  const next = () => {
    setHeld(null);
    setText('');
    choice.pick(null);
    toSearch();
  };
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
          <TillLine open={open} onX={() => setDialog('x')} onClose={() => setDialog('close')} />
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
            onRelease={() => {
              setHeld(null);
              toSearch();
            }}
            onNext={next}
            onPaper={setDialog}
            onReprint={() => setDialog('reprint')}
          />
        </section>
      </div>
      <CashierKeys />
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

function CashierKeys() {
  const { t } = useTranslation();
  return (
    <KeyBar
      keys={[
        ['F2', t('common.search')],
        ['↑ ↓', t('cashier.list')],
        ['F8', t('cashier.pay')],
        ['Enter', t('payment.exact')],
        ['F5 F6 F7', [t('tenders.cash'), t('tenders.card'), t('tenders.upi')].join(' · ')],
        ['Ctrl P', t('payment.reprint')],
        ['F9', t('till.x')],
        ['F10', t('till.close')],
      ]}
    />
  );
}
