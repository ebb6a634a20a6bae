import { service } from '../catalogue/service.ts';
import { MAX_AMOUNT_MINOR, taxOf } from '../kernel/money.ts';
import type { Reader } from '../kernel/record.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import type { VisitLine } from '../visits/changes.ts';
import type { InvoiceLine } from './invoice-line.ts';

/** Prices a visit's lines from the catalogue as it stands. */
export function priceLines(reader: Reader, lines: readonly VisitLine[]): readonly InvoiceLine[] | Refusal {
  const priced: InvoiceLine[] = [];
  for (const line of lines) {
    const one = priceLine(reader, line);
    if (isRefusal(one)) return one;
    priced.push(one);
  }
  return priced;
}

function priceLine(reader: Reader, { serviceId, quantity, tooth }: VisitLine): InvoiceLine | Refusal {
  const offered = reader.get(service, serviceId);
  if (!offered) return refuse('service-unknown');
  const { code, name, category, hsnSac, priceMinor, taxRateBasisPoints } = offered;
  const netMinor = quantity * priceMinor;
  if (netMinor > MAX_AMOUNT_MINOR) return refuse('amount-too-large', { service: name });
  return {
    serviceId,
    code,
    name,
    category,
    hsnSac,
    quantity,
    tooth,
    unitPriceMinor: priceMinor,
    taxRateBasisPoints,
    amountMinor: netMinor,
    taxMinor: taxOf(netMinor, taxRateBasisPoints),
  };
}

/** The lines are those the doctor sent, at the catalogue's prices and tax; otherwise what differs. */
export function linesRefusal(reader: Reader, lines: readonly InvoiceLine[], sent: readonly VisitLine[]): Refusal | undefined {
  if (sent.length !== lines.length) return refuse('lines-differ', { sent: sent.length, billed: lines.length });
  for (const [index, line] of lines.entries()) {
    const asked = sent[index];
    if (asked?.serviceId !== line.serviceId || asked.quantity !== line.quantity)
      return refuse('lines-differ', { service: line.name });
    const offered = reader.get(service, line.serviceId);
    if (!offered) return refuse('service-unknown');
    if (offered.priceMinor !== line.unitPriceMinor || offered.taxRateBasisPoints !== line.taxRateBasisPoints)
      return refuse('price-differs', {
        service: line.name,
        billedMinor: line.unitPriceMinor,
        catalogueMinor: offered.priceMinor,
      });
  }
  return undefined;
}
