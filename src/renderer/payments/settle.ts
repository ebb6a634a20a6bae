import { isUsualReference, LEAST_OF_REFERENCE } from '#domain/payments/bank-reference.ts';
import { normalReference } from '#domain/payments/claim-changes.ts';
import type { EnteredTender, TenderKind } from '#domain/payments/tender.ts';

/** A row as the cashier types it. */
export interface TenderRow {
  readonly id: string;
  readonly kind: TenderKind;
  /** Cash: what the patient hands over. Card and UPI: what is charged. */
  readonly typed: string;
  readonly reference: string;
  readonly lastFour: string;
}

/** The first thing that keeps a payment from being taken. */
export type Lack = 'amount' | 'reference' | 'upi-short' | 'bank-short' | 'last-four' | 'too-much' | 'short' | 'no-cash-needed';

export interface Settlement {
  /** Still to be paid; 0 when the rows cover the bill. */
  readonly remainingMinor: number;
  /** To hand back from the cash given. */
  readonly changeMinor: number;
  /** What each row pays, in its order; undefined where its amount cannot be read. */
  readonly amounts: readonly (number | undefined)[];
  readonly lack: { readonly kind: Lack; readonly rowId: string | null } | null;
  /** Ready to be recorded; null while something is lacking. */
  readonly tenders: readonly EnteredTender[] | null;
}

/**
 * What a set of tender rows does to a bill. Card and UPI pay what is typed; cash pays the rest, and what is given beyond
 * it is change, which never counts as taken. Rows of nothing pay nothing.
 * @param part less than is due is taken on purpose
 */
export function settle(
  dueMinor: number,
  rows: readonly TenderRow[],
  parse: (text: string) => number | undefined,
  part = false,
): Settlement {
  const typed = rows.map((row) => parse(row.typed));
  const byOthers = sumOf(rows, typed, (row) => row.kind !== 'cash');
  let forCash = Math.max(0, dueMinor - byOthers);
  let changeMinor = 0;
  const amounts = rows.map((row, at) => {
    const given = typed[at];
    if (given === undefined || row.kind !== 'cash') return given;
    const kept = Math.min(given, forCash);
    forCash -= kept;
    changeMinor += given - kept;
    return kept;
  });
  const remainingMinor = Math.max(0, dueMinor - sumOf(rows, amounts, () => true));
  const lack = lackOf({ dueMinor, rows, typed, amounts, byOthers, remainingMinor: part ? 0 : remainingMinor });
  return { remainingMinor, changeMinor, amounts, lack, tenders: lack ? null : tendersOf(rows, typed, amounts) };
}

/**
 * From here on change is asked about, in minor units: 2,000 rupees. The largest note in use is 500, so that whoever pays with
 * notes gets less than 500 back; four times that leaves room for a note of 2,000, of which some are still about.
 */
const ODD_CHANGE_MINOR = 200_000;

/**
 * Change that is more likely a slip of the keyboard than handed over: large, and more than what the cash had to pay. Null
 * where the payment cannot be taken yet, or its change is an ordinary one. Minor units.
 */
export function oddChangeMinor({ changeMinor, tenders }: Pick<Settlement, 'changeMinor' | 'tenders'>): number | null {
  const cash = tenders?.find(({ kind }) => kind === 'cash');
  if (!cash || changeMinor < ODD_CHANGE_MINOR || changeMinor <= cash.amountMinor) return null;
  return changeMinor;
}

/** The odd references among the rows, as one text to compare; empty: none. */
export function oddReferences(rows: readonly TenderRow[]): string {
  return rows
    .filter(isOddReference)
    .map(({ kind, reference }) => `${kind} ${reference}`)
    .join('; ');
}

/** A reference by which nobody would find the payment in the bank's statement. It is taken once it was asked about. */
export function isOddReference({ kind, reference }: Pick<TenderRow, 'kind' | 'reference'>): boolean {
  return (kind === 'upi' || kind === 'bank') && reference.trim() !== '' && !isUsualReference(kind, reference);
}

function sumOf(rows: readonly TenderRow[], amounts: readonly (number | undefined)[], which: (row: TenderRow) => boolean): number {
  return rows.reduce((sum, row, at) => sum + (which(row) ? (amounts[at] ?? 0) : 0), 0);
}

function lackOf(state: {
  dueMinor: number;
  rows: readonly TenderRow[];
  typed: readonly (number | undefined)[];
  amounts: readonly (number | undefined)[];
  byOthers: number;
  remainingMinor: number;
}): Settlement['lack'] {
  const { dueMinor, rows, typed, amounts, byOthers, remainingMinor } = state;
  for (const [at, row] of rows.entries()) {
    if (!typed[at]) return { kind: 'amount', rowId: row.id };
    if (row.kind === 'cash' && amounts[at] === 0) return { kind: 'no-cash-needed', rowId: row.id };
  }
  if (byOthers > dueMinor) return { kind: 'too-much', rowId: rows.find(({ kind }) => kind !== 'cash')?.id ?? null };
  if (remainingMinor > 0) return { kind: 'short', rowId: null };
  for (const row of rows) {
    if (row.kind === 'card' && !/^\d{4}$/.test(row.lastFour)) return { kind: 'last-four', rowId: row.id };
    if (isReferenceLacking(row)) return { kind: referenceLack(row), rowId: row.id };
  }
  return null;
}

/** None is there, or too little of one: what is wrong with what was typed is said. */
function referenceLack({ kind, reference }: TenderRow): Lack {
  if (reference.trim() === '') return 'reference';
  return kind === 'bank' ? 'bank-short' : 'upi-short';
}

/** Whether it is the reference that is put right. */
export function isOfReference(lack: Lack): boolean {
  return lack === 'reference' || lack === 'upi-short' || lack === 'bank-short';
}

/** Without it, or with less of it than is kept, the payment is not taken. */
export function isReferenceLacking({ kind, reference }: Pick<TenderRow, 'kind' | 'reference'>): boolean {
  if (kind === 'cash') return false;
  return kind === 'card' ? reference.trim() === '' : normalReference(reference).length < LEAST_OF_REFERENCE;
}

function tendersOf(
  rows: readonly TenderRow[],
  typed: readonly (number | undefined)[],
  amounts: readonly (number | undefined)[],
): EnteredTender[] {
  return rows.map(({ kind, reference, lastFour }, at): EnteredTender => {
    const odd = isOddReference({ kind, reference }) ? { readAgain: true as const } : {};
    const amountMinor = amounts[at] ?? 0;
    switch (kind) {
      case 'cash':
        return { kind, amountMinor, tenderedMinor: typed[at] ?? 0 };
      case 'card':
        return { kind, amountMinor, reference: reference.trim(), lastFour };
      case 'upi':
      case 'bank':
        return { kind, amountMinor, reference: reference.trim(), ...odd };
      default:
        return kind satisfies never;
    }
  });
}
