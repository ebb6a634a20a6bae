import { moneySettingsOf } from '../clinics/caps.ts';
import { promiseDate, promisedBy } from '../estimates/estimate.ts';
import { MAX_AMOUNT_MINOR, sum } from '../kernel/money.ts';
import type { Reader } from '../kernel/record.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import type { Visit } from '../visits/visit.ts';
import type { BillAsked } from './bill-asked.ts';
import type { PromisedPrices } from './changes.ts';
import { type Discount, discounted } from './discount.ts';
import { amountsOf, type InvoiceLine, priceOfLine, roundedTotals, type Totals } from './invoice-line.ts';
import { type BilledAt, priced, priceLines } from './price-lines.ts';

/** A bill with all its figures, as it would be issued. Minor units. */
export interface PricedBill extends Totals {
  readonly lines: readonly InvoiceLine[];
  /** What the lines' prices come to before any discount. */
  readonly grossMinor: number;
  readonly discount?: Discount;
  /** Added to net and tax so that the total is whole rupees; negative where it was rounded down. */
  readonly roundingMinor: number;
  readonly payer?: { readonly name: string; readonly amountMinor: number };
  readonly estimate?: PromisedPrices;
}

/** Prices a visit as a cashier asks for it. */
export function priceBill(
  reader: Reader,
  clinicId: string,
  billed: Pick<Visit, 'lines' | 'branchId' | 'doctorId' | 'patientId' | 'businessDate'>,
  asked: BillAsked,
  date: string,
): PricedBill | Refusal {
  const at = { branchId: billed.branchId, doctorId: billed.doctorId, date };
  const listed = listedLines(reader, billed, asked, at);
  if (isRefusal(listed)) return listed;
  const agreed = withPrices(listed.lines, asked.prices);
  if (isRefusal(agreed)) return agreed;
  const off = discounted(agreed.map(priceOfLine), asked.discounts);
  if (isRefusal(off)) return off;
  if (asked.reason === '' && (off.amountMinor > 0 || asked.prices.length > 0)) return refuse('reason-needed');
  const lines = agreed.map((line, at) => withDiscount(line, off.lines[at] ?? 0));
  const totals = roundedTotals(moneySettingsOf(reader, clinicId).rounding, lines);
  if (totals.totalMinor > MAX_AMOUNT_MINOR) return refuse('amount-too-large', { totalMinor: totals.totalMinor });
  const { payer } = asked;
  if (payer && payer.amountMinor > totals.totalMinor)
    return refuse('payer-share-too-large', { payerMinor: payer.amountMinor, totalMinor: totals.totalMinor });
  return {
    ...totals,
    lines,
    grossMinor: sum(agreed.map(priceOfLine)),
    ...(off.amountMinor > 0 ? { discount: { reason: asked.reason, parts: [...off.parts], amountMinor: off.amountMinor } } : {}),
    ...(payer && payer.amountMinor > 0 ? { payer } : {}),
    ...(listed.estimate ? { estimate: listed.estimate } : {}),
  };
}

interface Listed {
  readonly lines: readonly InvoiceLine[];
  readonly estimate?: PromisedPrices;
}

/** The lines at the list's prices, or at those an estimate promised. */
function listedLines(
  reader: Reader,
  billed: Pick<Visit, 'lines' | 'patientId' | 'businessDate'>,
  asked: BillAsked,
  at: BilledAt,
): Listed | Refusal {
  const lines = priceLines(reader, billed.lines, asked, at);
  if (isRefusal(lines) || asked.estimateId === null) return isRefusal(lines) ? lines : { lines };
  const promised = promisedBy(reader, asked.estimateId, billed.patientId, promiseDate(billed, at.date));
  if (isRefusal(promised)) return promised;
  const kept: InvoiceLine[] = [];
  let lessMinor = 0;
  for (const line of lines) {
    const said = promised.lines.find(({ serviceId }) => serviceId === line.serviceId);
    const one = said ? asPromised(line, said) : line;
    if (isRefusal(one)) return one;
    kept.push(one);
    lessMinor += priceOfLine(line) - priceOfLine(one);
  }
  const { id: estimateId, number } = promised;
  return { lines: kept, estimate: { estimateId, number, ...(lessMinor === 0 ? {} : { lessMinor }) } };
}

/** The promised price; the tax is today's, since it is the law's. */
function asPromised(line: InvoiceLine, said: InvoiceLine): InvoiceLine | Refusal {
  const { priceIncludesTax: _, ...rest } = line;
  return priced({ ...rest, ...(said.priceIncludesTax ? { priceIncludesTax: true } : {}) }, said.unitPriceMinor);
}

function withPrices(lines: readonly InvoiceLine[], prices: BillAsked['prices']): readonly InvoiceLine[] | Refusal {
  const agreed = [...lines];
  for (const { line: at, unitPriceMinor } of prices) {
    const line = agreed[at];
    if (!line) return refuse('no-such-line', { line: at + 1 });
    if (unitPriceMinor === line.unitPriceMinor) continue;
    const one = priced({ ...line, listPriceMinor: line.listPriceMinor ?? line.unitPriceMinor }, unitPriceMinor);
    if (isRefusal(one)) return one;
    agreed[at] = one;
  }
  return agreed;
}

function withDiscount(line: InvoiceLine, discountMinor: number): InvoiceLine {
  if (discountMinor === 0) return line;
  const less = { ...line, discountMinor };
  return { ...less, ...amountsOf(less) };
}
