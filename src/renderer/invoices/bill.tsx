import { useTranslation } from 'react-i18next';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import { useFigures, useRefusalSentence } from '../app/use-figures.ts';

/** What a visit costs, line by line, and what its documents will be numbered. */
export function Bill({ bill, doctorName }: { bill: VisitBill; doctorName: string }) {
  const { t } = useTranslation();
  const sentence = useRefusalSentence();
  const { visit, problem } = bill;
  return (
    <>
      <div className="bill-who">
        <span className="visit-token">{visit.token}</span>
        <div className="clip">
          <h2 className="bill-name clip">{visit.patientName}</h2>
          <div className="visit-more clip">
            {[visit.patientNumber, visit.patientPhone, doctorName].filter((part) => part !== '').join(' · ')}
          </div>
        </div>
      </div>
      {problem ? (
        <div className="panel-body">
          <div className="chip bad">{t('cashier.problem')}</div>
          <p>{sentence({ code: problem, details: {} })}</p>
        </div>
      ) : (
        <BillLines bill={bill} />
      )}
      <BillTotals bill={bill} />
    </>
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
              <td>
                {line.name}
                <span className="visit-more">
                  {' '}
                  {[line.code, line.tooth === null ? '' : t('cashier.tooth', { tooth: line.tooth })].filter(Boolean).join(' · ')}
                </span>
              </td>
              <td className="figure">{line.quantity}</td>
              <td className="figure">{figures.amount(line.unitPriceMinor)}</td>
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
        <div>
          <dt>{t('cashier.net')}</dt>
          <dd>{figures.amount(bill.netMinor)}</dd>
        </div>
        <div>
          <dt>{t('cashier.tax')}</dt>
          <dd>{figures.amount(bill.taxMinor)}</dd>
        </div>
        <div className="bill-total">
          <dt>{t('common.total')}</dt>
          <dd>{figures.money(bill.totalMinor)}</dd>
        </div>
      </dl>
    </div>
  );
}
