import type { DecisionContext } from '../kernel/operation.ts';
import { countedBefore, countedTotal, expectedCash, type Till } from './till.ts';
import { type CountedPieces, NO_FURTHER_DOINGS, type Proofs, type ZTotals } from './z.ts';
import { continued, zSeries } from './z-series.ts';

interface Counted {
  readonly denominations: readonly CountedPieces[];
  readonly proofs: Proofs;
  readonly handedOver?: ZTotals['handedOver'];
  readonly leftMinor?: number;
}

/** The Z of a till that ends now, as the next one of its terminal. */
export function makeZ(
  open: Till,
  { denominations, proofs, handedOver, leftMinor }: Counted,
  { reader, place, chain }: Pick<DecisionContext, 'reader' | 'place' | 'chain'>,
): ZTotals {
  const before = continued(reader.get(zSeries, place.terminalId), place);
  const { openingFloatMinor, payments, takings, invoices, invoicedMinor, invoicedByCategory, reprints } = open;
  const countedMinor = countedTotal(denominations);
  const expectedMinor = expectedCash(open);
  const firstCountMinor = countedBefore(open, handedOver ? 'handover-offered' : 'close')?.countedMinor;
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
    ...furtherDoingsOf(open),
    denominations: [...denominations],
    countedMinor,
    expectedMinor,
    varianceMinor: countedMinor - expectedMinor,
    ...(firstCountMinor === undefined ? {} : { firstCountMinor }),
    proofs,
    ...(handedOver ? { handedOver } : {}),
    ...(leftMinor === undefined ? {} : { leftMinor }),
    grossInMinor: chain.grossInMinor,
    grossOutMinor: chain.grossOutMinor,
  };
}

function furtherDoingsOf(open: Till): typeof NO_FURTHER_DOINGS {
  const names = Object.keys(NO_FURTHER_DOINGS) as (keyof typeof NO_FURTHER_DOINGS)[];
  return Object.fromEntries(names.map((name) => [name, open[name]])) as typeof NO_FURTHER_DOINGS;
}
