import type { BillLine, Letterhead } from '../documents.ts';
import type { Block, TableRow } from '../layout.ts';
import type { Words } from '../words.ts';
import type { Pen } from './parts.ts';

/**
 * What the law calls it. Without a registration it is an invoice. With one: a tax invoice (CGST Rules 2017, rule 46), a bill
 * of supply where nothing of it is taxed (rule 49), and an invoice-cum-bill of supply where both are on it (rule 46A).
 */
export function invoiceTitle(gstin: string | null, lines: readonly BillLine[], words: Words): string {
  if (gstin === null) return words.invoice;
  const taxed = lines.filter(({ taxRateBasisPoints }) => taxRateBasisPoints > 0).length;
  if (taxed === 0) return words.billOfSupply;
  return taxed === lines.length ? words.taxInvoice : words.invoiceCumBillOfSupply;
}

interface RateSum {
  readonly taxRateBasisPoints: number;
  readonly taxableMinor: number;
  readonly taxMinor: number;
}

/** What is taxed at each rate, the lowest first. */
export function sumsByRate(lines: readonly BillLine[]): readonly RateSum[] {
  const sums = new Map<number, RateSum>();
  for (const { taxRateBasisPoints, amountMinor, taxMinor } of lines) {
    const before = sums.get(taxRateBasisPoints) ?? { taxRateBasisPoints, taxableMinor: 0, taxMinor: 0 };
    sums.set(taxRateBasisPoints, {
      taxRateBasisPoints,
      taxableMinor: before.taxableMinor + amountMinor,
      taxMinor: before.taxMinor + taxMinor,
    });
  }
  return [...sums.values()].sort((one, other) => one.taxRateBasisPoints - other.taxRateBasisPoints);
}

/** A service done at the counter is a supply within the state: half of the tax is the Union's, half the state's. */
export function halves(taxMinor: number): { cgstMinor: number; sgstMinor: number } {
  const cgstMinor = Math.floor(taxMinor / 2);
  return { cgstMinor, sgstMinor: taxMinor - cgstMinor };
}

/** Taxable value and both taxes by rate. Nothing for a clinic that is not registered. */
export function taxTable({ gstin }: Letterhead, lines: readonly BillLine[], pen: Pen): Block[] {
  const {
    words,
    figures: { money, rate },
  } = pen;
  if (gstin === null || lines.length === 0) return [];
  const rows = sumsByRate(lines).map(({ taxRateBasisPoints, taxableMinor, taxMinor }): TableRow => {
    const { cgstMinor, sgstMinor } = halves(taxMinor);
    const name = taxRateBasisPoints === 0 ? words.exempt : `${words.gstRate} ${rate(taxRateBasisPoints)}`;
    const untaxed = pen.saysExempt && taxRateBasisPoints === 0;
    const half = rate(taxRateBasisPoints / 2);
    const taxes = [`${words.cgst} ${half} ${money(cgstMinor)}`, `${words.sgst} ${half} ${money(sgstMinor)}`];
    return {
      cells: [name, ...(untaxed ? ['–', '–'] : [money(cgstMinor), money(sgstMinor)]), money(taxableMinor)],
      detail: taxRateBasisPoints === 0 ? '' : taxes.join(' · '),
      strong: false,
    };
  });
  const heads = [words.gstRate, words.cgst, words.sgst, words.taxable];
  return [{ kind: 'table', columns: heads.map((head, index) => ({ head, align: index === 0 ? 'left' : 'right' })), rows }];
}

/** The first two digits of a GSTIN are its state's code. The words for states are those of the GST portal. */
export function placeOfSupply(gstin: string | null): string | null {
  const code = gstin?.slice(0, 2);
  const state = code && STATES[code];
  return state ? `${code}-${state}` : null;
}

const STATES: Readonly<Record<string, string>> = {
  '01': 'Jammu and Kashmir',
  '02': 'Himachal Pradesh',
  '03': 'Punjab',
  '04': 'Chandigarh',
  '05': 'Uttarakhand',
  '06': 'Haryana',
  '07': 'Delhi',
  '08': 'Rajasthan',
  '09': 'Uttar Pradesh',
  '10': 'Bihar',
  '11': 'Sikkim',
  '12': 'Arunachal Pradesh',
  '13': 'Nagaland',
  '14': 'Manipur',
  '15': 'Mizoram',
  '16': 'Tripura',
  '17': 'Meghalaya',
  '18': 'Assam',
  '19': 'West Bengal',
  '20': 'Jharkhand',
  '21': 'Odisha',
  '22': 'Chhattisgarh',
  '23': 'Madhya Pradesh',
  '24': 'Gujarat',
  '26': 'Dadra and Nagar Haveli and Daman and Diu',
  '27': 'Maharashtra',
  '29': 'Karnataka',
  '30': 'Goa',
  '31': 'Lakshadweep',
  '32': 'Kerala',
  '33': 'Tamil Nadu',
  '34': 'Puducherry',
  '35': 'Andaman and Nicobar Islands',
  '36': 'Telangana',
  '37': 'Andhra Pradesh',
  '38': 'Ladakh',
};
