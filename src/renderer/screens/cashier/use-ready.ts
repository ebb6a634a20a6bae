import type { ReadyForBilling } from '#domain/visits/billing-list.ts';
import { useRead } from '../../app/asking.ts';
import { useKeptOrder } from '../../app/kept-order.ts';

const idOf = ({ id }: ReadyForBilling) => id;

/** Who waits to pay, and below them who was left behind by earlier days: each in the place they had while this screen is up. */
export function useReady() {
  const { data, refusal } = useRead('billingList', {});
  const all = data ?? [];
  const today = useKeptOrder(
    all.filter(({ fromBefore }) => !fromBefore),
    idOf,
  );
  const before = useKeptOrder(
    all.filter(({ fromBefore }) => fromBefore),
    idOf,
  );
  return { ready: [...today, ...before], refusal, isRead: data !== undefined };
}
