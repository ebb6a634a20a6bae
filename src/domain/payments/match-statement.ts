import { z } from 'zod';
import { id, typed } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { bankReference, isReference } from './bank-reference.ts';
import { bankReferenceId, claimConfirmed, normalReference } from './claim-changes.ts';
import { type Claim, claimsOf } from './unconfirmed-tenders.ts';

const ROWS_MAX = 500;

const row = z.strictObject({ reference: typed(40), amountMinor: amountMinor.min(1) });
type Row = z.infer<typeof row>;

export type UnmatchedRow = Row & {
  /** Place in the statement, from 1. */
  readonly row: number;
  /** It is no transaction number; no receipt names it; one does, with another amount; or it has confirmed a receipt before. */
  readonly because: 'malformed' | 'no-receipt' | 'amount-differs' | 'used-before' | 'row-twice';
  /** The receipt it concerns; null where there is none. */
  readonly number: string | null;
};

export interface MatchedStatement {
  readonly matched: readonly { readonly row: number; readonly number: string; readonly amountMinor: number }[];
  readonly unmatched: readonly UnmatchedRow[];
  /** Claims of the branch that the statement says nothing of. */
  readonly stillClaimed: number;
}

/**
 * Confirms a branch's claimed tenders from a bank statement: a row with the transaction and the amount of a receipt confirms it.
 * What does not match is reported and left alone.
 */
export const matchStatement = defineOperation({
  name: 'matchStatement',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'central',
  makes: [claimConfirmed],
  input: z.strictObject({ branchId: id, rows: z.array(row).min(1).max(ROWS_MAX) }),
  decide: ({ branchId, rows }, context) => match(branchId, rows, context),
});

function match(branchId: string, rows: readonly Row[], context: DecisionContext): Decision<MatchedStatement> {
  const claims = claimsByReference(claimsOf(context.reader, branchId));
  const seen = new Set<string>();
  const matched: { row: number; claim: Claim; reference: string }[] = [];
  const unmatched: UnmatchedRow[] = [];
  for (const [at, one] of rows.entries()) {
    const reference = normalReference(one.reference);
    const found = seen.has(reference) ? 'row-twice' : matchOf(branchId, one, claims.get(reference) ?? [], context);
    seen.add(reference);
    if (typeof found === 'string') unmatched.push({ ...one, row: at + 1, because: found, number: null });
    else if ('because' in found) unmatched.push({ ...one, row: at + 1, ...found });
    else matched.push({ row: at + 1, claim: found, reference: one.reference });
  }
  const open = [...claims.values()].reduce((count, ofReference) => count + ofReference.length, 0);
  return {
    changes: matched.map(({ claim: { at, patientId, number, amountMinor }, reference }) =>
      claimConfirmed.of({
        ...{ at, branchId, patientId, number, amountMinor, reference },
        byName: context.actor.name,
        source: 'statement',
      }),
    ),
    branchId,
    result: {
      matched: matched.map(({ row, claim: { number, amountMinor } }) => ({ row, number, amountMinor })),
      unmatched,
      stillClaimed: open - matched.length,
    },
  };
}

function claimsByReference(claims: readonly Claim[]): Map<string, Claim[]> {
  const byReference = new Map<string, Claim[]>();
  for (const claim of claims) {
    const reference = normalReference(claim.reference);
    byReference.set(reference, [...(byReference.get(reference) ?? []), claim]);
  }
  return byReference;
}

/** The claim a row confirms: the oldest with its transaction and amount. Otherwise why there is none. */
function matchOf(
  branchId: string,
  { reference, amountMinor }: Row,
  claims: readonly Claim[],
  { reader }: DecisionContext,
): Claim | Pick<UnmatchedRow, 'because' | 'number'> {
  if (!isReference(reference)) return { because: 'malformed', number: null };
  const used = reader.get(bankReference, bankReferenceId(branchId, reference));
  if (used?.state === 'STANDS') return { because: 'used-before', number: used.number };
  const claim = claims.find((one) => one.amountMinor === amountMinor);
  if (claim) return claim;
  const [other] = claims;
  return other ? { because: 'amount-differs', number: other.number } : { because: 'no-receipt', number: null };
}
