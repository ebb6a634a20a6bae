import { sum } from '../kernel/money.ts';
import type { Reader } from '../kernel/record.ts';
import type { TenderKind } from '../payments/tender.ts';
import type { ExportAsked, ExportKind } from './export-kind.ts';
import { type MoneyEvent, moneyEvents } from './money-events.ts';
import { halves } from './tax-ledger.ts';

/** One side of a posting. Positive: debit. Negative: credit. Minor units. */
export interface Posting {
  readonly account: string;
  readonly amountMinor: number;
}

/** One voucher of double-entry accounts; its postings come to nothing. */
export interface Voucher {
  /** Tally's voucher types. */
  readonly type: 'Sales' | 'Receipt' | 'Payment' | 'Credit Note' | 'Journal';
  readonly date: string;
  readonly number: string;
  readonly reference: string;
  readonly party: string;
  readonly narration: string;
  readonly postings: readonly Posting[];
}

const TENDER_ACCOUNTS: Readonly<Record<TenderKind, string>> = {
  cash: 'Cash',
  card: 'Card settlements',
  upi: 'UPI collections',
  bank: 'Bank',
};
/** Patients are one ledger in the accounts; each patient's own is the patient ledger. */
const PATIENTS = 'Patients';
const ADVANCES = 'Advances from patients';
const SERVICES = 'Clinic services';

/** What happened to money as vouchers of double-entry accounts, in the order of time. */
export function* vouchers(reader: Reader, asked: ExportAsked): Iterable<Voucher> {
  for (const event of moneyEvents(reader, asked)) {
    const { date, number, reference, patientName: party, kind } = event;
    const postings = postingsOf(event).filter(({ amountMinor }) => amountMinor !== 0);
    if (postings.length > 0)
      yield { type: VOUCHER_TYPES[kind], date, number, reference, party, narration: NARRATIONS[kind], postings };
  }
}

const VOUCHER_TYPES: Readonly<Record<MoneyEvent['kind'], Voucher['type']>> = {
  invoice: 'Sales',
  payment: 'Receipt',
  advance: 'Receipt',
  excess: 'Journal',
  'advance-applied': 'Journal',
  'credit-note': 'Credit Note',
  refund: 'Payment',
  waiver: 'Journal',
};

const NARRATIONS: Readonly<Record<MoneyEvent['kind'], string>> = {
  invoice: 'Invoice',
  payment: 'Payment of an invoice',
  advance: 'Advance received',
  excess: 'Paid beyond what was owed, kept as advance',
  'advance-applied': 'Advance applied to an invoice',
  'credit-note': 'Credit note',
  refund: 'Advance given back',
  waiver: 'Dues let go',
};

function postingsOf(event: MoneyEvent): Posting[] {
  const { kind, amountMinor } = event;
  switch (kind) {
    case 'invoice':
      return billed(event, 1);
    case 'credit-note':
      return billed(event, -1);
    case 'payment':
      return [...byTender(event, 1), { account: PATIENTS, amountMinor: -amountMinor }];
    case 'advance':
      return [...byTender(event, 1), { account: ADVANCES, amountMinor: -amountMinor }];
    case 'refund':
      return [{ account: ADVANCES, amountMinor }, ...byTender(event, -1)];
    case 'excess':
      return moved(PATIENTS, ADVANCES, amountMinor);
    case 'advance-applied':
      return moved(ADVANCES, PATIENTS, amountMinor);
    case 'waiver':
      return moved('Dues waived', PATIENTS, amountMinor);
    default:
      return kind satisfies never;
  }
}

function moved(debit: string, credit: string, amountMinor: number): Posting[] {
  return [
    { account: debit, amountMinor },
    { account: credit, amountMinor: -amountMinor },
  ];
}

function byTender({ tenders }: MoneyEvent, sign: 1 | -1): Posting[] {
  return tenders.map((one) => ({ account: TENDER_ACCOUNTS[one.kind], amountMinor: sign * one.amountMinor }));
}

/** A bill: what patient and payer owe against income, each tax and the rounding. */
function billed({ amountMinor, lines = [], payerName, payerMinor = 0, roundingMinor = 0 }: MoneyEvent, sign: 1 | -1): Posting[] {
  const net = sum(lines.map((line) => line.amountMinor));
  const taxes = lines.map((line) => halves(line.taxMinor));
  return [
    { account: PATIENTS, amountMinor: sign * (amountMinor - payerMinor) },
    { account: payerName ? `Payer: ${payerName}` : 'Payers', amountMinor: sign * payerMinor },
    { account: SERVICES, amountMinor: -sign * net },
    { account: 'Output CGST', amountMinor: -sign * sum(taxes.map(([central]) => central)) },
    { account: 'Output SGST', amountMinor: -sign * sum(taxes.map(([, state]) => state)) },
    { account: 'Rounding', amountMinor: -sign * roundingMinor },
  ];
}

/** Two lines and more for each voucher: account, debit or credit. */
export const journal: ExportKind = {
  kind: 'journal',
  columns: [
    { title: 'Date', type: 'date' },
    { title: 'Voucher type', type: 'text' },
    { title: 'Number', type: 'text' },
    { title: 'Refers to', type: 'text' },
    { title: 'Account', type: 'text' },
    { title: 'Debit', type: 'amount' },
    { title: 'Credit', type: 'amount' },
    { title: 'Party', type: 'text' },
    { title: 'Narration', type: 'text' },
  ],
  *rows(asked, reader) {
    for (const { type, date, number, reference, party, narration, postings } of vouchers(reader, asked))
      for (const { account, amountMinor } of postings) {
        const sides = amountMinor > 0 ? [amountMinor, null] : [null, -amountMinor];
        yield [date, type, number, reference, account, ...sides, party, narration];
      }
  },
};
