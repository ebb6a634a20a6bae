import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import { sessionStore } from '../app/session.ts';
import { useFigures, useRefusalSentence } from '../app/use-figures.ts';
import { Token } from '../visits/token.tsx';
import { BillApprovalStrip } from './bill-approval.tsx';
import { settledLines } from './settled-lines.ts';
import { typedChanges } from './typed-changes.ts';
import { isUnmade } from './unmade-bill.ts';

/** What a visit costs, line by line, and what its documents will be numbered. */
export function Bill({
  bill,
  doctorName,
  changedBy,
}: {
  bill: VisitBill;
  doctorName: string;
  /** Who made of it what the doctor did not send; null where that was the one who looks at it, or nobody. */
  changedBy: string | null;
}) {
  const { t } = useTranslation();
  const sentence = useRefusalSentence();
  const { visit, problem, problemDetails: details, lines } = bill;
  return (
    <>
      <div className="bill-who">
        <Token of={visit} />
        <div className="clip">
          <h2 className="bill-name clip">{visit.patientName}</h2>
          <div className="visit-more clip">
            {[visit.patientNumber, visit.patientPhone, doctorName].filter((part) => part !== '').join(' · ')}
          </div>
        </div>
      </div>
      <TakenBackNote bill={bill} />
      {changedBy !== null && (
        <div className="bill-note" role="status">
          {t('billing.changedBy', { name: changedBy })}
        </div>
      )}
      <TypedNote bill={bill} />
      {problem && (
        <div className="panel-body" style={lines.length > 0 ? { flex: 'none' } : undefined}>
          <div className="chip bad">{t('cashier.problem')}</div>
          <p>{sentence({ code: problem, details })}</p>
          {lines.length > 0 && problem !== 'tax-without-gstin' && <p>{t('cashier.problemUndo')}</p>}
        </div>
      )}
      {(!problem || lines.length > 0) && <BillLines bill={bill} />}
      <BillApprovalStrip key={visit.id} bill={bill} />
      <BillTotals bill={bill} />
    </>
  );
}

/** The visit’s invoice was taken back: says so, and that this is the bill to make a new one of. */
function TakenBackNote({ bill: { takenBack } }: { bill: VisitBill }) {
  const { t } = useTranslation();
  const figures = useFigures();
  if (!takenBack) return null;
  const { invoiceNumber: invoice, creditNoteNumber: note, toAdvanceMinor } = takenBack;
  return (
    <div className="bill-note" role="status">
      <strong>{t('billing.takenBack', { invoice, note })}</strong> {t('billing.takenBackNow')}
      {toAdvanceMinor > 0 && ` ${t('billing.takenBackAdvance', { amount: figures.money(toAdvanceMinor) })}`}
    </div>
  );
}

/** Whoever typed changes and was called away before they put them on the bill is told that it is billed without them. */
function TypedNote({ bill }: { bill: VisitBill }) {
  const { t } = useTranslation();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const typed = useSyncExternalStore(typedChanges.subscribe, () => typedChanges.find({ userId: session?.userId ?? '', bill }));
  if (!typed || bill.invoice !== null) return null;
  return (
    <div className="bill-note" role="status">
      {t('billing.typedBefore')}
    </div>
  );
}

function BillLines({ bill }: { bill: VisitBill }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <div className="scroll">
      <table className="bill-lines">
        <thead>
          <tr>
            <th scope="col">{t('cashier.service')}</th>
            <th scope="col" className="figure">
              {t('common.quantity')}
            </th>
            <th scope="col" className="figure">
              {t('cashier.rate')}
            </th>
            <th scope="col" className="figure">
              {t('cashier.tax')}
            </th>
            <th scope="col" className="figure">
              {t('common.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {bill.lines.map((line, at) => (
            // Lines of a bill have no id of their own and never change places.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={at}>
              <BillLineName line={line} />
              <td className="figure">{line.quantity}</td>
              <td className="figure">
                {figures.amount(line.unitPriceMinor)}
                {line.listPriceMinor !== undefined && (
                  <div className="visit-more">{t('billing.listPrice', { price: figures.amount(line.listPriceMinor) })}</div>
                )}
              </td>
              <td className="figure">
                {line.taxMinor === 0 ? '–' : figures.amount(line.taxMinor)}
                {line.taxRateBasisPoints > 0 && <span className="visit-more"> {figures.percent(line.taxRateBasisPoints)}</span>}
              </td>
              <td className="figure">{figures.amount(line.amountMinor + line.taxMinor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BillLineName({ line }: { line: VisitBill['lines'][number] }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { name, code, tooth, source, items, discountMinor, priceIncludesTax } = line;
  const more = [
    code,
    tooth === null ? '' : t('cashier.tooth', { tooth }),
    source ? t(`billing.source.${source}`) : '',
    priceIncludesTax ? t('billing.includesTax') : '',
  ];
  return (
    <td>
      {name}
      <span className="visit-more"> {more.filter(Boolean).join(' · ')}</span>
      {items && <div className="visit-more">{items.map((item) => `${item.name} × ${item.quantity}`).join(', ')}</div>}
      {discountMinor !== undefined && (
        <div className="visit-more">{t('billing.lessDiscount', { amount: figures.amount(discountMinor) })}</div>
      )}
    </td>
  );
}

/** What the lines' prices come to and what was taken off them; nothing on a plain bill. */
function BillDiscount({ bill: { discount, grossMinor } }: { bill: VisitBill }) {
  const { t } = useTranslation();
  const figures = useFigures();
  if (!discount) return null;
  return (
    <>
      <div>
        <dt>{t('billing.gross')}</dt>
        <dd>{figures.amount(grossMinor)}</dd>
      </div>
      <div>
        <dt>{t('billing.discountOf', { reason: discount.reason })}</dt>
        <dd>−{figures.amount(discount.amountMinor)}</dd>
      </div>
    </>
  );
}

/** From the total to what is to pay, so that the figures add up before the patient’s eyes; nothing where they are the same. */
function BillSettled({ bill }: { bill: VisitBill }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const lines = settledLines(bill);
  if (lines.length === 0) return null;
  return (
    <>
      {lines.map(({ what, minor }) => (
        <div key={what}>
          <dt>{what === 'payer' ? t('billing.payerPays', { name: bill.payer?.name ?? '' }) : t(`billing.${what}`)}</dt>
          <dd>{minor < 0 ? `−${figures.amount(-minor)}` : figures.amount(minor)}</dd>
        </div>
      ))}
      <div>
        <dt>{t('cashier.due')}</dt>
        <dd>{figures.amount(bill.dueMinor)}</dd>
      </div>
    </>
  );
}

function BillTotals({ bill }: { bill: VisitBill }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { invoice, nextInvoiceNumber, nextReceiptNumber } = bill;
  return (
    <div className="bill-totals">
      <dl className="bill-numbers">
        <div>
          <dt>{t('cashier.invoice')}</dt>
          <dd>
            {invoice?.number ?? nextInvoiceNumber ?? '–'}{' '}
            <small>{invoice ? t('cashier.invoiceIssued') : t('cashier.next')}</small>
          </dd>
        </div>
        {/* What is paid has its receipt: the number of somebody else's would only be taken for it. */}
        {bill.dueMinor > 0 && (
          <div>
            <dt>{t('cashier.receipt')}</dt>
            <dd>
              {nextReceiptNumber ?? '–'} <small>{t('cashier.next')}</small>
            </dd>
          </div>
        )}
      </dl>
      <dl className="bill-sums">
        <BillDiscount bill={bill} />
        <div>
          <dt>{t('cashier.net')}</dt>
          <dd>{isUnmade(bill) ? '–' : figures.amount(bill.netMinor)}</dd>
        </div>
        <div>
          <dt>{t('cashier.tax')}</dt>
          <dd>{isUnmade(bill) ? '–' : figures.amount(bill.taxMinor)}</dd>
        </div>
        {bill.roundingMinor !== 0 && (
          <div>
            <dt>{t('billing.rounding')}</dt>
            <dd>{figures.amount(bill.roundingMinor)}</dd>
          </div>
        )}
        <div className="bill-total">
          <dt>{t('common.total')}</dt>
          <dd>{isUnmade(bill) ? '–' : figures.money(bill.totalMinor)}</dd>
        </div>
        <BillSettled bill={bill} />
      </dl>
    </div>
  );
}
