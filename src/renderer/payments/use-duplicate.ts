import { useRun } from '../app/asking.ts';
import type { Numbered } from './paper-of.ts';

/** Has a numbered document counted as printed once more; its paper then says DUPLICATE n. */
export function useDuplicate() {
  const receipt = useRun('reprintReceipt');
  const other = useRun('reprintDocument');
  const make = ({ kind, id }: Numbered, onMade: (duplicate: number) => void) => {
    if (receipt.isPending || other.isPending) return;
    const options = { onSuccess: ({ duplicate }: { duplicate: number }) => onMade(duplicate) };
    if (kind === 'receipt') receipt.mutate({ paymentId: id }, options);
    else other.mutate({ kind, subjectId: id }, options);
  };
  return { make, isPending: receipt.isPending || other.isPending, refusal: receipt.refusal ?? other.refusal };
}
