import { useState } from 'react';
import type { EnteredTender } from '#domain/payments/tender.ts';
import { Refused, read } from '../app/counter.ts';
import { sharedTransfers } from './shared-transfer.ts';

/** The tenders as they are taken; throws the question about a number that stands on another receipt, once (see `sharedTransfers`). */
export function useSharedTransfers(): (tenders: readonly EnteredTender[]) => Promise<EnteredTender[]> {
  const [take] = useState(() =>
    sharedTransfers(
      (references) => read('referencesShown', { references }),
      () => performance.now(),
    ),
  );
  return async (tenders) => {
    const answered = await take(tenders);
    if ('question' in answered) throw new Refused(answered.question);
    return answered.tenders;
  };
}
