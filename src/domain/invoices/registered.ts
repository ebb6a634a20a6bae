import { isUnregistered } from '../clinics/unregistered.ts';
import type { Reader } from '../kernel/record.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import type { InvoiceLine } from './invoice-line.ts';

/**
 * Who is not registered may not collect tax (CGST Act 2017, section 32), and a tax invoice says the number of who is (CGST
 * Rules 2017, rule 46): without a GSTIN nothing with tax on it is issued.
 */
export function unregisteredRefusal(reader: Reader, clinicId: string, lines: readonly InvoiceLine[]): Refusal | undefined {
  const taxed = lines.find(({ taxMinor }) => taxMinor > 0);
  return taxed && isUnregistered(reader, clinicId) ? refuse('tax-without-gstin', { service: taxed.name }) : undefined;
}

/** What was priced, where the clinic may charge the tax on it. */
export function chargeable<Bill extends { readonly lines: readonly InvoiceLine[] }>(
  reader: Reader,
  clinicId: string,
  priced: Bill | Refusal,
): Bill | Refusal {
  return isRefusal(priced) ? priced : (unregisteredRefusal(reader, clinicId, priced.lines) ?? priced);
}
