import { isClaimed, type TenderFound } from '../payments/claims.ts';
import type { Tender } from '../payments/tender.ts';

/** Whether money that was only shown at the counter has been seen in the bank. */
export interface BankStanding {
  /** As a bookkeeper reads it. */
  readonly word: string;
  /** The transaction as the bank or the gateway names it; empty unless it is confirmed. */
  readonly reference: string;
  /** When somebody, or the gateway, confirmed it here; UTC ms. */
  readonly confirmedAtMs: number | null;
}

const WORDS: Readonly<Record<TenderFound['state'], string>> = {
  CONFIRMED: 'Confirmed',
  DISPUTED: 'Did not arrive',
  WITHDRAWN: 'Claimed (a confirmation was withdrawn)',
};

/** A receipt's tenders, each UPI payment and transfer with what is known of it. */
export function tendersInBank({
  tenders,
  tendersFound,
}: {
  readonly tenders: readonly Tender[];
  readonly tendersFound: readonly TenderFound[];
}): (Tender & { readonly inBank?: BankStanding })[] {
  return tenders.map((tender, index) => {
    if (!isClaimed(tender)) return tender;
    return { ...tender, inBank: standing(tendersFound.find(({ tenderIndex }) => tenderIndex === index)) };
  });
}

function standing(found: TenderFound | undefined): BankStanding {
  if (!found) return { word: 'Claimed', reference: '', confirmedAtMs: null };
  const { state, reference, atMs } = found;
  return { word: WORDS[state], reference, confirmedAtMs: state === 'CONFIRMED' ? atMs : null };
}
