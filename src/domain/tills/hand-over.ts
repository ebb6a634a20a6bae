import { z } from 'zod';
import { id, typed } from '../kernel/fields.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { mayWorkHere } from '../staff/may-work-here.ts';
import { user } from '../staff/user.ts';
import { drawerCounted, handoverOffered, handoverWithdrawn } from './changes.ts';
import { counts, firstTry, readCounts } from './counts.ts';
import { openTillHere } from './open-till-here.ts';
import { countedTotal, expectedCash, type Till } from './till.ts';
import type { CountedPieces } from './z.ts';

export type OfferedHandover =
  | { readonly outcome: 'offered'; readonly handoverId: string; readonly toName: string; readonly countedMinor: number }
  /** The count did not agree: it is made once more, and the second stands whatever it is. */
  | { readonly outcome: 'count-again'; readonly countedMinor: number };

/** Offers one's drawer, counted, to another cashier by name. Until that one has taken it, or the offer is withdrawn, nothing is sold. */
export const offerHandover = defineOperation({
  name: 'offerHandover',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [handoverOffered, drawerCounted],
  input: z.strictObject({ toUserId: id, counts }),
  decide({ toUserId, counts: typed }, context): Decision<OfferedHandover> | Refusal {
    const { reader, place } = context;
    const open = openTillHere(reader, place);
    if (!open) return refuse('no-open-till');
    if (open.handover) return refuse('handover-open', { cashier: open.handover.toName });
    const refusal = nextCashierRefusal(toUserId, context);
    if (refusal) return refusal;
    const denominations = readCounts(typed, context);
    return isRefusal(denominations) ? denominations : offer(open, toUserId, denominations, context);
  },
});

/** The next cashier must be one, here. */
function nextCashierRefusal(toUserId: string, { reader, place }: DecisionContext): Refusal | undefined {
  const next = reader.get(user, toUserId);
  if (!next) return refuse('user-unknown');
  if (next.state !== 'ACTIVE') return refuse('user-revoked');
  if (!next.roles.includes('cashier')) return refuse('not-a-cashier', { name: next.name });
  return mayWorkHere(reader, next, place);
}

function offer(
  open: Till,
  toUserId: string,
  denominations: readonly CountedPieces[],
  { reader, actor, newId }: DecisionContext,
): Decision<OfferedHandover> {
  const again = firstTry(open, 'handover-offered', denominations, expectedCash(open));
  const countedMinor = countedTotal(denominations);
  if (again) return { changes: [again], result: { outcome: 'count-again', countedMinor } };
  const handoverId = newId();
  const toName = reader.get(user, toUserId)?.name ?? '';
  const said = { handoverId, tillId: open.id, cashierName: actor.name, toUserId, toName };
  return {
    changes: [handoverOffered.of({ ...said, denominations: [...denominations], countedMinor })],
    result: { outcome: 'offered', handoverId, toName, countedMinor },
  };
}

/** Takes the offer back: the drawer stays with its cashier, who can sell again. */
export const withdrawHandover = defineOperation({
  name: 'withdrawHandover',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [handoverWithdrawn],
  input: z.strictObject({ reason: typed(300) }),
  decide({ reason }, { reader, place, actor }) {
    const open = openTillHere(reader, place);
    if (open?.handover?.state !== 'OFFERED') return refuse('no-handover');
    const { handoverId } = open.handover;
    return { changes: [handoverWithdrawn.of({ handoverId, tillId: open.id, byName: actor.name, reason })], result: null };
  },
});
