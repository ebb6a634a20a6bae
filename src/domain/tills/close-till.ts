import { z } from 'zod';
import { clinic } from '../clinics/clinic.ts';
import { DENOMINATIONS } from '../kernel/money.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { tillClosed } from './changes.ts';
import { openTillHere } from './open-till-here.ts';
import { countedTotal, expectedCash, type Till } from './till.ts';
import { type CountedPieces, countedPieces, type ZTotals } from './z.ts';
import { continued, zSeries } from './z-series.ts';

/** What the cashier hears. What should have been in the drawer is not theirs to know, before or after. */
export interface ClosedTill {
  readonly tillId: string;
  readonly zNumber: number;
  readonly countedMinor: number;
}

/** Closes the till of the cashier who asks, by a blind count of the drawer, and makes its Z. */
export const closeTill = defineOperation({
  name: 'closeTill',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [tillClosed],
  input: z.strictObject({ counts: z.array(countedPieces).max(40) }),
  decide: ({ counts }, context) => close(counts, context),
});

function close(counts: readonly CountedPieces[], context: DecisionContext): Decision<ClosedTill> | Refusal {
  const { reader, place } = context;
  const open = openTillHere(reader, place);
  if (!open) return refuse('no-open-till');
  const wrong = countRefusal(counts, reader.get(clinic, place.clinicId)?.currency);
  if (wrong) return wrong;
  const z = zOf(open, counts, context);
  const { id: tillId, terminalCode, cashierName } = open;
  return {
    changes: [tillClosed.of({ tillId, terminalCode, cashierName, z })],
    result: { tillId, zNumber: z.number, countedMinor: z.countedMinor },
  };
}

function countRefusal(counts: readonly CountedPieces[], currency: string | undefined): Refusal | undefined {
  const known = currency === undefined ? undefined : DENOMINATIONS[currency];
  const seen = new Set<number>();
  for (const { denominationMinor } of counts) {
    if (seen.has(denominationMinor)) return refuse('denomination-twice', { denominationMinor });
    if (known && !known.includes(denominationMinor)) return refuse('denomination-unknown', { denominationMinor });
    seen.add(denominationMinor);
  }
  return undefined;
}

function zOf(open: Till, counts: readonly CountedPieces[], { reader, place, chain }: DecisionContext): ZTotals {
  const before = continued(reader.get(zSeries, place.terminalId), place);
  const denominations = counts.filter(({ pieces }) => pieces > 0).sort((a, b) => b.denominationMinor - a.denominationMinor);
  const { openingFloatMinor, payments, takings, invoices, invoicedMinor, invoicedByCategory, reprints } = open;
  const countedMinor = countedTotal(denominations);
  const expectedMinor = expectedCash(open);
  return {
    number: before.last + 1,
    firstSeq: before.coveredSeq + 1,
    lastSeq: chain.seq,
    headHash: chain.hash,
    openingFloatMinor,
    payments,
    takings,
    invoices,
    invoicedMinor,
    invoicedByCategory,
    reprints,
    denominations,
    countedMinor,
    expectedMinor,
    varianceMinor: countedMinor - expectedMinor,
    grossInMinor: chain.grossInMinor,
    grossOutMinor: chain.grossOutMinor,
  };
}
