import { sum } from '../kernel/money.ts';
import type { Reader } from '../kernel/record.ts';
import { till } from '../tills/till.ts';
import {
  ADVANCES,
  DRAWERS,
  OVER_AND_SHORT,
  PATIENTS,
  paidInAccount,
  paidOutAccount,
  payerAccount,
  SAFE,
  SERVICES,
  TENDER_ACCOUNTS,
} from './accounts.ts';
import { bookEvents, isOfDrawer } from './book-events.ts';
import { whatFor } from './day-book.ts';
import type { DrawerEvent } from './drawer-events.ts';
import { EVENT_WORDS } from './event-words.ts';
import type { ExportAsked } from './export-kind.ts';
import type { MoneyEvent } from './money-events.ts';
import { halves } from './tax-ledger.ts';

/** One side of a posting. Positive: debit. Negative: credit. Minor units. */
export interface Posting {
  readonly account: string;
  readonly amountMinor: number;
}

/** One voucher of double-entry accounts; its postings come to nothing. */
export interface Voucher {
  /** Tally's voucher types. `Contra` is between cash and cash; a `Journal` never touches cash. */
  readonly type: 'Sales' | 'Receipt' | 'Payment' | 'Credit Note' | 'Contra' | 'Journal';
  readonly date: string;
  readonly number: string;
  readonly reference: string;
  readonly party: string;
  readonly narration: string;
  /** Through whose drawer it went: `T02 Z 12`, or `T02` while that till is open. Empty where through none. */
  readonly till: string;
  readonly postings: readonly Posting[];
}

/** What happened to money as vouchers of double-entry accounts, in the order of time. */
export function* vouchers(reader: Reader, asked: ExportAsked): Iterable<Voucher> {
  const tills = new Map<string | null, string>([[null, '']]);
  for (const event of bookEvents(reader, asked)) {
    const { tillId } = event;
    const name = tills.get(tillId) ?? tillName(reader, tillId ?? '');
    tills.set(tillId, name);
    const voucher = isOfDrawer(event) ? drawerVoucher(event, name) : patientsVoucher(event, name);
    if (voucher.postings.length > 0) yield voucher;
  }
}

function tillName(reader: Reader, tillId: string): string {
  const one = reader.get(till, tillId);
  return one ? [one.terminalCode, ...(one.z ? [`Z ${one.z.number}`] : [])].join(' ') : '';
}

function patientsVoucher(event: MoneyEvent, till: string): Voucher {
  const { date, number, reference, kind } = event;
  const party = PAYERS.has(kind) ? (event.payerName ?? '') : event.patientName;
  const postings = postingsOf(event).filter(({ amountMinor }) => amountMinor !== 0);
  return { type: VOUCHER_TYPES[kind], date, number, reference, party, narration: EVENT_WORDS[kind], till, postings };
}

/** What a payer did, though it is about a patient's bill. */
const PAYERS: ReadonlySet<MoneyEvent['kind']> = new Set(['payer-payment', 'payer-write-off', 'payer-passed']);

const VOUCHER_TYPES: Readonly<Record<MoneyEvent['kind'], Voucher['type']>> = {
  invoice: 'Sales',
  payment: 'Receipt',
  advance: 'Receipt',
  excess: 'Journal',
  'advance-applied': 'Journal',
  'credit-note': 'Credit Note',
  refund: 'Payment',
  waiver: 'Journal',
  'payer-payment': 'Receipt',
  'payer-write-off': 'Journal',
  'payer-passed': 'Journal',
};

/** The cash, and against it what it was for. */
function drawerVoucher(event: DrawerEvent, till: string): Voucher {
  const { kind, date, reference, byName, moreMinor } = event;
  const account = otherSideOf(event);
  const type = account === SAFE ? 'Contra' : moreMinor > 0 ? 'Receipt' : 'Payment';
  const narration = [EVENT_WORDS[kind], whatFor(event)].filter((one) => one !== '').join(', ');
  const postings = moreMinor > 0 ? moved(DRAWERS, account, moreMinor) : moved(account, DRAWERS, -moreMinor);
  return { type, date, number: '', reference, party: event.payee || byName, narration, till, postings };
}

function otherSideOf({ kind, category }: DrawerEvent): string {
  switch (kind) {
    case 'float':
    case 'drop':
    case 'handed-over':
    case 'put-away':
      return SAFE;
    case 'paid-in':
      return paidInAccount(category);
    case 'paid-out':
      return paidOutAccount(category);
    case 'count-differs':
    case 'handover-differs':
      return OVER_AND_SHORT;
    default:
      return kind satisfies never;
  }
}

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
    case 'payer-payment':
      return [...byTender(event, 1), { account: payerAccount(event.payerName ?? ''), amountMinor: -amountMinor }];
    case 'payer-write-off':
      return moved('Payer shares written off', payerAccount(event.payerName ?? ''), amountMinor);
    case 'payer-passed':
      return moved(PATIENTS, payerAccount(event.payerName ?? ''), amountMinor);
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
    { account: payerAccount(payerName ?? ''), amountMinor: sign * payerMinor },
    { account: SERVICES, amountMinor: -sign * net },
    { account: 'Output CGST', amountMinor: -sign * sum(taxes.map(([central]) => central)) },
    { account: 'Output SGST', amountMinor: -sign * sum(taxes.map(([, state]) => state)) },
    { account: 'Rounding', amountMinor: -sign * roundingMinor },
  ];
}
